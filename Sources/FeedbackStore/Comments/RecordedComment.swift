public import SpamClassifier

/// A comment as the database holds it, with the verdict it was given and the label it has now.
public struct RecordedComment: Sendable, Hashable {
    /// The name of the comment.
    public var id: CommentID
    /// The number of the comment in this database; never used again for another comment.
    public var key: Int64
    /// The comment with all its fields.
    public var comment: Comment
    /// The verdict as it was given; `nil` if the comment was never judged here.
    public var judgement: Judgement?
    /// What the comment is marked as; `nil` if nobody said so, or the mark was taken back.
    public var label: Label?
    /// The name of the dataset that brought the comment; `nil` if it was submitted or marked on its own.
    public var dataset: String?

    /// Makes a recorded comment from its parts.
    public init(
        id: CommentID,
        key: Int64,
        comment: Comment,
        judgement: Judgement? = nil,
        label: Label? = nil,
        dataset: String? = nil
    ) {
        self.id = id
        self.key = key
        self.comment = comment
        self.judgement = judgement
        self.label = label
        self.dataset = dataset
    }

    /// When the comment arrived, in milliseconds since 1970: the time in its ``id``.
    public var receivedAt: Int64 { id.milliseconds }
}

/// A verdict as it was given.
public struct Judgement: Sendable, Hashable {
    /// The verdict, `spam`, `ham` or `unsure`; the database takes no other word.
    public var verdict: String
    /// The probability of spam, 0...1.
    public var probability: Double
    /// The revision of the model that judged.
    public var revision: Int64
    /// Whether the advice was to throw the comment away unseen.
    public var discard: Bool

    /// Makes a judgement from its parts.
    public init(verdict: String, probability: Double, revision: Int64, discard: Bool = false) {
        self.verdict = verdict
        self.probability = probability
        self.revision = revision
        self.discard = discard
    }
}

/// A comment to record: what came in and what was answered.
public struct JudgedComment: Sendable, Hashable {
    /// The name of the comment; it carries the time of arrival.
    public var id: CommentID
    /// The comment with all its fields.
    public var comment: Comment
    /// The verdict that was given; `nil` records a comment that was not judged.
    public var judgement: Judgement?

    /// Makes a comment to record from its parts.
    public init(id: CommentID, comment: Comment, judgement: Judgement?) {
        self.id = id
        self.comment = comment
        self.judgement = judgement
    }
}
