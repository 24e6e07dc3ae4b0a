import SpamClassifier

/// The model in force, as clients get it; what is counted over all sites is for those who may see all sites.
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
    let thresholds: ThresholdsBody
    var spam: Double?
    var ham: Double?
    var features: Int?
    var maxFeatures: Int?
    var bytes: Int?
    var budget: BudgetBody?
    /// Names the content of the model: equal for equal models, however they came about.
    var digest: String?

    private enum CodingKeys: String, CodingKey {
        case revision, thresholds, spam, ham, features, bytes, budget, digest
        case maxFeatures = "max_features"
    }

    /// Makes the body.
    ///
    /// - Parameters:
    ///   - model: The model in force.
    ///   - isWhole: Whether it is for somebody who may see all sites.
    ///   - digest: The digest of the model, if it is wanted.
    init(_ model: Model, isWhole: Bool, digest: UInt64? = nil) {
        revision = model.revision
        thresholds = ThresholdsBody(
            unsure: model.thresholds.unsure,
            spam: model.thresholds.spam,
            discard: model.thresholds.discard
        )
        guard isWhole else { return }
        spam = model.spamCount
        ham = model.hamCount
        features = model.featureCount
        maxFeatures = model.maxFeatures
        bytes = model.allocatedBytes
        budget = BudgetBody(
            maxHamMisclassification: model.hamBudget.share,
            hamLabels: model.budgetStatus.hamLabels,
            neededHamLabels: model.budgetStatus.neededHamLabels,
            isPromised: model.budgetStatus.isPromised
        )
        self.digest = digest.map { String(digest: $0) }
    }
}
