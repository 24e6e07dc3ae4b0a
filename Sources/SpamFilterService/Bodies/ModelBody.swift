import SpamClassifier

/// The model in force, as clients get it.
struct ModelBody: Encodable, Sendable {
    struct ThresholdsBody: Encodable, Sendable {
        let unsure: Double
        let spam: Double
        let discard: Double
    }

    /// How many honest comments may be lost, and whether the labels suffice to promise it.
    struct BudgetBody: Encodable, Sendable {
        let maxHamMisclassification: Double
        let hamLabels: Int
        let neededHamLabels: Int
        let isPromised: Bool

        private enum CodingKeys: String, CodingKey {
            case maxHamMisclassification = "max_ham_misclassification"
            case hamLabels = "ham_labels"
            case neededHamLabels = "needed_ham_labels"
            case isPromised = "promised"
        }
    }

    let revision: Int64
    let spam: Double
    let ham: Double
    let features: Int
    let bytes: Int
    let thresholds: ThresholdsBody
    let budget: BudgetBody

    init(_ model: Model) {
        revision = model.revision
        spam = model.spamCount
        ham = model.hamCount
        features = model.featureCount
        bytes = model.allocatedBytes
        thresholds = ThresholdsBody(
            unsure: model.thresholds.unsure,
            spam: model.thresholds.spam,
            discard: model.thresholds.discard
        )
        budget = BudgetBody(
            maxHamMisclassification: model.hamBudget.share,
            hamLabels: model.budgetStatus.hamLabels,
            neededHamLabels: model.budgetStatus.neededHamLabels,
            isPromised: model.budgetStatus.isPromised
        )
    }
}
