/// How good the probabilities of a test set are: ranking, decisions at a threshold, calibration.
public struct Measures: Sendable, Hashable {
    /// The decisions at the threshold.
    public var confusion: ConfusionMatrix
    /// The area under the ROC curve: the probability that a spam comment scores above a ham comment, ties counting half.
    ///
    /// `nil` if there is only one class.
    public var rocArea: Double?
    /// The most spam that any threshold finds with at most 1 % of ham misclassified, as a share.
    public var recallAt1: Double
    /// The most spam that any threshold finds with at most 0.1 % of ham misclassified, as a share.
    public var recallAt01: Double
    /// The least share of ham that a threshold misclassifies which finds at least 95 % of spam.
    public var hamMisclassificationAt95: Double
    /// The mean negative log likelihood in nats, of probabilities kept within 10⁻⁶ of 0 and 1.
    public var logLoss: Double
    /// The mean squared error of the probabilities.
    public var brierScore: Double
    /// The expected calibration error over 15 equally wide bins.
    public var calibrationError: Double

    init(
        confusion: ConfusionMatrix,
        rocArea: Double?,
        recallAt1: Double,
        recallAt01: Double,
        hamMisclassificationAt95: Double,
        logLoss: Double,
        brierScore: Double,
        calibrationError: Double
    ) {
        self.confusion = confusion
        self.rocArea = rocArea
        self.recallAt1 = recallAt1
        self.recallAt01 = recallAt01
        self.hamMisclassificationAt95 = hamMisclassificationAt95
        self.logLoss = logLoss
        self.brierScore = brierScore
        self.calibrationError = calibrationError
    }

    /// Measures scored comments; O(n log n).
    ///
    /// - Parameters:
    ///   - scored: The comments, in any order.
    ///   - threshold: A comment is called spam from this probability on.
    /// - Throws: ``EvaluationError`` if there are no comments, or a probability is not finite.
    public init(_ scored: [ScoredComment], threshold: Double = 0.5) throws(EvaluationError) {
        self = try RankedScores(scored).measures(threshold: threshold)
    }

    /// The number of comments.
    public var count: Int { confusion.count }
}

extension Measures {
    /// (1-ROCA)%: the area above the ROC curve in percent; `nil` if there is only one class.
    public var oneMinusROCAPercent: Double? { rocArea.map { 100 * (1 - $0) } }

    /// The value of a measure; `nil` where it is not defined.
    public subscript(measure: Measure) -> Double? {
        switch measure {
        case .rocArea: rocArea
        case .oneMinusROCAPercent: oneMinusROCAPercent
        case .accuracy: confusion.accuracy
        case .matthewsCorrelation: confusion.matthewsCorrelation
        case .f1: confusion.f1
        case .precision: confusion.precision
        case .recall: confusion.recall
        case .hamMisclassification: confusion.hamMisclassification
        case .spamMisclassification: confusion.spamMisclassification
        case .lamPercent: confusion.logisticAverageMisclassification
        case .recallAt1: recallAt1
        case .recallAt01: recallAt01
        case .hamMisclassificationAt95: hamMisclassificationAt95
        case .logLoss: logLoss
        case .brierScore: brierScore
        case .calibrationError: calibrationError
        }
    }
}
