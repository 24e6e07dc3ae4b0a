import FeedbackStore

/// Which site a page is about, as its address says it: nothing for all, `=` and a name for one.
///
/// The name alone would not do: the default site has none.
enum SiteChoice: Sendable, Hashable {
    case all
    case only(String?)

    /// Reads the parameter `site` of a page.
    init(_ parameter: String?) {
        guard let parameter, parameter.hasPrefix("=") else {
            self = .all
            return
        }
        let name = String(parameter.dropFirst())
        self = .only(name.isEmpty ? nil : name)
    }

    /// The value of the parameter.
    var parameter: String {
        switch self {
        case .all: ""
        case .only(let name): "=" + (name ?? "")
        }
    }

    /// The sites that are shown: of a key that is bound to one, that one.
    ///
    /// - Throws: ``Problem/foreignSite`` for another site than the bound one.
    func sites(_ access: Access) throws(Problem) -> CommentQuery.Sites {
        switch self {
        case .all: try access.sites(nil)
        case .only(let name): try access.sites(name ?? "")
        }
    }
}

/// A field to choose a site with.
struct SitePicker: Sendable {
    struct Option: Sendable {
        let value: String
        let words: String
        let isChosen: Bool
    }

    let options: [Option]

    /// Offers all sites together, and each alone; `nil` is the default site.
    init(_ sites: [String?], chosen: SiteChoice) {
        options = ([.all] + sites.map(SiteChoice.only)).map { choice in
            let words =
                switch choice {
                case .all: "All sites"
                case .only(let name): name ?? "Default site"
                }
            return Option(value: choice.parameter, words: words, isChosen: choice == chosen)
        }
    }
}
