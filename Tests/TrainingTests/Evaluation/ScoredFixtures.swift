import SpamClassifier
import Training

/// Scored comments from probabilities of spam and of ham.
func scored(spam: [Double], ham: [Double]) -> [ScoredComment] {
    spam.enumerated().map { ScoredComment(id: "s\($0)", label: .spam, probability: $1) }
        + ham.enumerated().map { ScoredComment(id: "h\($0)", label: .ham, probability: $1) }
}

/// Twelve comments with ties inside and between the classes.
let dozen = scored(spam: [0.99, 0.8, 0.55, 0.45, 0.95, 0.5], ham: [0.02, 0.55, 0.3, 0.7, 0.1, 0.1])

/// Scores of a filter that is right most of the time; rounded, so that there are ties.
func someScores(_ count: Int, seed: UInt64) -> [ScoredComment] {
    var random = FixedCourse(seed)
    return (0..<count).map { number in
        let isSpam = number < 2 ? number == 0 : Bool.random(using: &random)
        let noise = Double.random(in: 0...1, using: &random) * 0.7 + (isSpam ? 0.3 : 0)
        return ScoredComment(
            id: "\(number)",
            label: isSpam ? .spam : .ham,
            probability: (noise * 50).rounded() / 50,
            language: number.isMultiple(of: 3) ? "de" : "en"
        )
    }
}

extension Double {
    /// Whether the value is the other one up to rounding.
    func isNear(_ other: Double, within tolerance: Double = 1e-12) -> Bool { abs(self - other) <= tolerance }
}
