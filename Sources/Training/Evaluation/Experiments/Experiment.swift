public import SpamClassifier

/// Trains models and lets them judge comments that they have not seen, as an installation would.
///
/// Deterministic: the same files give the same scores, to the last bit.
public struct Experiment: Sendable {
    /// Whether the text alone is evidence, or every field that a row has.
    public var contentOnly = false
    /// The starter comments to begin with; empty to begin with nothing.
    public var starter: [(comment: Comment, label: Label)] = []
    /// The site that all comments belong to; `nil` for the default site.
    public var site: String?
    /// How many honest comments may be lost.
    public var hamBudget = HamBudget.standard
    /// How many features a refit keeps at most; `nil` for all.
    public var maxFeatures: Int?
    /// Rewrites the spam of the test set.
    public var attack: Attack?
    /// In a stream: how many comments later a comment's label arrives.
    public var feedbackDelay = 0
    /// In a stream: whether only comments that were not judged as labelled are learnt.
    public var learnsErrorsOnly = false

    /// The seed of the feature keys, fixed so that a run can be repeated to the last bit.
    ///
    /// Another seed changes the order in which a refit visits the residuals, and probabilities by about a hundredth.
    static let seed: UInt64 = 0

    /// An experiment with every field as evidence and nothing known before.
    public init() {}

    /// What of a row is evidence in this experiment.
    func evidence(of row: ExperimentRow) -> Comment {
        var comment = contentOnly ? Comment(content: row.comment.content) : row.comment
        comment.language = nil
        if let site { comment.site = site }
        return comment
    }

    /// A model that knows the starter comments at most.
    func freshModel() -> (model: Model, starter: [Example]) {
        var model = Model(seed: Self.seed)
        model.hamBudget = hamBudget
        model.maxFeatures = maxFeatures
        let examples = starter.map { model.example($0.comment, as: $0.label, weight: .starter) }
        _ = model.refit(on: examples)
        return (model, examples)
    }

    /// Trains on rows; the starter comments stay the lowest layer.
    func model(trainedOn rows: [ExperimentRow]) -> Model {
        var (model, examples) = freshModel()
        examples += rows.map { model.example(evidence(of: $0), as: $0.label) }
        if !rows.isEmpty { _ = model.refit(on: examples) }
        return model
    }
}

extension Experiment {
    /// Trains on some rows and judges others, without learning from them.
    ///
    /// - Parameters:
    ///   - train: What is learnt; with nothing to learn, the starter alone judges.
    ///   - test: What is judged.
    /// - Returns: The scores, and the verdicts at the thresholds that the training set led to.
    public func heldOut(train: [ExperimentRow], test: [ExperimentRow]) -> ExperimentOutcome {
        let model = model(trainedOn: train)
        var outcome = ExperimentOutcome(thresholds: model.thresholds)
        let goodWords = attack?.kind.goodWordCount.map { GoodWords.most($0, honestIn: train) } ?? []
        for (index, row) in test.enumerated() {
            let row = attacked(row, index: index, goodWords: goodWords)
            let comment = evidence(of: row)
            outcome.add(row, model.verdict(on: comment)) { model.explanation(of: comment) }
        }
        return outcome
    }

    /// Judges each row, then learns it, as a live site does; refits when the service would.
    ///
    /// - Parameter rows: The stream in its order.
    /// - Returns: The scores and verdicts as they were given at their time.
    public func prequential(_ rows: [ExperimentRow]) -> ExperimentOutcome {
        var (model, examples) = freshModel()
        var outcome = ExperimentOutcome(thresholds: model.thresholds)
        var waiting: [(example: Example, outcome: Verdict.Outcome)] = []
        var marks = 0
        var labelsAtRefit = 0
        for row in rows {
            let example = model.example(evidence(of: row), as: row.label)
            let verdict = model.verdict(on: example.features, site: example.site)
            outcome.add(row, verdict) { [model] in model.explanation(of: evidence(of: row)) }
            waiting.append((example, verdict.outcome))
            guard waiting.count > feedbackDelay else { continue }
            let (due, judged) = waiting.removeFirst()
            let isRight = judged == (due.label == .spam ? .spam : .ham)
            if learnsErrorsOnly, isRight { continue }
            _ = model.learn(due)
            examples.append(due)
            marks += 1
            if RefitSchedule.isDue(marks: marks, labels: labelsAtRefit)
                || RefitSchedule.isDue(features: model.featureCount, maxFeatures: maxFeatures)
            {
                _ = model.refit(on: examples)
                labelsAtRefit = examples.count - starter.count
                marks = 0
            }
        }
        outcome.thresholds = model.thresholds
        return outcome
    }

    /// Splits rows into folds, near-duplicates together, and judges each fold by a model of the others.
    ///
    /// - Parameters:
    ///   - rows: The rows.
    ///   - count: How many folds; 2 at least.
    /// - Returns: The scores of all folds.
    /// - Throws: ``EvaluationError/tooFewFolds(_:)``.
    public func folds(_ rows: [ExperimentRow], count: Int) throws(EvaluationError) -> ExperimentOutcome {
        let groups = NearDuplicates(rows.map(\.comment.content)).groups
        let folds = try Folds(labels: rows.map(\.label), groups: groups, count: count)
        var outcome = ExperimentOutcome(thresholds: .standard)
        for fold in 0..<folds.count {
            let train = folds.trainingIndices(of: fold).map { rows[$0] }
            let test = folds.testIndices(of: fold).map { rows[$0] }
            outcome.append(heldOut(train: train, test: test))
        }
        return outcome
    }

    /// How ranking grows with the number of training rows: sixteenths, eighths, quarters, half, all.
    ///
    /// - Parameters:
    ///   - train: The rows to learn, of which each step takes the first so many.
    ///   - test: What is judged at each step.
    /// - Returns: The number of rows and the scores of each step.
    public func learningCurve(train: [ExperimentRow], test: [ExperimentRow]) -> [(
        rows: Int, outcome: ExperimentOutcome
    )] {
        [16, 8, 4, 2, 1].map { train.count / $0 }.filter { $0 >= 10 }.map { count in
            (count, heldOut(train: Array(train.prefix(count)), test: test))
        }
    }

    private func attacked(_ row: ExperimentRow, index: Int, goodWords: [String]) -> ExperimentRow {
        guard let attack, row.label == .spam else { return row }
        var row = row
        row.comment.content = attack.rewritten(row.comment.content, goodWords: goodWords, seed: UInt64(index))
        return row
    }
}
