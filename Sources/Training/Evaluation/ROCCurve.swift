import SpamClassifier

/// The receiver operating characteristic: what every threshold finds and what it costs.
public struct ROCCurve: Sendable, Hashable {
    /// The rates at one threshold.
    public struct Point: Sendable, Hashable {
        /// Comments from this probability on are called spam; `nil` if none is.
        public var threshold: Double?
        /// The share of ham called spam.
        public var hamMisclassification: Double
        /// The share of spam called spam.
        public var recall: Double

        /// The share of spam called ham.
        public var spamMisclassification: Double { 1 - recall }
    }

    /// Rates that differ by less than this are taken as equal.
    static let slack = 1e-12

    /// The points from (0, 0), one for each probability that occurs, to (1, 1); a class that is absent stays at 0.
    public var points: [Point]

    /// Draws the curve of scored comments; O(n log n).
    public init(_ scored: [ScoredComment]) {
        let ranked = scored.sorted { $0.probability > $1.probability }
        let spam = Double(max(1, ranked.count { $0.label == .spam }))
        let ham = Double(max(1, ranked.count { $0.label == .ham }))
        points = [Point(threshold: nil, hamMisclassification: 0, recall: 0)]
        var seen = (spam: 0, ham: 0)
        for (index, comment) in ranked.enumerated() {
            if comment.label == .spam { seen.spam += 1 } else { seen.ham += 1 }
            if index + 1 < ranked.count, ranked[index + 1].probability == comment.probability { continue }
            points.append(
                Point(
                    threshold: comment.probability,
                    hamMisclassification: Double(seen.ham) / ham,
                    recall: Double(seen.spam) / spam
                )
            )
        }
    }

    /// The area under the curve.
    public var area: Double {
        zip(points, points.dropFirst()).reduce(0) { sum, pair in
            sum + (pair.1.hamMisclassification - pair.0.hamMisclassification) * (pair.0.recall + pair.1.recall) / 2
        }
    }

    /// The point that finds the most spam with no more than a share of ham misclassified.
    ///
    /// Among equally good ones the highest threshold is taken.
    public func best(hamMisclassificationUpTo budget: Double) -> Point {
        var best = Point(threshold: nil, hamMisclassification: 0, recall: 0)
        for point in points where point.hamMisclassification <= budget + Self.slack && point.recall > best.recall {
            best = point
        }
        return best
    }

    /// The same line drawn with fewer points.
    ///
    /// Those inside straight runs are left out first; if there are still more than `limit`, every so many-th is kept.
    public func simplified(to limit: Int = 500) -> ROCCurve {
        var kept: [Point] = []
        for point in points {
            while kept.count >= 2, Self.isStraight(kept[kept.count - 2], kept[kept.count - 1], point) {
                kept.removeLast()
            }
            kept.append(point)
        }
        if kept.count > limit, limit >= 2 {
            let last = kept.count - 1
            kept = (0..<limit).map { kept[$0 * last / (limit - 1)] }
        }
        var curve = self
        curve.points = kept
        return curve
    }

    private static func isStraight(_ first: Point, _ middle: Point, _ last: Point) -> Bool {
        let cross =
            (middle.hamMisclassification - first.hamMisclassification) * (last.recall - first.recall)
            - (middle.recall - first.recall) * (last.hamMisclassification - first.hamMisclassification)
        return abs(cross) < slack
    }
}
