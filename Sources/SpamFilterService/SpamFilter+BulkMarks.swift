import FeedbackStore
import SpamClassifier

extension SpamFilter {
    /// Marks many comments at once, or takes their marks back with `nil`; returns when all marks are on disk and in force.
    ///
    /// The marks are handed over together and share transactions; the model is put in force once. An id that is unknown, or of a site that the access does not reach, costs no other its mark.
    ///
    /// - Returns: What became of each id, in their order.
    /// - Throws: ``Problem/markNotInForce``, or `CancellationError`.
    func mark(
        _ ids: [String],
        as label: Label?,
        by access: Access
    ) async throws -> [Result<MarkOutcome, Problem>] {
        // What still waits for the recorder is written first, in one transaction.
        let waiting = ids.compactMap { CommentID($0) }.compactMap(recorder.pending)
        try await store.record(waiting)
        let outcomes = await withTaskGroup(of: (Int, Result<MarkOutcome, Problem>).self) { group in
            for (place, text) in ids.enumerated() {
                group.addTask { (place, await attempt(text, as: label, by: access)) }
            }
            var outcomes = [Result<MarkOutcome, Problem>](repeating: .failure(.unexpected), count: ids.count)
            for await (place, outcome) in group { outcomes[place] = outcome }
            return outcomes
        }
        let changes = outcomes.count { (try? $0.get().changed) ?? false }
        for _ in 0..<changes { metrics.marked() }
        if changes > 0 { try await putInForce() }
        return outcomes
    }

    private func attempt(_ text: String, as label: Label?, by access: Access) async -> Result<MarkOutcome, Problem> {
        do {
            guard let id = CommentID(text) else { throw Problem.unknownComment(text.harmlessExcerpt) }
            if access.site != nil { try access.requireSite(try await comment(id).comment.site) }
            guard let label else { return .success(try await store.unmark(id, source: access.source)) }
            return .success(try await store.mark(id, as: label, source: access.source))
        } catch {
            return .failure(Problem(error))
        }
    }
}
