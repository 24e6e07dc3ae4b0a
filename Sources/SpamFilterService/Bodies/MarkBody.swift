public import FeedbackStore
import SpamClassifier

/// The body of `PUT /v1/comments/{id}/label`.
struct LabelBody: Decodable, Sendable {
    let label: LabelWord
}

/// The body of `POST /v1/labels`: a comment that was never judged here, or many ids at once, and what they are.
struct LabelsBody: Decodable, Sendable {
    let label: LabelWord
    let comment: CommentBody?
    let ids: [String]?
}

/// A label as clients spell it: `spam` or `ham`.
struct LabelWord: Decodable, Sendable {
    let label: Label

    init(from decoder: any Decoder) throws {
        let word = try decoder.singleValueContainer().decode(String.self)
        guard let label = Label(name: word) else {
            throw Problem.invalidValue(at: decoder.codingPath, detail: "A label is \"spam\" or \"ham\".")
        }
        self.label = label
    }
}

/// What a mark changed, as clients get it.
public struct MarkBody: Encodable, Sendable {
    let id: String
    let label: String?
    let previous: String?
    let revision: Int64
    let changed: Bool

    private enum CodingKeys: String, CodingKey {
        case id, label, previous, revision, changed
    }

    /// The outcome of one mark.
    public init(_ outcome: MarkOutcome) {
        id = outcome.id.description
        label = outcome.label?.name
        previous = outcome.previous?.name
        revision = outcome.revision
        changed = outcome.changed
    }

    /// Writes all keys, `null` for no label.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(id, forKey: .id)
        try container.encode(label, forKey: .label)
        try container.encode(previous, forKey: .previous)
        try container.encode(revision, forKey: .revision)
        try container.encode(changed, forKey: .changed)
    }
}

/// The answer to a bulk mark: one entry for each id, in the order of the request.
struct BulkMarkBody: Encodable, Sendable {
    struct Entry: Encodable, Sendable {
        var mark: MarkBody?
        var id: String?
        var problem: ProblemDocument?
    }

    let results: [Entry]
}
