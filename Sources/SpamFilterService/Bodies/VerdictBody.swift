public import SpamClassifier

/// A verdict as clients get it.
public struct VerdictBody: Encodable, Sendable {
    /// The id under which the comment can be marked; absent when it was not recorded.
    public var id: String?
    /// The line of a batch that is answered.
    var line: Int?
    let verdict: String
    let probability: Double
    let discard: Bool
    let confidence: String
    let revision: Int64
    var evidence: [EvidenceBody]?
    var general: [GeneralEvidenceBody]?
    var decisive: [FeatureBody]?
    var logOdds: Double?

    /// The most pieces of evidence that an answer shows.
    private static let mostEvidence = 20

    private enum CodingKeys: String, CodingKey {
        case id, line, verdict, probability, discard, confidence, revision, evidence, general, decisive
        case logOdds = "log_odds"
    }

    /// A verdict without its reasons.
    public init(_ verdict: Verdict, id: String? = nil) {
        self.id = id
        self.verdict = verdict.outcome.name
        probability = verdict.probability
        discard = verdict.discard
        confidence = verdict.confidence.name
        revision = verdict.revision
    }

    /// A verdict with the strongest of its reasons; those and what is general add up to the log odds.
    public init(_ explanation: Explanation, id: String? = nil) {
        self.init(explanation.verdict, id: id)
        logOdds = explanation.verdict.logOdds
        evidence = explanation.evidence.prefix(Self.mostEvidence).map(EvidenceBody.init)
        general = explanation.general.map { GeneralEvidenceBody(name: $0.name, logOdds: $0.logOdds) }
        let rest = explanation.evidence.dropFirst(Self.mostEvidence)
        if !rest.isEmpty {
            let sum = rest.reduce(0) { $0 + $1.logOdds }
            general?.append(GeneralEvidenceBody(name: "\(rest.count) weaker features", logOdds: sum))
        }
        decisive = explanation.decisive.map(FeatureBody.init)
    }
}

extension VerdictBody {
    /// Judges a comment, with or without the reasons.
    static func judging(_ comment: Comment, with model: Model, isExplained: Bool) -> (
        verdict: Verdict, body: VerdictBody
    ) {
        guard isExplained else {
            let verdict = model.verdict(on: comment)
            return (verdict, VerdictBody(verdict))
        }
        let explanation = model.explanation(of: comment)
        return (explanation.verdict, VerdictBody(explanation))
    }
}

/// A feature and what it adds to the log odds of spam.
struct EvidenceBody: Encodable, Sendable {
    let family: String
    let feature: String
    let logOdds: Double
    let spam: Double
    let ham: Double

    private enum CodingKeys: String, CodingKey {
        case family, feature, spam, ham
        case logOdds = "log_odds"
    }

    init(_ evidence: Evidence) {
        family = evidence.name.kind.name
        feature = evidence.name.text
        logOdds = evidence.logOdds
        spam = evidence.spam
        ham = evidence.ham
    }
}

/// A part of the log odds that belongs to the comment as a whole.
struct GeneralEvidenceBody: Encodable, Sendable {
    let name: String
    let logOdds: Double

    private enum CodingKeys: String, CodingKey {
        case name
        case logOdds = "log_odds"
    }
}

/// A feature by its name.
struct FeatureBody: Encodable, Sendable {
    let family: String
    let feature: String

    init(_ name: FeatureName) {
        family = name.kind.name
        feature = name.text
    }
}
