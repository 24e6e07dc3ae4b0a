/// What the filter says of a comment.
public struct Verdict: Sendable, Hashable {
    /// The three answers.
    public enum Outcome: UInt8, Sendable, Hashable, CaseIterable {
        /// Publish it.
        case ham
        /// Let a person look at it.
        case unsure
        /// Keep it away from readers.
        case spam
    }

    /// Publish, look, or keep away.
    public let outcome: Outcome
    /// The calibrated probability that the comment is spam, above 0 and below 1.
    public let probability: Double
    /// The same as natural log odds: the sum of all evidence.
    public let logOdds: Double
    /// Whether the comment is so blatant that nobody need see it.
    public let discard: Bool
    /// How much the filter knows about what this comment consists of.
    public let confidence: Confidence
    /// The last mark that the model had learnt.
    public let revision: Int64

    /// How much of a comment the model has seen before.
    public enum Confidence: UInt8, Sendable, Hashable, CaseIterable {
        /// Hardly any of its words are known, or too little of one class has been learnt.
        case low
        /// Something is known.
        case medium
        /// Most of its words are known.
        case high
    }
}

extension Verdict.Outcome {
    /// The word that every surface uses: `ham`, `unsure`, `spam`.
    public var name: String {
        switch self {
        case .ham: "ham"
        case .unsure: "unsure"
        case .spam: "spam"
        }
    }
}

extension Verdict.Confidence {
    /// The word that every surface uses: `low`, `medium`, `high`.
    public var name: String {
        switch self {
        case .low: "low"
        case .medium: "medium"
        case .high: "high"
        }
    }
}
