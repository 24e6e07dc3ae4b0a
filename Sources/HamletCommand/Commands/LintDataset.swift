import ArgumentParser
import Foundation
import SpamClassifier
import Training

/// `hamlet lint-dataset`.
struct LintDataset: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Look for mistakes in files of labelled comments.",
        discussion: """
            Reads what “hamlet retrain” reads, several files as one set. Errors are rows that cannot be used, texts under both \
            labels, repeated texts, and too many near-duplicates (JSON Lines with "category": "campaign" may resemble one \
            another). Warnings are languages in which a label is rare, and fields that give the label away. Notes are \
            near-duplicates, missing keys, and suspects: comments whose label a model of the other rows contradicts.

            Exit code: 0 without errors, 65 with errors. No database is needed.
            """
    )

    @Argument(help: ArgumentHelp("The files.", valueName: "file"))
    var files: [String]

    @OptionGroup var corpus: CorpusOptions

    @Option(
        help: ArgumentHelp(
            "The share of rows that may repeat an earlier one, exactly or nearly.",
            discussion: "From 0 to 1.",
            valueName: "share"
        )
    )
    var maxNearDuplicates = DatasetLint.Options().nearDuplicateLimit

    @Option(help: ArgumentHelp("The most suspects to list.", valueName: "count"))
    var suspects = DatasetLint.Options().suspects

    @Flag(name: .customLong("no-suspects"), help: "Look for no suspects, which takes most of the time.")
    var skipsSuspects = false

    @Flag(help: "Warnings fail as errors do.")
    var strict = false

    @Flag(help: "Answer in JSON.")
    var json = false

    func validate() throws {
        if !(0...1).contains(maxNearDuplicates) { throw ValidationError("--max-near-duplicates is a share, 0 to 1.") }
        if suspects < 0 { throw ValidationError("--suspects cannot be negative.") }
    }

    func run() async throws {
        try await CommandFailure.reporting {
            var input = LintInput()
            for file in files {
                let omissions = try input.read(file, format: corpus.format?.format, labels: corpus.labels)
                Printing.omissions(omissions, of: file)
            }
            var options = DatasetLint.Options()
            options.nearDuplicateLimit = maxNearDuplicates
            options.suspects = skipsSuspects ? 0 : suspects
            let lint = DatasetLint(input, options: options)
            if json { try Printing.document(LintBody(lint)) } else { print(lint.text) }
            let failures = lint.count(.error) + (strict ? lint.count(.warning) : 0)
            if failures > 0 { throw ExitCode(CommandFailure.Code.data.rawValue) }
        }
    }
}

/// A lint as scripts get it.
private struct LintBody: Encodable {
    struct Language: Encodable {
        let language: String?
        let ham: Int
        let spam: Int
    }

    struct Row: Encodable {
        let file: String
        let line: Int
        let id: String?
        let label: String?
    }

    struct Finding: Encodable {
        let severity: String
        let kind: String
        let message: String
        let count: Int
        let rows: [Row]
        let probability: Double?

        init(_ finding: LintFinding) {
            severity = finding.severity.rawValue
            kind = finding.fact.name
            message = finding.fact.message
            if case .unusable(let found) = finding.fact {
                rows = [Row(file: found.file, line: found.problem.line, id: nil, label: nil)]
                count = 1
            } else {
                rows = finding.rows.map { Row(file: $0.file, line: $0.line, id: $0.id, label: $0.label.name) }
                count = finding.rowCount
            }
            if case .suspect(let value) = finding.fact { probability = value } else { probability = nil }
        }
    }

    let comments: Int
    let errors: Int
    let warnings: Int
    let notes: Int
    let nearDuplicateShare: Double
    let languages: [Language]
    let findings: [Finding]

    private enum CodingKeys: String, CodingKey {
        case comments, errors, warnings, notes, languages, findings
        case nearDuplicateShare = "near_duplicate_share"
    }

    init(_ lint: DatasetLint) {
        comments = lint.rowCount
        errors = lint.count(.error)
        warnings = lint.count(.warning)
        notes = lint.count(.note)
        nearDuplicateShare = lint.nearDuplicateShare
        languages = lint.balances.map { Language(language: $0.language, ham: $0.ham, spam: $0.spam) }
        findings = lint.findings.map { Finding($0) }
    }
}

