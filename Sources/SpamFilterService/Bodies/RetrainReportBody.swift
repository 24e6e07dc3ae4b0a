public import SpamClassifier
import Training

/// What a retrain found and did, as clients get it.
public struct RetrainReportBody: Encodable, Sendable {
    struct MeasuresBody: Encodable, Sendable {
        let oneMinusROCAPercent: Double?
        let accuracy: Double
        let hamMisclassification: Double?
        let spamMisclassification: Double?
        let logLoss: Double

        private enum CodingKeys: String, CodingKey {
            case accuracy
            case oneMinusROCAPercent = "one_minus_roca_percent"
            case hamMisclassification = "ham_misclassification"
            case spamMisclassification = "spam_misclassification"
            case logLoss = "log_loss"
        }

        init(_ measures: Measures) {
            oneMinusROCAPercent = measures.oneMinusROCAPercent
            accuracy = measures[.accuracy] ?? 0
            hamMisclassification = measures[.hamMisclassification]
            spamMisclassification = measures[.spamMisclassification]
            logLoss = measures.logLoss
        }
    }

    let compared: Int
    let before: MeasuresBody?
    let after: MeasuresBody?
    let isWorse: Bool
    let isInForce: Bool
    let revision: Int64

    private enum CodingKeys: String, CodingKey {
        case compared, before, after, revision
        case isWorse = "worse"
        case isInForce = "in_force"
    }

    /// The report, and the model that is in force now.
    public init(_ report: RetrainReport, model: Model) {
        compared = report.trial.compared
        before = report.trial.before.map(MeasuresBody.init)
        after = report.trial.after.map(MeasuresBody.init)
        isWorse = report.trial.isWorse
        isInForce = report.outcome != nil
        revision = model.revision
    }
}
