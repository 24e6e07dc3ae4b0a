import SpamClassifier

/// How many comments of each class a language has.
public struct LanguageBalance: Sendable, Hashable {
    /// The primary language, as ``LintRow/language`` gives it; `nil` for comments that name none.
    public var language: String?
    /// Honest comments.
    public var ham: Int
    /// Unwanted comments.
    public var spam: Int

    /// Makes a balance.
    public init(language: String?, ham: Int, spam: Int) {
        self.language = language
        self.ham = ham
        self.spam = spam
    }

    /// Comments of both classes.
    public var count: Int { ham + spam }

    /// The share of a language's comments that either label should have: a quarter.
    public static let leastShare = 0.25
}

extension LanguageBalance {
    /// The balance of each language, the unnamed one first, the others in alphabetical order.
    static func all(of rows: [LintRow]) -> [LanguageBalance] {
        var balances: [String?: LanguageBalance] = [:]
        for row in rows {
            var balance = balances[row.language] ?? LanguageBalance(language: row.language, ham: 0, spam: 0)
            if row.label == .spam { balance.spam += 1 } else { balance.ham += 1 }
            balances[row.language] = balance
        }
        return balances.values.sorted { ($0.language ?? "") < ($1.language ?? "") }
    }

    /// Labels that no comment has, and labels that are rare in a language which rows name.
    static func findings(_ balances: [LanguageBalance], rows: [LintRow]) -> [LintFinding] {
        let absent = Label.allCases.filter { label in !rows.isEmpty && !rows.contains { $0.label == label } }
        if !absent.isEmpty { return absent.map { LintFinding(.labelAbsent($0)) } }
        return balances.filter { $0.language != nil }.flatMap { balance in
            Label.allCases.compactMap { label in
                let count = label == .spam ? balance.spam : balance.ham
                guard Double(count) < leastShare * Double(balance.count) else { return nil }
                let concerned = rows.filter { $0.language == balance.language && $0.label == label }
                return LintFinding(.labelRare(label, balance), examplesOf: concerned)
            }
        }
    }
}
