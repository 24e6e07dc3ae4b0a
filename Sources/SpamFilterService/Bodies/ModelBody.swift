import SpamClassifier

/// The model in force, as clients get it.
struct ModelBody: Encodable, Sendable {
    struct ThresholdsBody: Encodable, Sendable {
        let unsure: Double
        let spam: Double
        let discard: Double
    }

    let revision: Int64
    let spam: Double
    let ham: Double
    let features: Int
    let bytes: Int
    let thresholds: ThresholdsBody

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
    }
}
