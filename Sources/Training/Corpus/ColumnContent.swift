import SpamClassifier

/// What the sampled rows of a table say about its columns.
///
/// All rows have the same number of fields.
struct ColumnContent {
    let rows: [[String]]

    /// The column that holds nothing but label words; `nil` if there is none, or if several columns might be it.
    ///
    /// A column of class words (`spam`, `ham`) is believed even if only one class was seen, and before columns of
    /// answers (`0`, `1`, `yes`), which must show both.
    func labelColumn(among columns: [Int]) -> Int? {
        var classes: [Int] = []
        var answers: [Int] = []
        for column in columns {
            var seen: Set<LabelWord> = []
            var isLabel = !rows.isEmpty
            for row in rows where !row[column].isEmpty {
                guard let word = LabelWord(row[column]) else {
                    isLabel = false
                    break
                }
                seen.insert(word)
            }
            guard isLabel, !seen.isEmpty, seen.count <= 2 else { continue }
            if seen.contains(where: { !$0.isAnswer }) {
                classes.append(column)
            } else if seen.count == 2 {
                answers.append(column)
            }
        }
        if !classes.isEmpty { return classes.count == 1 ? classes[0] : nil }
        return answers.count == 1 ? answers[0] : nil
    }

    /// The column with the longest texts; `nil` if no column holds words.
    func textColumn(among columns: [Int]) -> Int? {
        var best: (column: Int, letters: Int)?
        for column in columns {
            let letters = rows.reduce(0) { sum, row in
                sum + row[column].unicodeScalars.count { $0.properties.isAlphabetic }
            }
            if letters > best?.letters ?? 0 { best = (column, letters) }
        }
        return best?.column
    }
}
