import SpamClassifier

/// The rows of one or several files that are checked as one set.
public struct LintInput: Sendable, Hashable {
    /// A row that cannot be used.
    public struct Problem: Sendable, Hashable {
        /// The file, as it was named.
        public var file: String
        /// Why, and on which lines.
        public var problem: CorpusProblem

        /// Makes a problem of a file.
        public init(file: String, problem: CorpusProblem) {
            self.file = file
            self.problem = problem
        }
    }

    /// The rows that can be used, in the order of the files and of their lines.
    public var rows: [LintRow]
    /// The rows that cannot be used, in the same order.
    public var problems: [Problem]

    /// Makes a set from its parts.
    public init(rows: [LintRow] = [], problems: [Problem] = []) {
        self.rows = rows
        self.problems = problems
    }
}

extension LintInput {
    /// Adds the rows of a file.
    ///
    /// JSON Lines are read a second time for what the reader passes over: the keys of each row, and its category. A pipe
    /// cannot be read twice; its rows have neither.
    ///
    /// - Parameters:
    ///   - path: A file of labelled comments as ``CorpusReader`` knows them.
    ///   - format: Its format; `nil` to recognise it.
    ///   - labels: Where its labels come from.
    /// - Returns: How many comments were passed over because they have no label.
    /// - Throws: ``CorpusError`` for a file that cannot be read, or has no labels.
    @discardableResult
    public mutating func read(
        _ path: String,
        format: CorpusFormat? = nil,
        labels: CorpusLabels = .required
    ) throws(CorpusError) -> [CorpusOmission: Int] {
        var reader = try CorpusReader(path: path, format: format, labels: labels)
        let hasMembers = reader.format == .jsonLines && reader.totalBytes != nil
        var members = hasMembers ? try MemberReader(path: path) : nil
        while let event = try reader.next() {
            switch event {
            case .row(let row):
                guard let label = row.label else { continue }
                let raw = try members?.members(ofLine: row.line)
                rows.append(
                    LintRow(
                        file: path,
                        line: row.line,
                        id: row.id,
                        comment: row.comment,
                        label: label,
                        category: raw?["category"]?.text,
                        keys: raw.map { Set($0.keys) }
                    )
                )
            case .problem(let problem): problems.append(Problem(file: path, problem: problem))
            }
        }
        return reader.omissions
    }
}
