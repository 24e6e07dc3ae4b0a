/// A single number about a test set; see ``Measures`` and ``ConfusionMatrix`` for what each means.
public enum Measure: String, Sendable, Hashable, CaseIterable, Comparable {
    /// Area under the ROC curve.
    case rocArea = "roc_area"
    /// (1-ROCA)%.
    case oneMinusROCAPercent = "one_minus_roca_percent"
    /// Spam recall at 1 % ham misclassification.
    case recallAt1 = "recall_at_1_percent"
    /// Spam recall at 0.1 % ham misclassification.
    case recallAt01 = "recall_at_0.1_percent"
    /// Ham misclassification at 95 % spam recall.
    case hamMisclassificationAt95 = "ham_misclassification_at_95_percent_recall"
    /// Accuracy at the threshold.
    case accuracy
    /// Matthews' correlation coefficient at the threshold.
    case matthewsCorrelation = "matthews_correlation"
    /// F1 at the threshold.
    case f1
    /// Precision at the threshold.
    case precision
    /// Recall at the threshold.
    case recall
    /// Ham misclassification rate at the threshold.
    case hamMisclassification = "ham_misclassification"
    /// Spam misclassification rate at the threshold.
    case spamMisclassification = "spam_misclassification"
    /// LAM% at the threshold.
    case lamPercent = "lam_percent"
    /// Log loss.
    case logLoss = "log_loss"
    /// Brier score.
    case brierScore = "brier_score"
    /// Expected calibration error.
    case calibrationError = "calibration_error"

    /// Measures stand in the order of their cases.
    public static func < (left: Measure, right: Measure) -> Bool {
        (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
    }
}

extension Measure {
    /// What people call the measure.
    public var title: String {
        switch self {
        case .rocArea: "ROC area"
        case .oneMinusROCAPercent: "(1-ROCA)%"
        case .recallAt1: "Spam recall at 1 % ham misclassified"
        case .recallAt01: "Spam recall at 0.1 % ham misclassified"
        case .hamMisclassificationAt95: "Ham misclassified at 95 % spam recall"
        case .accuracy: "Accuracy"
        case .matthewsCorrelation: "Matthews correlation"
        case .f1: "F1"
        case .precision: "Precision"
        case .recall: "Recall"
        case .hamMisclassification: "Ham misclassification rate"
        case .spamMisclassification: "Spam misclassification rate"
        case .lamPercent: "LAM%"
        case .logLoss: "Log loss"
        case .brierScore: "Brier score"
        case .calibrationError: "Calibration error"
        }
    }

    /// A value of the measure as reports write it; an en dash if there is none.
    public func text(_ value: Double?) -> String { style.text(value) }

    /// How the value is written.
    var style: NumberStyle {
        switch self {
        case .oneMinusROCAPercent, .lamPercent: .fixed(2)
        case .rocArea, .matthewsCorrelation, .logLoss, .brierScore, .calibrationError: .fixed(4)
        case .accuracy, .f1, .precision, .recall, .recallAt1, .recallAt01: .percent(1)
        case .hamMisclassification, .spamMisclassification, .hamMisclassificationAt95: .percent(2)
        }
    }
}
