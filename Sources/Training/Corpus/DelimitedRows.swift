import SpamClassifier

/// Reads the rows of a table one by one, and finds its way back after a torn one.
struct DelimitedRows {
    private let grammar: DelimitedGrammar
    private let layout: ColumnLayout
    private let labels: CorpusLabels
    private var headerIsDue: Bool

    init(
        grammar: DelimitedGrammar,
        window: inout ByteWindow,
        choice: ColumnChoice,
        labels: CorpusLabels
    ) throws(CorpusError) {
        self.grammar = grammar
        self.labels = labels
        let sample = try grammar.sample(of: &window)
        layout = try ColumnLayout(sample: sample, choice: choice, labels: labels, path: window.path)
        headerIsDue = layout.hasHeader
    }

    /// The names of the columns, as ``ColumnLayout/names`` has them.
    var columns: [String] { layout.names }

    mutating func next(in window: inout ByteWindow) throws(CorpusError) -> RowOutcome? {
        while true {
            let line = window.line
            switch try grammar.outcome(at: 0, in: &window) {
            case .end:
                return nil
            case .malformed(let reason):
                return .problem(try passOverTornRow(in: &window, from: line, reason))
            case .record(let record) where record.isBlank:
                window.advance(by: record.length)
            case .record(let record) where record.fields.count != layout.width:
                return .problem(try passOver(record, in: &window, from: line))
            case .record(let record):
                window.advance(by: record.length)
                if headerIsDue {
                    headerIsDue = false
                    continue
                }
                return row(record.fields, line: line)
            }
        }
    }

    /// Passes over a row with the wrong number of fields.
    ///
    /// If it spans lines, and a good row begins on one of them, a stray quotation mark has joined rows, and reading goes
    /// on there.
    private func passOver(
        _ record: DelimitedGrammar.Record,
        in window: inout ByteWindow,
        from line: Int
    ) throws(CorpusError) -> CorpusProblem {
        if record.spansLines {
            var offset = try window.lineLength(limit: record.length)
            while offset < record.length {
                if try grammar.beginsRow(at: offset, of: layout.width, in: &window) {
                    window.advance(by: offset)
                    return CorpusProblem(line: line, lastLine: window.line - 1, reason: .unbalancedQuote)
                }
                offset += try window.lineLength(from: offset, limit: record.length - offset)
            }
        }
        window.advance(by: record.length)
        return CorpusProblem(
            line: line,
            lastLine: max(line, window.line - 1),
            reason: .wrongNumberOfFields(found: record.fields.count, expected: layout.width)
        )
    }

    /// Passes over lines until one begins a good row.
    private func passOverTornRow(
        in window: inout ByteWindow,
        from line: Int,
        _ reason: CorpusProblem.Reason
    ) throws(CorpusError) -> CorpusProblem {
        var lastLine = line
        while true {
            lastLine = window.line
            guard try window.advancePastLine(), try window.byte(at: 0) != nil else { break }
            if try grammar.beginsRow(at: 0, of: layout.width, in: &window) { break }
        }
        return CorpusProblem(line: line, lastLine: lastLine, reason: reason)
    }

    private func row(_ fields: [[UInt8]], line: Int) -> RowOutcome {
        var comment = Comment(content: "")
        var repaired = false
        var id: String?
        for (field, column) in layout.fields {
            let text = RepairedText(fields[column])
            repaired = repaired || text.wasRepaired
            if field == .id, !text.string.isEmpty { id = text.string }
            field.set(text.string, in: &comment)
        }
        guard comment.hasText else { return .problem(CorpusProblem(line: line, reason: .emptyContent)) }
        var row = CorpusRow(comment: comment, id: id, line: line)
        guard labels != .ignored else { return .row(row, repaired: repaired) }

        let column = layout.fields[.label] ?? layout.fields[.ham]
        let word = column.map { RepairedText(fields[$0]).string } ?? ""
        if word.allSatisfy(\.isWhitespace) {
            if labels == .required { return .problem(CorpusProblem(line: line, reason: .missingLabel)) }
        } else if let label = LabelWord(word) {
            row.label = label.label(affirmsHam: layout.fields[.label] == nil)
        } else {
            return .problem(CorpusProblem(line: line, reason: .unknownLabel(word)))
        }
        return .row(row, repaired: repaired)
    }
}
