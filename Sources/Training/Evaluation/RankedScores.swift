import Foundation
import SpamClassifier

/// Scored comments in falling order of probability, ready to be measured many times with other weights.
///
/// Sorting is done once; a measurement is one pass.
struct RankedScores {
    /// Probabilities are kept this far from 0 and 1 for the log loss.
    static let clip = 1e-6
    /// The number of equally wide bins of the expected calibration error.
    static let bins = 15

    let probabilities: [Double]
    let isSpam: [Bool]
    private let logLosses: [Double]
    private let squaredErrors: [Double]
    private let bin: [Int]

    init(_ scored: [ScoredComment]) throws(EvaluationError) {
        guard !scored.isEmpty else { throw .noComments }
        if let bad = scored.first(where: { !$0.probability.isFinite }) { throw .probabilityNotFinite(id: bad.id) }
        let ranked = scored.sorted { $0.probability > $1.probability }
        probabilities = ranked.map(\.probability)
        isSpam = ranked.map { $0.label == .spam }
        logLosses = ranked.map {
            let probability = min(max($0.probability, Self.clip), 1 - Self.clip)
            return -log($0.label == .spam ? probability : 1 - probability)
        }
        squaredErrors = ranked.map {
            let error = min(max($0.probability, 0), 1) - ($0.label == .spam ? 1 : 0)
            return error * error
        }
        bin = ranked.map { min(Int(min(max($0.probability, 0), 1) * Double(Self.bins)), Self.bins - 1) }
    }

    var count: Int { probabilities.count }

    /// Measures the comments, each counted as often as its weight says; all once if there are no weights.
    func measures(threshold: Double, weights: [Int]? = nil) -> Measures {
        let weights = weights ?? [Int](repeating: 1, count: count)
        var matrix = ConfusionMatrix(
            threshold: threshold,
            truePositives: 0,
            falsePositives: 0,
            trueNegatives: 0,
            falseNegatives: 0
        )
        var logLoss = 0.0
        var squaredError = 0.0
        var binned = [(probability: Double, spam: Double)](repeating: (0, 0), count: Self.bins)
        for index in 0..<count where weights[index] > 0 {
            let weight = Double(weights[index])
            matrix.count(isSpam[index], calledSpam: probabilities[index] >= threshold, weights[index])
            logLoss += weight * logLosses[index]
            squaredError += weight * squaredErrors[index]
            binned[bin[index]].probability += weight * min(max(probabilities[index], 0), 1)
            binned[bin[index]].spam += isSpam[index] ? weight : 0
        }
        let total = Double(matrix.count)
        let ranking = Ranking(self, weights: weights, spam: matrix.spamCount, ham: matrix.hamCount)
        return Measures(
            confusion: matrix,
            rocArea: ranking.area,
            recallAt1: ranking.recallAt1,
            recallAt01: ranking.recallAt01,
            hamMisclassificationAt95: ranking.hamMisclassificationAt95,
            logLoss: logLoss / total,
            brierScore: squaredError / total,
            calibrationError: binned.reduce(0) { $0 + abs($1.probability - $1.spam) } / total
        )
    }
}

/// What depends on the order of the comments only.
private struct Ranking {
    var area: Double?
    var recallAt1 = 0.0
    var recallAt01 = 0.0
    var hamMisclassificationAt95 = 1.0

    init(_ scores: RankedScores, weights: [Int], spam: Int, ham: Int) {
        let spamTotal = Double(max(spam, 1))
        let hamTotal = Double(max(ham, 1))
        var spamSeen = 0
        var hamSeen = 0
        var doubledWins = 0
        var index = 0
        while index < scores.count {
            let score = scores.probabilities[index]
            var spamTied = 0
            var hamTied = 0
            while index < scores.count, scores.probabilities[index] == score {
                if scores.isSpam[index] { spamTied += weights[index] } else { hamTied += weights[index] }
                index += 1
            }
            // Spam already seen outranks the tied ham; the tied spam shares its wins with it.
            doubledWins += hamTied * (2 * spamSeen + spamTied)
            spamSeen += spamTied
            hamSeen += hamTied
            let recall = Double(spamSeen) / spamTotal
            let misclassified = Double(hamSeen) / hamTotal
            if misclassified <= 0.01 + ROCCurve.slack { recallAt1 = recall }
            if misclassified <= 0.001 + ROCCurve.slack { recallAt01 = recall }
            if recall >= 0.95 - ROCCurve.slack {
                hamMisclassificationAt95 = min(hamMisclassificationAt95, misclassified)
            }
        }
        area = spam > 0 && ham > 0 ? Double(doubledWins) / 2 / (Double(spam) * Double(ham)) : nil
    }
}
