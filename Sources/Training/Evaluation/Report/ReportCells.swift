import Foundation

// What the text and the page show alike.

extension EvaluationReport {
    static let thresholdColumns = [
        "Ham misclassified", "Spam missed", "Ham rate", "Spam rate", "Precision", "LAM%",
    ]

    static func thresholdCells(_ matrix: ConfusionMatrix) -> [String] {
        [
            NumberStyle.fixed(2).text(matrix.threshold), String(matrix.falsePositives), String(matrix.falseNegatives),
            Measure.hamMisclassification.style.text(matrix.hamMisclassification),
            Measure.spamMisclassification.style.text(matrix.spamMisclassification),
            Measure.precision.style.text(matrix.precision),
            Measure.lamPercent.style.text(matrix.logisticAverageMisclassification),
        ]
    }

    /// The numbers of both classes and the measures of ``Breakdown/columns``.
    static func cells(_ measures: Measures) -> [String] {
        [String(measures.confusion.spamCount), String(measures.confusion.hamCount)]
            + Breakdown.columns.map { $0.style.text(measures[$0]) }
    }

    var intervalTitle: String { "\(String(format: "%g", 100 * confidence)) % interval" }

    func intervalText(_ measure: Measure) -> String {
        guard let interval = intervals[measure] else { return "–" }
        return "\(measure.style.text(interval.lower)) to \(measure.style.text(interval.upper))"
    }
}

extension Measure {
    /// A name short enough for the head of a column.
    var shortTitle: String {
        switch self {
        case .recallAt1: "Recall at 1 %"
        case .recallAt01: "Recall at 0.1 %"
        case .hamMisclassificationAt95: "Ham rate at 95 %"
        case .hamMisclassification: "Ham rate"
        case .spamMisclassification: "Spam rate"
        case .matthewsCorrelation: "MCC"
        case .calibrationError: "ECE"
        default: title
        }
    }
}

extension Miss.Evidence {
    /// The log odds with a sign and two digits.
    var signedLogOdds: String { logOdds.isFinite ? String(format: "%+.2f", logOdds) : "–" }

    /// In how many training comments the feature was; `nil` if it is not known.
    var counts: String? {
        guard let spam, let ham else { return nil }
        return "\(spam) spam, \(ham) ham"
    }
}
