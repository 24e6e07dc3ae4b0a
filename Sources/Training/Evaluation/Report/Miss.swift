import SpamClassifier

/// A comment that was judged wrongly, and why.
public struct Miss: Sendable, Hashable {
    /// A feature that moved the probability.
    public struct Evidence: Sendable, Hashable, Codable {
        /// The family of the feature.
        public var family: String
        /// The feature as a person may read it.
        public var feature: String
        /// How far it moved the score, in log odds; above 0 towards spam.
        public var logOdds: Double
        /// Spam comments with the feature in training; `nil` if it is not known.
        public var spam: Int?
        /// Ham comments with the feature in training; `nil` if it is not known.
        public var ham: Int?

        /// Makes a line of evidence.
        public init(family: String, feature: String, logOdds: Double, spam: Int? = nil, ham: Int? = nil) {
            self.family = family
            self.feature = feature
            self.logOdds = logOdds
            self.spam = spam
            self.ham = ham
        }
    }

    /// The most characters of a text that are shown.
    public static let excerptLength = 280

    /// The comment with its label and probability.
    public var comment: ScoredComment
    /// The beginning of its text on one line.
    public var excerpt: String
    /// What moved the probability, in the order to be shown.
    public var evidence: [Evidence]

    /// Makes a miss; of the text only the first ``excerptLength`` characters are kept.
    public init(comment: ScoredComment, text: String, evidence: [Evidence] = []) {
        self.comment = comment
        // Only a part of a long text need be looked at; the factor leaves room for runs of white space.
        let squeezed = text.prefix(Self.excerptLength * 4).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let isWhole = squeezed.count <= Self.excerptLength && text.count <= Self.excerptLength * 4
        excerpt = isWhole ? squeezed : squeezed.prefix(Self.excerptLength) + "…"
        self.evidence = evidence
    }

    /// The comments on the wrong side of a threshold, the most confident mistakes first; ties by id.
    public static func worst(
        _ limit: Int,
        of scored: [ScoredComment],
        threshold: Double = 0.5
    ) -> [ScoredComment] {
        let missed = scored.filter { ($0.probability >= threshold) != ($0.label == .spam) }
        func doubt(_ comment: ScoredComment) -> Double {
            comment.label == .spam ? comment.probability : 1 - comment.probability
        }
        return Array(missed.sorted { (doubt($0), $0.id) < (doubt($1), $1.id) }.prefix(limit))
    }
}
