import FeedbackStore
import SpamClassifier

@testable import SpamFilterService

extension SpamFilter {
    /// Marks as everybody may while the service is open.
    func mark(_ id: CommentID, as label: Label?) async throws -> MarkOutcome {
        try await mark(id, as: label, by: .open)
    }

    /// Marks as everybody may while the service is open.
    func mark(_ comment: SpamClassifier.Comment, as label: Label) async throws -> MarkOutcome {
        try await mark(comment, as: label, by: .open)
    }
}
