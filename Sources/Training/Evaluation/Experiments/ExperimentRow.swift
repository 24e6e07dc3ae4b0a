public import SpamClassifier

/// A labelled comment of an experiment.
public struct ExperimentRow: Sendable, Hashable {
    /// The name of the comment in score files.
    public let id: String
    /// The comment.
    public var comment: Comment
    /// What it is.
    public let label: Label

    /// Makes a row.
    public init(id: String, comment: Comment, label: Label) {
        self.id = id
        self.comment = comment
        self.label = label
    }
}

extension ExperimentRow {
    /// Reads all labelled rows of a file in its order; a row without an id of its own gets the number of its line.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - format: Its format; `nil` to recognise it.
    ///   - labels: Where its labels come from.
    ///   - omissions: Told how many comments were passed over because they have no label.
    ///   - problem: Told of each row that cannot be used.
    /// - Returns: The rows.
    /// - Throws: ``CorpusError`` for a file that cannot be read, or has no labels.
    public static func read(
        _ path: String,
        format: CorpusFormat? = nil,
        labels: CorpusLabels = .required,
        omissions: ([CorpusOmission: Int]) -> Void = { _ in },
        problem: (CorpusProblem) -> Void = { _ in }
    ) throws(CorpusError) -> [ExperimentRow] {
        var rows: [ExperimentRow] = []
        var reader = try CorpusReader(path: path, format: format, labels: labels)
        while let event = try reader.next() {
            switch event {
            case .row(let row):
                guard let label = row.label else { continue }
                rows.append(ExperimentRow(id: row.id ?? "line-\(row.line)", comment: row.comment, label: label))
            case .problem(let found): problem(found)
            }
        }
        omissions(reader.omissions)
        return rows
    }
}
