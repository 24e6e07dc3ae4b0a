import Foundation

/// The detection error trade-off: both misclassification rates on normal-deviate axes, where good filters spread out.
public struct DETCurve: Sendable, Hashable {
    /// The rates at one threshold, and where they lie on the axes.
    public struct Point: Sendable, Hashable {
        /// The share of ham called spam.
        public var hamMisclassification: Double
        /// The share of spam called ham.
        public var spamMisclassification: Double
        /// The normal deviate of the ham misclassification rate.
        public var x: Double
        /// The normal deviate of the spam misclassification rate.
        public var y: Double
    }

    /// The points whose rates are both above 0 and below 1, by rising ham misclassification.
    ///
    /// The deviates of 0 and 1 are infinite.
    public var points: [Point]

    /// Draws the curve through the points of an ROC curve.
    public init(_ curve: ROCCurve) {
        points = curve.points.compactMap { point in
            let ham = point.hamMisclassification
            let spam = point.spamMisclassification
            guard ham > 0, ham < 1, spam > ROCCurve.slack, spam < 1 else { return nil }
            return Point(
                hamMisclassification: ham,
                spamMisclassification: spam,
                x: Self.probit(ham),
                y: Self.probit(spam)
            )
        }
    }

    /// The value below which a standard normal variable lies with a probability; ±8.5 for probabilities of 0 and 1.
    ///
    /// It is found by halving, to about 10⁻¹⁵; a curve has few points, so that speed does not matter.
    public static func probit(_ probability: Double) -> Double {
        var low = -8.5
        var high = 8.5
        for _ in 0..<64 {
            let middle = (low + high) / 2
            if erfc(-middle / 2.0.squareRoot()) / 2 < probability { low = middle } else { high = middle }
        }
        return (low + high) / 2
    }
}
