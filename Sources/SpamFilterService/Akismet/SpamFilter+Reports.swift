import FeedbackStore
import Foundation
import SpamClassifier

extension SpamFilter {
    /// Marks the comment that a report of an Akismet client is about; returns when the mark is on disk and in force.
    ///
    /// A comment that is not known is recorded first.
    func report(_ comment: Comment, as label: Label) async throws -> MarkOutcome {
        try await writePending(alike: comment)
        let outcome = try await store.mark(alike: comment, as: label, source: .akismet)
        if outcome.changed { metrics.marked() }
        try await putInForce()
        return outcome
    }

    /// The id of the recorded comment that a comment is another form of; `nil` if there is none.
    func id(ofCommentAlike comment: Comment) async throws -> CommentID? {
        try await writePending(alike: comment)
        return try await store.id(ofCommentAlike: comment)
    }

    /// Writes what may be meant and still waits in the recorder's queue.
    private func writePending(alike comment: Comment) async throws {
        let waiting = recorder.pending { $0.comment.site == comment.site }
        guard !waiting.isEmpty else { return }
        let likeness = CommentLikeness(of: comment)
        // A report whose text was cut is found by its author.
        let meant = waiting.filter { waiting in
            comment.author != nil && waiting.comment.author?.lowercased() == comment.author?.lowercased()
                || CommentLikeness(of: waiting.comment) == likeness
        }
        if !meant.isEmpty { try await store.record(meant) }
    }
}
