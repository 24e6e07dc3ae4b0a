public import SpamClassifier

/// A comment of a test set with the probability that a model gave it without having seen its label.
public struct ScoredComment: Sendable, Hashable {
    /// The corpus's id of the comment.
    public var id: String
    /// What the comment is.
    public var label: Label
    /// The probability of spam, from 0 to 1.
    public var probability: Double
    /// The language that the corpus names, BCP 47.
    public var language: String?

    /// Makes a scored comment.
    public init(id: String, label: Label, probability: Double, language: String? = nil) {
        self.id = id
        self.label = label
        self.probability = probability
        self.language = language
    }
}

/// Why something cannot be evaluated.
public enum EvaluationError: Error, Sendable, Hashable {
    /// There is nothing to measure.
    case noComments
    /// A probability is not a number, or is infinite.
    case probabilityNotFinite(id: String)
    /// Fewer than two folds were asked for.
    case tooFewFolds(Int)
    /// There are not as many labels as groups.
    case unequalLengths(labels: Int, groups: Int)
}

extension EvaluationError: CustomStringConvertible {
    /// A sentence for people.
    public var description: String {
        switch self {
        case .noComments: "There are no scored comments to measure."
        case .probabilityNotFinite(let id): "The probability of comment “\(id)” is not a finite number."
        case .tooFewFolds(let count): "Cross-validation needs at least 2 folds, not \(count)."
        case .unequalLengths(let labels, let groups): "There are \(labels) labels for \(groups) comments in groups."
        }
    }
}
