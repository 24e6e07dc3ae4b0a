import SpamClassifier

/// Scored comments counted in equally wide bins of probability.
public struct ScoreBins: Sendable, Hashable {
    /// One bin.
    public struct Bin: Sendable, Hashable {
        /// The lowest probability in the bin.
        public var lower: Double
        /// The probability at which the next bin begins; the last bin includes it.
        public var upper: Double
        /// Ham in the bin.
        public var ham: Int
        /// Spam in the bin.
        public var spam: Int
        /// The mean probability of the comments in the bin; `nil` if there are none.
        public var meanProbability: Double?

        /// All comments in the bin.
        public var count: Int { ham + spam }

        /// The share of spam among the comments in the bin; `nil` if there are none.
        public var spamShare: Double? { count == 0 ? nil : Double(spam) / Double(count) }
    }

    /// The bins by rising probability.
    public var bins: [Bin]

    /// Counts comments in a number of bins; probabilities outside 0...1 count in the first and last one.
    public init(_ scored: [ScoredComment], count: Int) {
        let count = max(count, 1)
        var sums = [Double](repeating: 0, count: count)
        bins = (0..<count).map {
            Bin(lower: Double($0) / Double(count), upper: Double($0 + 1) / Double(count), ham: 0, spam: 0)
        }
        for comment in scored where comment.probability.isFinite {
            let probability = min(max(comment.probability, 0), 1)
            let index = min(Int(probability * Double(count)), count - 1)
            sums[index] += probability
            if comment.label == .spam { bins[index].spam += 1 } else { bins[index].ham += 1 }
        }
        for index in bins.indices where bins[index].count > 0 {
            bins[index].meanProbability = sums[index] / Double(bins[index].count)
        }
    }

    /// The expected calibration error: how far the share of spam is from the mean probability, averaged over comments.
    public var calibrationError: Double {
        let total = bins.reduce(0) { $0 + $1.count }
        guard total > 0 else { return 0 }
        return bins.reduce(0) { sum, bin in
            guard let mean = bin.meanProbability, let share = bin.spamShare else { return sum }
            return sum + abs(mean - share) * Double(bin.count) / Double(total)
        }
    }
}
