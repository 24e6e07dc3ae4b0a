import FeedbackStore
import Foundation
import SpamClassifier

/// A recorded comment as clients get it: the comment, the verdict as it was given, the label, and, of a single comment, what today's
/// model says.
struct RecordedCommentBody: Encodable, Sendable {
    struct Given: Encodable, Sendable {
        let verdict: String
        let probability: Double
        let discard: Bool
        let revision: Int64
    }

    let id: String
    let receivedAt: String
    let comment: CommentBody
    let label: String?
    let dataset: String?
    let given: Given?
    let now: VerdictBody?

    private enum CodingKeys: String, CodingKey {
        case id, comment, label, dataset, given, now
        case receivedAt = "received_at"
    }

    init(_ recorded: RecordedComment, now explanation: Explanation? = nil) {
        id = recorded.id.description
        receivedAt = Date(timeIntervalSince1970: Double(recorded.receivedAt) / 1000)
            .formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
        comment = CommentBody(recorded.comment)
        label = recorded.label?.name
        dataset = recorded.dataset
        given = recorded.judgement.map {
            Given(verdict: $0.verdict, probability: $0.probability, discard: $0.discard, revision: $0.revision)
        }
        now = explanation.map { VerdictBody($0) }
    }
}
