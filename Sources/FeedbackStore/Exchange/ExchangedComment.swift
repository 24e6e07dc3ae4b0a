public import SpamClassifier

/// A comment on its way from one database to another: everything that is known of it.
public struct ExchangedComment: Sendable, Hashable {
    /// Who gave a comment the label that it has, and when.
    public struct Mark: Sendable, Hashable {
        /// Who marked, as ``MarkSource`` describes itself.
        public var source: String
        /// When, in milliseconds since 1970.
        public var time: Int64

        /// Makes a mark from its parts.
        public init(source: String, time: Int64) {
            self.source = source
            self.time = time
        }
    }

    /// The name of the comment; it carries the time of arrival.
    public var id: CommentID
    /// The comment with all its fields.
    public var comment: Comment
    /// The verdict as it was given; `nil` if the comment was never judged.
    public var judgement: Judgement?
    /// What the comment is marked as.
    public var label: Label?
    /// The last mark; `nil` without a label.
    public var mark: Mark?
    /// The name of the dataset that brought the comment.
    public var dataset: String?
    /// The hashed features, as `FeatureSet.bytes()` gave them, where the text or a part of it was not kept.
    public var features: [UInt8]?
    /// The fingerprint of the whole comment, by which the same one is known again, where ``features`` are; 32 bytes.
    public var digest: [UInt8]?
    /// The ``CommentLikeness`` of the whole comment, where ``features`` are; 16 bytes.
    public var likeness: [UInt8]?

    /// Makes an exchanged comment from its parts.
    public init(
        id: CommentID,
        comment: Comment,
        judgement: Judgement? = nil,
        label: Label? = nil,
        mark: Mark? = nil,
        dataset: String? = nil,
        features: [UInt8]? = nil
    ) {
        self.id = id
        self.comment = comment
        self.judgement = judgement
        self.label = label
        self.mark = mark
        self.dataset = dataset
        self.features = features
    }

    /// The same comment without its text and without what is known of its author, but with its features.
    func withoutTexts(_ extractor: FeatureExtractor) -> ExchangedComment {
        var bare = self
        if features == nil {
            bare.features = extractor.features(of: comment).bytes()
            if dataset == nil {
                bare.digest = Array(CommentDigest(of: comment).bytes)
                bare.likeness = Array(CommentLikeness(of: comment).bytes)
            }
        }
        bare.comment = Comment(content: "")
        bare.comment.site = comment.site
        bare.comment.type = comment.type
        bare.comment.language = comment.language
        return bare
    }
}
