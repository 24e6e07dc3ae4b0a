import FeedbackStore
import HTTPTypes
import Hummingbird
import SpamClassifier

/// `/v1/comments`: judge a comment, list them, look one up, mark it.
struct CommentsController: Sendable {
    let filter: SpamFilter

    /// The routes of this controller.
    var endpoints: RouteCollection<ServiceContext> {
        RouteCollection(context: ServiceContext.self)
            .post(use: judge)
            .get(use: list)
            .get(":id", use: show)
            .put(":id/label", use: mark)
            .delete(":id/label", use: unmark)
            .delete(":id", use: forget)
    }

    /// Judges a comment and records it behind the answer.
    @Sendable
    private func judge(_ request: Request, context: ServiceContext) async throws -> Response {
        let isExplained = try request.flag("explain")
        let bytes = try await request.jsonBytes(context: context)
        return try await filter.repeats.once(request, body: bytes, context: context) {
            let submission = try bytes.decoded(as: SubmissionBody.self)
            let comment = try context.access.submitted(try submission.comment.comment())
            var (verdict, body) = VerdictBody.judging(comment, with: try filter.model(), isExplained: isExplained)
            filter.judged(verdict, on: comment)
            let id = submission.isDryRun ? nil : filter.record(comment, verdict)
            body.id = id?.description
            return (body, id.map { .comment($0) } ?? .nothing)
        }
    }

    /// A page of comments, newest first or most doubtful first.
    @Sendable
    private func list(_ request: Request, context: ServiceContext) async throws -> Response {
        let query = try CommentQuery(request, access: context.access)
        let body = CommentPageBody(try await filter.store.comments(matching: query))
        return try context.responseEncoder.encode(body, from: request, context: context)
    }

    /// A comment, the verdict as it was given, its label, and what today's model says.
    @Sendable
    private func show(_ request: Request, context: ServiceContext) async throws -> Response {
        let recorded = try await filter.comment(try context.commentID())
        try context.access.requireSite(recorded.comment.site)
        let explanation = try filter.model().explanation(of: recorded.comment)
        let body = RecordedCommentBody(recorded, now: explanation)
        return try context.responseEncoder.encode(body, from: request, context: context)
    }

    /// Marks a comment; the mark is on disk and in force when the answer arrives.
    @Sendable
    private func mark(_ request: Request, context: ServiceContext) async throws -> Response {
        let id = try context.commentID()
        let label = try await request.json(as: LabelBody.self, context: context).label.label
        let body = MarkBody(try await filter.mark(id, as: label, by: context.access))
        return try context.responseEncoder.encode(body, from: request, context: context)
    }

    /// Takes a mark back.
    @Sendable
    private func unmark(_ request: Request, context: ServiceContext) async throws -> Response {
        let body = MarkBody(try await filter.mark(try context.commentID(), as: nil, by: context.access))
        return try context.responseEncoder.encode(body, from: request, context: context)
    }

    /// Forgets a comment, and what was learnt of it.
    @Sendable
    private func forget(_ request: Request, context: ServiceContext) async throws -> Response {
        let recorded = try await filter.comment(try context.commentID())
        try context.access.requireSite(recorded.comment.site)
        var erasure = ErasureRequest(source: context.access.source)
        erasure.ids = [recorded.id]
        let (receipt, isOverwritten) = try await filter.erase(erasure)
        let body = ErasureReceiptBody(receipt, isOverwritten: isOverwritten)
        return try context.responseEncoder.encode(body, from: request, context: context)
    }
}

extension ServiceContext {
    /// The comment that the path names.
    fileprivate func commentID() throws -> CommentID {
        let text = try parameters.require("id")
        guard let id = CommentID(text) else { throw Problem.unknownComment(text.harmlessExcerpt) }
        return id
    }
}
