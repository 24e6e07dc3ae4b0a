import FeedbackStore

/// The form that says where a site is told of changed verdicts.
struct WebhookForm: Sendable {
    /// Why the form cannot be taken, as a sentence for whoever filled it in.
    struct Refusal: Error {
        let reason: String
    }

    private let site: String?
    private let kind: Webhook.Kind?
    private let url: String?
    private let allowsPrivate: Bool

    init(_ form: PageForm) {
        site = form["site"]
        kind = Webhook.Kind(rawValue: form["kind"] ?? "")
        url = form["url"]
        allowsPrivate = form["private"] != nil
    }

    /// What the form asks for, or what is wrong with it.
    var webhook: Result<Webhook, Refusal> {
        switch kind {
        case .signed: signed
        case .akismet: akismet
        case nil: .failure(Refusal(reason: "Choose how the site is told."))
        }
    }

    private var signed: Result<Webhook, Refusal> {
        if let site, !Self.isUsable(site) {
            return .failure(Refusal(reason: "The name of a site has 1 to 255 characters and no control characters."))
        }
        guard let address = url.flatMap(WebhookAddress.init) else {
            let reason =
                "“\(url ?? "")” is not the address of a receiver, like https://blog.example/hamlet: http or https, a host, "
                + "no user name."
            return .failure(Refusal(reason: reason))
        }
        return .success(made(site, .signed, address.authority, address.url))
    }

    private var akismet: Result<Webhook, Refusal> {
        guard let site, Self.isUsable(site), let address = SiteAddress(site) else {
            let reason = "“\(site ?? "")” is not the address of a site, like https://blog.example."
            return .failure(Refusal(reason: reason))
        }
        guard url == nil else {
            let reason = "A site that is told as Akismet does it names its address itself: leave the receiver empty."
            return .failure(Refusal(reason: reason))
        }
        return .success(made(address.name, .akismet, address.authority, nil))
    }

    private func made(_ site: String?, _ kind: Webhook.Kind, _ authority: String, _ url: String?) -> Webhook {
        Webhook(site: site, kind: kind, authority: authority, url: url, allowsPrivate: allowsPrivate, createdAt: 0)
    }

    private static func isUsable(_ name: String) -> Bool {
        (1...255).contains(name.count)
            && name.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
    }
}