extension LintFinding.Fact {
    /// What was found and what to do.
    fileprivate var message: String {
        switch self {
        case .unusable(let found): "The row cannot be used: \(found.problem.reason). Mend or remove it."
        case .labelConflict(let isExact):
            "\(isExact ? "The same text has" : "Almost the same texts have") both labels. Settle on one, or remove them."
        case .exactDuplicates: "The same text, but for case and white space. Keep one."
        case .nearDuplicateShare(let share, let limit):
            "\(percent(share)) of the rows repeat an earlier one, and \(percent(limit)) may. Remove some of the groups "
                + "below, or mark them as a campaign."
        case .labelAbsent(let label): "No comment is \(label), so nothing can be learnt. Add some."
        case .labelRare(let label, let balance):
            "The language “\(balance.language ?? "")” has \(balance.ham) ham and \(balance.spam) spam: less than a quarter "
                + "is \(label). Add \(label)."
        case .giveaway(let giveaway):
            "\(giveaway.trait.words) tells \(giveaway.label): \(giveaway.spam) spam, \(giveaway.ham) ham; of the others "
                + "\(percent(giveaway.otherSpamShare)) are spam. Unless that is natural, add \(giveaway.label.opposite)."
        case .nearDuplicates: "Almost the same text. Keep one, or write the others anew."
        case .keyMissing(let key, let count):
            "The key “\(key)” is missing, and \(count) \(count == 1 ? "row has" : "rows have") it. Add it, empty if need be."
        case .suspect: "The label may be wrong: a model of the other rows contradicts it. Read again."
        }
    }

    private func percent(_ share: Double) -> String { String(format: "%.1f %%", share * 100) }
}

extension FieldTrait {
    fileprivate var words: String {
        switch shape {
        case .empty: "An empty \(field.rawValue)"
        case .filled: "A filled \(field.rawValue)"
        case .value(let text): "The \(field.rawValue) “\(text)”"
        case .topLevelDomain(let domain): "A host under .\(domain) in \(field.rawValue)"
        case .network(let prefix): "An \(field.rawValue) that begins with \(prefix)"
        }
    }
}

extension DatasetLint {
    /// The lint for people.
    fileprivate var text: String {
        var parts = [
            balanceTable + String(format: "\n\n%.1f %% near-duplicates outside campaigns", nearDuplicateShare * 100)
        ]
        // Unusable rows and suspects stand under one head each; groups of copies stay apart.
        var sections: [(head: String, rows: [[String]], hidden: Int)] = []
        for finding in findings {
            let head = "\(finding.severity.rawValue): \(finding.fact.message)"
            let rows = finding.cells
            if rows.count == 1, sections.last?.head == head, let last = sections.indices.last {
                sections[last].rows += rows
            } else {
                sections.append((head, rows, max(finding.rowCount - rows.count, 0)))
            }
        }
        for section in sections {
            let rest = section.hidden > 0 ? ["    and \(section.hidden) more"] : []
            parts.append(([section.head.onOneLine] + Self.aligned(section.rows) + rest).joined(separator: "\n"))
        }
        let counts = LintFinding.Severity.allCases.map { severity in
            "\(count(severity)) \(severity.rawValue)\(count(severity) == 1 ? "" : "s")"
        }
        return (parts + [counts.joined(separator: ", ")]).joined(separator: "\n\n")
    }

    private var balanceTable: String {
        let total = (balances.reduce(0) { $0 + $1.ham }, balances.reduce(0) { $0 + $1.spam })
        let rows = balances.map { ($0.language ?? "(none)", $0.ham, $0.spam) } + [("all", total.0, total.1)]
        let cells = rows.map { name, ham, spam in
            let share = ham + spam == 0 ? "–" : String(format: "%.1f %%", 100 * Double(spam) / Double(ham + spam))
            return [name.onOneLine, "\(ham)", "\(spam)", share]
        }
        return Self.aligned([["language", "ham", "spam", "spam share"]] + cells, right: [1, 2, 3]).joined(
            separator: "\n"
        )
    }

    /// Columns under each other, those of `right` flush right.
    private static func aligned(_ rows: [[String]], right: Set<Int> = []) -> [String] {
        let columns = rows.map(\.count).max() ?? 0
        let widths = (0..<columns).map { column in rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0 }
        return rows.map { row in
            let cells = row.enumerated().map { column, cell in
                let padding = String(repeating: " ", count: widths[column] - cell.count)
                return right.contains(column) ? padding + cell : column == row.count - 1 ? cell : cell + padding
            }
            return "    " + cells.joined(separator: "  ")
        }
    }
}

extension LintFinding {
    private static let excerpt = 60

    /// The rows concerned, in cells: place, id, label, probability, the beginning of the text.
    fileprivate var cells: [[String]] {
        if case .unusable(let found) = fact { return [["\(found.file):\(found.problem.line)"]] }
        return rows.map { row in
            var cells = ["\(row.file):\(row.line)", row.id ?? "", row.label.name]
            if case .suspect(let probability) = fact { cells.append(String(format: "%.1f %% spam", probability * 100)) }
            return cells.map(\.onOneLine) + [String(row.comment.content.onOneLine.prefix(Self.excerpt))]
        }
    }
}

extension String {
    /// The text as a terminal may show it: without line ends, control characters, and marks that turn the writing.
    fileprivate var onOneLine: String {
        let squeezed = split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let shown = squeezed.unicodeScalars.map { scalar -> Unicode.Scalar in
            switch scalar.value {
            case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069: "\u{FFFD}"
            default: scalar
            }
        }
        return String(String.UnicodeScalarView(shown))
    }
}
