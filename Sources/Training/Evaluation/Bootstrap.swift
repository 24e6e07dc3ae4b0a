/// A range in which a measure lies with a given confidence.
public struct Interval: Sendable, Hashable, Codable {
    /// The lower end.
    public var lower: Double
    /// The upper end.
    public var upper: Double

    /// Makes an interval from its ends.
    public init(lower: Double, upper: Double) {
        self.lower = lower
        self.upper = upper
    }
}

/// Percentile bootstrap intervals of all measures.
///
/// Comments are drawn with replacement, spam and ham apart, so that every replicate has as many of each as the test set.
/// The same comments, seed and number of replicates give the same intervals on every machine.
public struct Bootstrap: Sendable, Hashable {
    /// How many test sets are drawn.
    public var replicates: Int
    /// The share of replicates inside an interval.
    public var confidence: Double
    /// The seed of the drawing.
    public var seed: UInt64

    /// Makes a bootstrap; 400 replicates put the ends of a 95 % interval on the tenth value from either side.
    public init(replicates: Int = 400, confidence: Double = 0.95, seed: UInt64 = 1) {
        self.replicates = replicates
        self.confidence = confidence
        self.seed = seed
    }

    /// The intervals of the measures that are defined in every replicate; O(n log n + replicates · n).
    ///
    /// - Throws: ``EvaluationError`` if there are no comments, or a probability is not finite.
    public func intervals(
        _ scored: [ScoredComment],
        threshold: Double = 0.5
    ) throws(EvaluationError) -> [Measure: Interval] {
        let ranked = try RankedScores(scored)
        let classes = [true, false].map { isSpam in ranked.isSpam.indices.filter { ranked.isSpam[$0] == isSpam } }
        var random = SplitMix64(seed: seed)
        var values: [Measure: [Double]] = [:]
        for _ in 0..<replicates {
            var weights = [Int](repeating: 0, count: ranked.count)
            for members in classes {
                for _ in members { weights[members[random.index(below: members.count)]] += 1 }
            }
            let measures = ranked.measures(threshold: threshold, weights: weights)
            for measure in Measure.allCases {
                if let value = measures[measure] { values[measure, default: []].append(value) }
            }
        }
        let tail = (1 - confidence) / 2
        return values.filter { $0.value.count == replicates }.mapValues { values in
            let sorted = values.sorted()
            return Interval(
                lower: Self.quantile(tail, of: sorted),
                upper: Self.quantile(1 - tail, of: sorted)
            )
        }
    }

    /// The quantile of sorted values, with straight lines between them.
    ///
    /// There must be values.
    static func quantile(_ share: Double, of sorted: [Double]) -> Double {
        let place = min(max(share, 0), 1) * Double(sorted.count - 1)
        let below = Int(place)
        let above = min(below + 1, sorted.count - 1)
        return sorted[below] + (place - Double(below)) * (sorted[above] - sorted[below])
    }
}
