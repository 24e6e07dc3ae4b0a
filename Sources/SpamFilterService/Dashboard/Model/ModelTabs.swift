import FeedbackStore

/// The pages of the part "Model and data", as far as a visitor may open them.
struct ModelTabs: Sendable {
    struct Tab: Sendable {
        let title: String
        let path: String
        let isCurrent: Bool
    }

    let tabs: [Tab]

    private static let pages = [
        ("Model", "/model"), ("Evaluation", "/model/evaluation"), ("Wrong labels", "/model/suspects"),
        ("Forgetting", "/model/erasures"),
        ("Keys", "/model/keys"), ("Sites", "/model/sites"), ("Audit log", "/model/audit"),
    ]

    /// The tabs for a visitor; the page of the path is the current one.
    init(current: String, _ access: Access) {
        tabs = Self.pages.filter { RouteAccess.table["GET \($0.1)"]?.isOpen(to: access) == true }
            .map { Tab(title: $0.0, path: $0.1, isCurrent: $0.1 == current) }
    }
}

extension RouteAccess {
    /// Whether whoever has logged in may call the route.
    func isOpen(to access: Access) -> Bool {
        switch self {
        case .page(let role): access.role >= role
        case .pageOfEverySite(let role): access.role >= role && access.site == nil
        case .openPage: true
        case .everyone, .ownKey, .key, .keyToEverySite: false
        }
    }
}
