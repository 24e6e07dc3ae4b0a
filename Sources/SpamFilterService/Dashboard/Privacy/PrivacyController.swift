import FeedbackStore
import HTTPTypes
import Hummingbird

/// `/privacy`: how comments are processed here, for those who write them.
struct PrivacyController: Sendable {
    let dashboard: Dashboard

    static let access: [String: RouteAccess] = ["GET /privacy": .openPage]

    /// The routes of this controller.
    var endpoints: RouteCollection<ServiceContext> {
        RouteCollection(context: ServiceContext.self).get("privacy", use: show)
    }

    @Sendable
    private func show(_ request: Request, context: ServiceContext) async throws -> Response {
        let view = PrivacyView(
            privacy: dashboard.filter.store.privacy,
            retention: dashboard.configuration.retention
        )
        return dashboard.page(
            .privacy,
            title: "How comments are processed here",
            section: .privacy,
            view,
            request: request,
            context: context
        )
    }
}
