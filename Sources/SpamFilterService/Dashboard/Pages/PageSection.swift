import FeedbackStore

/// The parts of the dashboard, in the order of the navigation.
enum PageSection: CaseIterable, Sendable, Hashable {
    case queue, overview, model, privacy

    /// Where the part begins.
    var path: String {
        switch self {
        case .queue: "/queue"
        case .overview: "/overview"
        case .model: "/model"
        case .privacy: "/privacy"
        }
    }

    var title: String {
        switch self {
        case .queue: "Queue"
        case .overview: "Overview"
        case .model: "Model and data"
        case .privacy: "Privacy"
        }
    }

    /// Whether the navigation shows the part to a visitor: what does not open is not shown.
    func isShown(to access: Access) -> Bool {
        RouteAccess.table["GET \(path)"]?.isOpen(to: access) == true
    }
}
