public import SpamClassifier

/// One entry of the feedback log.
///
/// The log is the truth from which a model follows: learning its marks in order and refitting where it says so gives the
/// same model every time.
public struct LogEntry: Sendable, Hashable {
    /// What happened.
    public enum Kind: Sendable, Hashable {
        /// The label of a comment changed from `previous` to `label`; `nil` stands for none.
        case mark(key: Int64, comment: Comment, label: Label?, previous: Label?)
        /// Here the fitted layer of the model is computed anew from the labelled comments.
        case refit
    }

    /// The number of the entry: larger than that of every earlier entry, and never used again.
    ///
    /// Numbers may be left out.
    public var revision: Int64
    /// What happened.
    public var kind: Kind
    /// When it happened, in milliseconds since 1970.
    public var loggedAt: Int64
    /// Who marked; `nil` for a refit.
    public var source: MarkSource?
    /// The features of the marked comment, as `FeatureSet.bytes()` gave them, where its text or a part of it was not kept.
    public var features: [UInt8]?
    /// What is known of a refit; `nil` for a mark.
    public var refit: RefitEntry?

    /// Makes an entry from its parts.
    public init(revision: Int64, kind: Kind, loggedAt: Int64, source: MarkSource?) {
        self.revision = revision
        self.kind = kind
        self.loggedAt = loggedAt
        self.source = source
    }
}
