import SpamClassifier

/// What there is to say against a labelled dataset.
///
/// A value that depends on nothing but the rows and the options: the same files give the same findings in the same order.
public struct DatasetLint: Sendable, Hashable {
    /// What is tolerated and how much is looked for.
    public struct Options: Sendable, Hashable {
        /// The share of rows that may repeat an earlier one, exactly or nearly, from 0 to 1; campaigns do not count.
        public var nearDuplicateLimit = 0.02
        /// The most suspects to list; 0 spares the cross-validation, which takes longer than everything else.
        public var suspects = 10

        /// The standard options.
        public init() {}
    }

    /// How many rows can be used.
    public let rowCount: Int
    /// How many rows stand under each label, in each language; the unnamed one first.
    public let balances: [LanguageBalance]
    /// The share of rows outside campaigns that repeat an earlier one, exactly or nearly; from 0 to 1.
    public let nearDuplicateShare: Double
    /// What was found: errors, then warnings, then notes.
    public let findings: [LintFinding]

    /// Checks a dataset.
    ///
    /// - Parameters:
    ///   - input: The rows.
    ///   - options: What is tolerated.
    public init(_ input: LintInput, options: Options = Options()) {
        let copies = Copies(input.rows)
        let balances = LanguageBalance.all(of: input.rows)
        var findings = input.problems.map { LintFinding(.unusable($0)) }
        findings += copies.findings(limit: options.nearDuplicateLimit)
        findings += LanguageBalance.findings(balances, rows: input.rows)
        findings += Giveaway.findings(input.rows)
        findings += Self.missingKeys(input.rows)
        findings += Self.suspects(input.rows, limit: options.suspects)
        rowCount = input.rows.count
        self.balances = balances
        nearDuplicateShare = copies.nearDuplicateShare
        self.findings = LintFinding.Severity.allCases.flatMap { severity in
            findings.filter { $0.severity == severity }
        }
    }

    /// How many findings are of a severity.
    public func count(_ severity: LintFinding.Severity) -> Int { findings.count { $0.severity == severity } }
}

extension DatasetLint {
    private static let foldCount = 10

    /// For each key of JSON Lines that some rows have, the rows that lack it; keys in alphabetical order.
    private static func missingKeys(_ rows: [LintRow]) -> [LintFinding] {
        let objects = rows.filter { $0.keys != nil }
        let keys = objects.reduce(into: Set<String>()) { $0.formUnion($1.keys ?? []) }
        return keys.sorted().compactMap { key in
            let missing = objects.filter { $0.keys?.contains(key) == false }
            guard !missing.isEmpty else { return nil }
            return LintFinding(.keyMissing(key, presentIn: objects.count - missing.count), examplesOf: missing)
        }
    }

    /// The rows that a model of the other folds holds for the other label, the surest first; ties in the order of the set.
    private static func suspects(_ rows: [LintRow], limit: Int) -> [LintFinding] {
        guard limit > 0, Set(rows.map(\.label)).count > 1 else { return [] }
        let numbered = rows.enumerated().map { index, row in
            ExperimentRow(id: String(index), comment: row.comment, label: row.label)
        }
        guard let outcome = try? Experiment().folds(numbered, count: foldCount) else { return [] }
        let doubts = outcome.scored.compactMap { scored -> (index: Int, probability: Double, support: Double)? in
            guard let index = Int(scored.id) else { return nil }
            let support = scored.label == .spam ? scored.probability : 1 - scored.probability
            return support < 0.5 ? (index, scored.probability, support) : nil
        }
        return doubts.sorted { ($0.support, $0.index) < ($1.support, $1.index) }.prefix(limit).map { doubt in
            LintFinding(.suspect(probability: doubt.probability), rows: [rows[doubt.index]])
        }
    }
}
