import SpamClassifier

/// Which column of a table holds what.
struct ColumnLayout {
    /// The columns that mean something.
    var fields: [CorpusField: Int]
    /// The number of fields that a row must have.
    let width: Int
    /// Whether the first row names the columns.
    let hasHeader: Bool
    /// The names of the columns; numbers, counted from 1, where there is no header.
    let names: [String]

    /// Lays out a table by its header and, where that says nothing, by its content.
    init(
        sample: [[String]],
        choice: ColumnChoice,
        labels: CorpusLabels,
        path: String
    ) throws(CorpusError) {
        guard let first = sample.first, let common = Self.commonWidth(of: sample) else { throw .empty(path: path) }
        hasHeader = Self.isHeader(first, over: sample.dropFirst(), choice: choice)
        width = hasHeader ? first.count : common
        names = hasHeader ? first : (1...common).map(String.init)
        fields = hasHeader ? CorpusField.fields(of: first) : [:]

        let content = ColumnContent(rows: sample.dropFirst(hasHeader ? 1 : 0).filter { [width] in $0.count == width })
        try choose(choice, path: path)
        if labels == .ignored {
            fields[.label] = nil
            fields[.ham] = nil
        } else if fields[.label] == nil, fields[.ham] == nil {
            fields[.label] = content.labelColumn(among: (0..<width).filter { !isNamed($0) || fields[.type] == $0 })
            if fields[.type] == fields[.label] { fields[.type] = nil }
            if fields[.label] == nil, labels == .required { throw .noLabelColumn(path: path, columns: names) }
        }
        if fields[.content] == nil {
            fields[.content] = content.textColumn(among: (0..<width).filter { !isNamed($0) })
        }
        guard fields[.content] != nil else { throw .noTextColumn(path: path, columns: names) }
    }

    /// The number of fields that most rows have; the larger one if two are equally common.
    static func commonWidth(of rows: [[String]]) -> Int? {
        var counts: [Int: Int] = [:]
        for row in rows { counts[row.count, default: 0] += 1 }
        return counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key
    }

    private func isNamed(_ column: Int) -> Bool { fields.values.contains(column) }

    private mutating func choose(_ choice: ColumnChoice, path: String) throws(CorpusError) {
        for (column, field) in [(choice.text, CorpusField.content), (choice.label, .label)] {
            guard let column else { continue }
            let index: Int?
            switch column {
            case .number(let number): index = (1...width).contains(number) ? number - 1 : nil
            case .name(let name): index = hasHeader ? Self.place(of: name, in: names) : nil
            }
            guard let index else { throw .noSuchColumn(path: path, column: column.description, columns: names) }
            // A column that means ham when it affirms keeps that sense when it is chosen by hand.
            if field == .label, fields[.ham] == index { continue }
            fields = fields.filter { $0.value != index }
            fields[field] = index
            if field == .label { fields[.ham] = nil }
        }
    }

    private static func place(of name: String, in names: [String]) -> Int? {
        names.firstIndex(of: name)
            ?? names.firstIndex {
                CorpusField.reduced($0) == CorpusField.reduced(name) && !CorpusField.reduced($0).isEmpty
            }
    }

    /// Whether the first row names the columns.
    ///
    /// It does if a column was asked for by a name that is in it; if it holds two names that are known, or one and no
    /// label word; or if a column holds nothing but label words below it.
    private static func isHeader(_ first: [String], over rest: ArraySlice<[String]>, choice: ColumnChoice) -> Bool {
        for case .name(let name)? in [choice.text, choice.label] where place(of: name, in: first) != nil { return true }
        let known = first.count { CorpusField.knows($0) }
        let labelWords = first.count { LabelWord($0) != nil }
        if known >= min(2, first.count) || (known == 1 && labelWords == 0) { return true }
        let rows = rest.filter { $0.count == first.count }
        guard !rows.isEmpty else { return false }
        return first.indices.contains { column in
            LabelWord(first[column]) == nil && rows.allSatisfy { LabelWord($0[column]) != nil }
        }
    }
}
