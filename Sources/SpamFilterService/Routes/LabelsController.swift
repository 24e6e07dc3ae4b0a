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
            let outcome = try await filter.mark(comment.comment, as: body.label.label)
            return try context.responseEncoder.encode(MarkBody(outcome), from: request, context: context)
        case (nil, let ids?):
            let answer = try await mark(ids, as: body.label.label)
            return try context.responseEncoder.encode(answer, from: request, context: context)
        case (nil, nil): throw Problem.missingField("comment")
        case (.some, .some):
            throw Problem.invalidValue(field: "ids", detail: "Send either a \"comment\" or \"ids\", not both.")
        }
    }

    /// Marks each id by itself: one that is unknown costs no other its mark.
    ///
    /// All at once, so that they share transactions, and wait together if the database is locked.
    private func mark(_ ids: [String], as label: Label) async throws -> BulkMarkBody {
        guard ids.count <= RequestLimits.idsPerMark else {
            throw Problem.invalidValue(field: "ids", detail: "At most \(RequestLimits.idsPerMark) ids at once.")
        }
        let entries = await withTaskGroup(of: (Int, BulkMarkBody.Entry).self) { group in
            for (place, text) in ids.enumerated() {
                group.addTask { (place, await entry(text, label)) }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        return BulkMarkBody(results: entries.sorted { $0.0 < $1.0 }.map(\.1))
    }

    private func entry(_ text: String, _ label: Label) async -> BulkMarkBody.Entry {
        do {
            guard let id = CommentID(text) else { throw Problem.unknownComment(text.harmlessExcerpt) }
            return BulkMarkBody.Entry(mark: MarkBody(try await filter.mark(id, as: label)))
        } catch {
            return BulkMarkBody.Entry(id: text.harmlessExcerpt, problem: Problem(error).document)
        }
    }
}
