public import SpamClassifier

/// What a mark did.
public struct MarkOutcome: Sendable, Hashable {
    /// The comment that was marked.
    public var id: CommentID
    /// The label that the comment has now; `nil` if the mark was taken back.
    public var label: Label?
    /// The label that the comment had before.
    public var previous: Label?
    /// The revision of the log after the mark; a model that has learnt up to it has learnt the mark.
    public var revision: Int64

    /// Makes an outcome from its parts.
    public init(id: CommentID, label: Label?, previous: Label?, revision: Int64) {
        self.id = id
        self.label = label
        self.previous = previous
        self.revision = revision
    }

    /// Whether the label changed; if not, nothing was written.
    public var changed: Bool { label != previous }
}
