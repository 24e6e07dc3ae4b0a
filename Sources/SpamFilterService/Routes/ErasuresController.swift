import FeedbackStore
import Hummingbird
import SpamClassifier

/// `/v1/erasures`: forget everything by an author, or many comments at once.
struct ErasuresController: Sendable {
    let filter: SpamFilter

    /// The routes of this controller.
    var endpoints: RouteCollection<ServiceContext> {
        RouteCollection(context: ServiceContext.self).post(use: erase)
    }

    @Sendable
    private func erase(_ request: Request, context: ServiceContext) async throws -> Response {
        let body = try await request.json(as: ErasureBody.self, context: context)
        var erasure = try body.request(source: context.access.source)
        erasure.sites = try context.access.sites(body.site)
        if context.access.site != nil {
            for id in erasure.ids { try context.access.requireSite(try await filter.comment(id).comment.site) }
        }
        guard !body.isDryRun else {
            try await filter.recorder.drain()
            let count = try await filter.store.count(erasure)
            let answer = ErasureReceiptBody(comments: count.comments, labels: count.labels)
            return try context.responseEncoder.encode(answer, from: request, context: context)
        }
        let (receipt, isOverwritten) = try await filter.erase(erasure)
        let answer = ErasureReceiptBody(receipt, isOverwritten: isOverwritten)
        return try context.responseEncoder.encode(answer, from: request, context: context)
    }
}
