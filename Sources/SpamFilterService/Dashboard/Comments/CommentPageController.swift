import FeedbackStore
import HTTPTypes
import Hummingbird
import SpamClassifier

/// `/comments/{id}`: everything about one comment.
struct CommentPageController: Sendable {
    let dashboard: Dashboard

    static let access: [String: RouteAccess] = ["GET /comments/{id}": .page(.moderate)]

    /// The routes of this controller.
    var endpoints: RouteCollection<ServiceContext> {
        RouteCollection(context: ServiceContext.self).get(":id", use: show)
    }

    @Sendable
    private func show(_ request: Request, context: ServiceContext) async throws -> Response {
        let filter = dashboard.filter
        let text = try context.parameters.require("id")
        guard let id = CommentID(text) else { throw Problem.unknownComment(text.harmlessExcerpt) }
        let recorded = try await filter.comment(id)
        try context.access.requireSite(recorded.comment.site)
        let view = CommentView(
            recorded,
            explanation: try filter.model().explanation(of: recorded.comment),
            marks: try await filter.store.marks(of: id),
            similar: try await filter.store.similar(to: id, limit: CommentView.mostSimilar),
            access: context.access
        )
        return dashboard.page(.comment, title: "Comment", section: .queue, view, request: request, context: context)
    }
}
