import FeedbackStore
import HTTPTypes
import Hummingbird
import SpamClassifier

/// `/v1/comments`: judge a comment, look one up, mark it.
struct CommentsController: Sendable {
    let filter: SpamFilter

    /// The routes of this controller.
    var endpoints: RouteCollection<ServiceContext> {
        RouteCollection(context: ServiceContext.self)
            .post(use: judge)
            .get(":id", use: show)
            .put(":id/label", use: mark)
            .delete(":id/label", use: unmark)
    }

    /// Judges a comment and records it behind the answer.
    @Sendable
    private func judge(_ request: Request, context: ServiceContext) async throws -> Response {
        let submission = try await request.json(as: SubmissionBody.self, context: context)
        let comment = try context.access.submitted(submission.comment.comment)
        let model = try filter.model()
        let isExplained = try request.flag("explain")
        var body: VerdictBody
        let verdict: Verdict
        if isExplained {
            let explanation = model.explanation(of: comment)
            verdict = explanation.verdict
            body = VerdictBody(explanation)
        } else {
            verdict = model.verdict(on: comment)
            body = VerdictBody(verdict)
        }
        filter.judged(verdict)
        if !submission.isDryRun { body.id = filter.record(comment, verdict)?.description }
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
}

extension ServiceContext {
    /// The comment that the path names.
    fileprivate func commentID() throws -> CommentID {
        let text = try parameters.require("id")
        guard let id = CommentID(text) else { throw Problem.unknownComment(text.harmlessExcerpt) }
        return id
    }
}
