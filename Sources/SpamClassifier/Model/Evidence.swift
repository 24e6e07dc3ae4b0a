/// One part of a comment's log odds.
public struct Evidence: Sendable, Hashable {
    /// What it is about.
    public let name: FeatureName
    /// What it adds to the log odds of spam; negative speaks for ham.
    public let logOdds: Double
    /// In how many labelled spam comments the feature was seen, the starter comments at their weight.
    public let spam: Double
    /// In how many labelled ham comments the feature was seen, the starter comments at their weight.
    public let ham: Double
}

/// A verdict with all its reasons: the parts sum up to the log odds.
public struct Explanation: Sendable, Hashable {
    /// What is explained.
    public let verdict: Verdict
    /// The part of each known feature, strongest first.
    public let evidence: [Evidence]
    /// What is not tied to one feature: the prior, the comment's length, the share of unknown words.
    public let general: [GeneralEvidence]
    /// The fewest of the strongest features that, taken out, turn spam into ham or ham into spam; empty where that is not
    /// possible or the verdict is `unsure`.
    public let decisive: [FeatureName]
}

/// A part of the log odds that belongs to the comment as a whole.
public struct GeneralEvidence: Sendable, Hashable {
    /// `prior`, `length`, `novelty`, ...
    public let name: String
    /// What it adds to the log odds of spam.
    public let logOdds: Double
}
