import SpamClassifier
import Training

/// Rows to check that were never in a file.
struct LintFixture {
    var rows: [LintRow] = []

    /// Adds a row; without a text, one that resembles no other.
    mutating func add(
        _ label: Label,
        _ text: String? = nil,
        category: String? = nil,
        keys: Set<String>? = nil,
        change: (inout SpamClassifier.Comment) -> Void = { _ in }
    ) {
        let line = rows.count + 1
        var comment = SpamClassifier.Comment(content: text ?? "\(line * 7_919) words \(line * 104_729)")
        change(&comment)
        rows.append(
            LintRow(
                file: "a.jsonl",
                line: line,
                id: "r\(line)",
                comment: comment,
                label: label,
                category: category,
                keys: keys
            )
        )
    }

    /// What is found without suspects.
    func lint(nearDuplicateLimit: Double = 0.02) -> DatasetLint {
        var options = DatasetLint.Options()
        options.suspects = 0
        options.nearDuplicateLimit = nearDuplicateLimit
        return DatasetLint(LintInput(rows: rows), options: options)
    }
}

extension DatasetLint {
    /// The findings in short: the fact, and the lines of its rows.
    func lines(_ fact: LintFinding.Fact) -> [[Int]] {
        findings.filter { $0.fact == fact }.map { $0.rows.map(\.line) }
    }

    /// The giveaways that were found, in order.
    var giveaways: [Giveaway] {
        findings.compactMap { finding in
            guard case .giveaway(let giveaway) = finding.fact else { return nil }
            return giveaway
        }
    }
}
