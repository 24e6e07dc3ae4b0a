/// Where the probabilities of the three outcomes part.
public struct Thresholds: Sendable, Hashable {
    /// From this probability on a comment is `unsure`; below, `ham`.
    public var unsure: Double
    /// From this probability on a comment is `spam`.
    public var spam: Double
    /// From this probability on a spam comment need not be shown to anyone.
    public var discard: Double

    /// Makes thresholds in ascending order; each is raised to the one before it where it lies below.
    public init(unsure: Double, spam: Double, discard: Double) {
        self.unsure = unsure
        self.spam = max(spam, unsure)
        self.discard = max(discard, self.spam)
    }

    /// What holds until labels say better: cautious, because a lost comment costs more than a look at one.
    public static let standard = Thresholds(unsure: 0.5, spam: 0.9, discard: 0.995)

    /// The outcome for a probability.
    public func outcome(of probability: Double) -> Verdict.Outcome {
        if probability >= spam { return .spam }
        return probability >= unsure ? .unsure : .ham
    }
}
