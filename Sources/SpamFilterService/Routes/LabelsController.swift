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
        let bytes = try await request.jsonBytes(context: context)
        return try await filter.repeats.once(request, body: bytes, context: context) {
            let body = try bytes.decoded(as: LabelsBody.self)
            switch (body.comment, body.ids) {
            case (let comment?, nil):
                let outcome = try await filter.mark(
                    try comment.comment(at: "comment."),
                    as: body.label.label,
                    by: context.access
                )
                return (MarkBody(outcome), .comment(outcome.id))
            case (nil, let ids?):
                guard ids.count <= RequestLimits.idsPerMark else {
                    throw Problem.invalidValue(field: "ids", detail: "At most \(RequestLimits.idsPerMark) ids at once.")
                }
                return (try await mark(ids, as: body.label.label, by: context.access), .marks)
            case (nil, nil): throw Problem.missingField("comment")
            case (.some, .some):
                throw Problem.invalidValue(field: "ids", detail: "Send either a \"comment\" or \"ids\", not both.")
            }
        }
    }

    /// Marks all of them at once; one that is unknown costs no other its mark.
    private func mark(_ ids: [String], as label: Label, by access: Access) async throws -> BulkMarkBody {
        let outcomes = try await filter.mark(ids, as: label, by: access)
        let results = zip(ids, outcomes).map { text, outcome in
            switch outcome {
            case .success(let outcome): BulkMarkBody.Entry(mark: MarkBody(outcome))
            case .failure(let problem):
                BulkMarkBody.Entry(id: text.harmlessExcerpt, problem: problem.document)
            }
        }
        return BulkMarkBody(results: results)
    }
}
