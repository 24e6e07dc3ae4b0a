import FeedbackStore
import Foundation
import SpamClassifier
public import Training

/// Whether a refitted model judges better or worse than the one in force: every label held back in turn.
///
/// Counts make it exact to look away from one comment, so each labelled comment is judged by both models as if it had never
/// been marked. Labels that the model in force knows are compared. Where those are too few, the new ones are shown as well, and
/// nothing is called worse: new labels alone cannot tell whether it is they that are wrong.
public struct RetrainTrial: Sendable {
    /// How many held-back labels were compared.
    public let compared: Int
    /// How the model in force judges them; `nil` if there are none.
    public let before: Measures?
    /// How the refitted model judges them.
    public let after: Measures?
    /// The probabilities that the refitted model gives them, in tenths; `nil` if there are none.
    public let scores: ScoreBins?
    /// Everything that can be said of how the refitted model judges them; `nil` if there are none.
    public let evaluation: EvaluationReport?
    /// Whether the refitted model judges them worse, beyond chance.
    public let isWorse: Bool

    /// From twice as many labels on, a sample of at least so many is compared: 5,000 tell a difference of half a percentage point.
    private static let sampleSize = 5_000
    /// From so many labels of each class that were known before, only those are compared.
    private static let fewestKnown = 20
    /// A growth of the mean log loss that is not worth refusing, in nats.
    ///
    /// Comments of another page make a model a little less sure of the first: the YouTube Spam Collection, video by video in the
    /// tour of the checks, grows it by up to 0.012.
    private static let tolerance = 0.05
    /// How many standard errors the log loss must have grown by: with two, one harmless change in 44 is refused.
    private static let standardErrors = 2.0

    init(
        before: LearntState,
        after: LearntState,
        set: LabelledSet,
        store: FeedbackStore,
        progress: @Sendable (RefitProgress) -> Void = { _ in }
    ) async throws {
        var known: [Pair] = []
        var all: [Pair] = []
        let step = UInt64(max(1, after.labelsAtRefit / Self.sampleSize))
        for try await batch in store.labelledComments(in: set) {
            for labelled in batch {
                guard let example = after.model.example(labelled), example.fingerprint % step == 0 else { continue }
                let pair = Pair(labelled.key, example, before, after)
                all.append(pair)
                if before.lessons[labelled.key] != nil { known.append(pair) }
            }
            progress(.comparing(labels: all.count))
        }
        let isEnough = Label.allCases.allSatisfy { label in known.count { $0.label == label } >= Self.fewestKnown }
        let pairs = isEnough ? known : all
        compared = pairs.count
        self.before = try? Measures(pairs.map(\.scoredBefore), threshold: before.model.thresholds.spam)
        self.after = try? Measures(pairs.map(\.scoredAfter), threshold: after.model.thresholds.spam)
        scores = pairs.isEmpty ? nil : ScoreBins(pairs.map(\.scoredAfter), count: 10)
        evaluation = try? EvaluationReport(
            title: "The labels of the last retrain",
            scored: pairs.map(\.scoredAfter),
            threshold: after.model.thresholds.spam
        )
        isWorse = isEnough && Self.isWorse(pairs.map { $0.lossAfter - $0.lossBefore })
    }

    /// Whether losses grew by more than chance explains.
    static func isWorse(_ growth: [Double]) -> Bool {
        guard growth.count > 1 else { return false }
        let count = Double(growth.count)
        let mean = growth.reduce(0, +) / count
        let variance = growth.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
        return mean > tolerance && mean > standardErrors * (variance / count).squareRoot()
    }
}

/// One labelled comment as two models judge it that have not seen it.
private struct Pair {
    let label: Label
    let scoredBefore: ScoredComment
    let scoredAfter: ScoredComment

    var lossBefore: Double { Self.loss(scoredBefore) }
    var lossAfter: Double { Self.loss(scoredAfter) }

    init(_ key: Int64, _ example: Example, _ before: LearntState, _ after: LearntState) {
        label = example.label
        func scored(_ state: LearntState) -> ScoredComment {
            let verdict =
                if let lesson = state.lessons[key] {
                    state.model.verdict(on: example, leavingOut: lesson)
                } else {
                    state.model.verdict(on: example.features, site: example.site)
                }
            return ScoredComment(id: String(key), label: example.label, probability: verdict.probability)
        }
        (scoredBefore, scoredAfter) = (scored(before), scored(after))
    }

    /// Minus the logarithm of the probability of what the comment is, bounded as ``Measures`` bounds it.
    private static func loss(_ scored: ScoredComment) -> Double {
        let probability = min(max(scored.probability, 1e-6), 1 - 1e-6)
        return -log(scored.label == .spam ? probability : 1 - probability)
    }
}
