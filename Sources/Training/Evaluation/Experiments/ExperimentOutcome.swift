public import SpamClassifier

/// What an experiment gave: a score for each comment, and how the verdicts fell.
public struct ExperimentOutcome: Sendable {
    /// The scores in the order of judging.
    public private(set) var scored: [ScoredComment] = []
    /// The judged rows in the same order.
    public private(set) var rows: [ExperimentRow] = []
    /// How many comments of each class got each verdict.
    public private(set) var verdicts: [Label: [Verdict.Outcome: Int]] = [:]
    /// Why the comments on the wrong side of one half were judged as they were, by id.
    public private(set) var explanations: [String: Explanation] = [:]
    /// The thresholds at the end.
    public var thresholds: Thresholds

    init(thresholds: Thresholds) {
        self.thresholds = thresholds
    }

    /// Adds a judged row; of a wrong judgement the reasons are kept.
    mutating func add(_ row: ExperimentRow, _ verdict: Verdict, explanation: () -> Explanation) {
        if (verdict.probability >= 0.5) != (row.label == .spam) { explanations[row.id] = explanation() }
        scored.append(
            ScoredComment(
                id: row.id,
                label: row.label,
                probability: verdict.probability,
                language: row.comment.language
            )
        )
        rows.append(row)
        verdicts[row.label, default: [:]][verdict.outcome, default: 0] += 1
    }

    mutating func append(_ other: ExperimentOutcome) {
        scored += other.scored
        rows += other.rows
        explanations.merge(other.explanations) { first, _ in first }
        for (label, counts) in other.verdicts {
            for (outcome, count) in counts { verdicts[label, default: [:]][outcome, default: 0] += count }
        }
        thresholds = other.thresholds
    }

    /// The most confident mistakes with the reasons for them, worst first.
    ///
    /// - Parameters:
    ///   - count: The most mistakes.
    ///   - evidence: The most pieces of evidence of each.
    /// - Returns: The mistakes.
    public func misses(_ count: Int, evidence: Int = 8) -> [Miss] {
        let texts = Dictionary(rows.map { ($0.id, $0.comment.content) }) { first, _ in first }
        return Miss.worst(count, of: scored).map { comment in
            let pieces = explanations[comment.id]?.evidence.prefix(evidence) ?? []
            return Miss(
                comment: comment,
                text: texts[comment.id] ?? "",
                evidence: pieces.map { piece in
                    Miss.Evidence(
                        family: piece.name.kind.name,
                        feature: piece.name.text,
                        logOdds: piece.logOdds,
                        spam: Int(piece.spam.rounded()),
                        ham: Int(piece.ham.rounded())
                    )
                }
            )
        }
    }

    /// The share of a class that got a verdict; 0 for a class without comments.
    public func share(of label: Label, judged outcome: Verdict.Outcome) -> Double {
        let counts = verdicts[label] ?? [:]
        let total = counts.values.reduce(0, +)
        return total == 0 ? 0 : Double(counts[outcome] ?? 0) / Double(total)
    }
}
