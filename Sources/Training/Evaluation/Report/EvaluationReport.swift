/// Everything that an evaluation has to say, ready to be printed as text, JSON or a page.
///
/// The value holds results only; ``text``, ``json`` and ``html`` say them. The same value gives the same bytes.
public struct EvaluationReport: Sendable, Hashable {
    /// What was evaluated.
    public var title: String
    /// What a reader must know to repeat it: corpus, protocol, model revision, seed, ...
    public var facts: [Fact] = []
    /// The measures of all comments.
    public var measures: Measures
    /// The intervals of the measures that have one.
    public var intervals: [Measure: Interval]
    /// The share of cases in which an interval holds the true value.
    public var confidence: Double
    /// The decisions at other thresholds.
    public var thresholds: [ConfusionMatrix]
    /// The measures of parts of the test set, or under attacks.
    public var breakdowns: [Breakdown]
    /// The measures after training on more and more comments, by rising number.
    public var learningCurve: [LearningPoint] = []
    /// The mistakes that were made with the most confidence, worst first.
    public var misses: [Miss] = []
    /// The ROC curve, with few enough points to draw.
    public var roc: ROCCurve
    /// The same on normal-deviate axes.
    public var det: DETCurve
    /// How often each probability was given: 20 bins.
    public var histogram: ScoreBins
    /// How often comments of each probability were spam: the 15 bins of the calibration error.
    public var reliability: ScoreBins

    /// Measures scored comments; what depends on the model or the corpus is to be added by the caller.
    ///
    /// A table by language is made if the comments are in more than one.
    ///
    /// - Parameters:
    ///   - title: What was evaluated.
    ///   - scored: The comments, in any order.
    ///   - threshold: A comment is called spam from this probability on.
    ///   - thresholds: Other thresholds whose decisions are listed.
    ///   - bootstrap: How intervals are drawn.
    /// - Throws: ``EvaluationError`` if there are no comments, or a probability is not finite.
    public init(
        title: String,
        scored: [ScoredComment],
        threshold: Double = 0.5,
        thresholds: [Double] = [0.1, 0.25, 0.5, 0.75, 0.9, 0.99],
        bootstrap: Bootstrap = Bootstrap()
    ) throws(EvaluationError) {
        self.title = title
        measures = try Measures(scored, threshold: threshold)
        intervals = try bootstrap.intervals(scored, threshold: threshold)
        confidence = bootstrap.confidence
        self.thresholds = thresholds.map { ConfusionMatrix(scored, threshold: $0) }
        breakdowns = [try Breakdown(byLanguage: scored, threshold: threshold)].filter { $0.rows.count > 1 }
        let curve = ROCCurve(scored).simplified()
        roc = curve
        det = DETCurve(curve)
        histogram = ScoreBins(scored, count: 20)
        reliability = ScoreBins(scored, count: RankedScores.bins)
    }
}

extension EvaluationReport {
    /// Something that a reader must know.
    public struct Fact: Sendable, Hashable, Codable {
        /// What it is about.
        public var name: String
        /// What it is.
        public var value: String

        /// Makes a fact.
        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// The measures after training on a number of comments.
    public struct LearningPoint: Sendable, Hashable {
        /// How many comments were trained on.
        public var trainingComments: Int
        /// How well the rest was judged.
        public var measures: Measures

        /// Makes a point.
        public init(trainingComments: Int, measures: Measures) {
            self.trainingComments = trainingComments
            self.measures = measures
        }
    }
}
