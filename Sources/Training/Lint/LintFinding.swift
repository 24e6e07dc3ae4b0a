public import SpamClassifier

/// Something in a dataset that is wrong, or that a person should look at.
public struct LintFinding: Sendable, Hashable {
    /// How bad a finding is.
    public enum Severity: String, Sendable, Hashable, CaseIterable {
        /// The dataset should not be learnt before this is mended.
        case error
        /// It may be right, but often is not.
        case warning
        /// Good to know.
        case note
    }

    /// What was found.
    public enum Fact: Sendable, Hashable {
        /// A row cannot be used.
        case unusable(LintInput.Problem)
        /// The same text stands under both labels (`isExact`), or texts that are near-duplicates do.
        case labelConflict(isExact: Bool)
        /// Rows have the same text, but for case and white space.
        case exactDuplicates
        /// Too many rows are near-duplicates of others.
        case nearDuplicateShare(Double, limit: Double)
        /// No comment of all has this label.
        case labelAbsent(Label)
        /// Of a language, few comments have this label.
        case labelRare(Label, LanguageBalance)
        /// What a field holds, or that it is empty, gives the label away.
        case giveaway(Giveaway)
        /// Rows are near-duplicates of one another.
        case nearDuplicates
        /// Rows lack a key that so many others have.
        case keyMissing(String, presentIn: Int)
        /// A model of the other rows gives a comment this probability of spam, which contradicts its label.
        case suspect(probability: Double)
    }

    /// The most rows kept of a finding that is about a part of the set rather than about single rows.
    public static let exampleLimit = 10

    /// What was found.
    public var fact: Fact
    /// The rows concerned, in the order of the set; of a rare label, a giveaway or a missing key only the first
    /// ``exampleLimit``.
    public var rows: [LintRow]
    /// How many rows are concerned.
    public var rowCount: Int

    init(_ fact: Fact, rows: [LintRow] = []) {
        self.fact = fact
        self.rows = rows
        rowCount = rows.count
    }

    init(_ fact: Fact, examplesOf rows: [LintRow]) {
        self.fact = fact
        self.rows = Array(rows.prefix(Self.exampleLimit))
        rowCount = rows.count
    }
}

extension LintFinding {
    /// How bad the finding is.
    public var severity: Severity {
        switch fact {
        case .unusable, .labelConflict, .exactDuplicates, .nearDuplicateShare: .error
        case .labelAbsent, .labelRare, .giveaway: .warning
        case .nearDuplicates, .keyMissing, .suspect: .note
        }
    }
}

extension LintFinding.Fact {
    /// The word for what was found that scripts read.
    public var name: String {
        switch self {
        case .unusable: "unusable"
        case .labelConflict: "label_conflict"
        case .exactDuplicates: "exact_duplicates"
        case .nearDuplicateShare: "near_duplicate_share"
        case .labelAbsent: "label_absent"
        case .labelRare: "label_rare"
        case .giveaway: "giveaway"
        case .nearDuplicates: "near_duplicates"
        case .keyMissing: "key_missing"
        case .suspect: "suspect"
        }
    }
}
