import FeedbackStore
import Hummingbird
import SpamClassifier

/// `/v1/labels`: mark what was never judged here, or many comments at once.
struct LabelsController: Sendable {
    let filter: SpamFilter

    /// The routes of this controller.
    var endpoints: RouteCollection<ServiceContext> {
        RouteCollection(context: ServiceContext.self).post(use: mark)
    }

    @Sendable
    private func mark(_ request: Request, context: ServiceContext) async throws -> Response {
        let body = try await request.json(as: LabelsBody.self, context: context)
        switch (body.comment, body.ids) {
        case (let comment?, nil):
            let outcome = try await filter.mark(comment.comment, as: body.label.label, by: context.access)
            return try context.responseEncoder.encode(MarkBody(outcome), from: request, context: context)
        case (nil, let ids?):
            let answer = try await mark(ids, as: body.label.label, by: context.access)
            return try context.responseEncoder.encode(answer, from: request, context: context)
        case (nil, nil): throw Problem.missingField("comment")
        case (.some, .some):
            throw Problem.invalidValue(field: "ids", detail: "Send either a \"comment\" or \"ids\", not both.")
        }
    }

    /// Marks each id by itself: one that is unknown costs no other its mark.
    private func mark(_ ids: [String], as label: Label, by access: Access) async throws -> BulkMarkBody {
        guard ids.count <= RequestLimits.idsPerMark else {
            throw Problem.invalidValue(field: "ids", detail: "At most \(RequestLimits.idsPerMark) ids at once.")
        }
        var results: [BulkMarkBody.Entry] = []
        for text in ids {
            do {
                guard let id = CommentID(text) else { throw Problem.unknownComment(text.harmlessExcerpt) }
                results.append(BulkMarkBody.Entry(mark: MarkBody(try await filter.mark(id, as: label, by: access))))
            } catch {
                results.append(BulkMarkBody.Entry(id: text.harmlessExcerpt, problem: Problem(error).document))
            }
        }
        return BulkMarkBody(results: results)
    }
}
