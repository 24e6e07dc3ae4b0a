/// Columns of text, padded so that they stand under each other.
struct TextTable {
    private var rows: [[String]] = []
    /// The columns that are set flush left; the others are flush right.
    private let left: Set<Int>

    init(header: [String], left: Set<Int> = [0]) {
        rows = [header]
        self.left = left
    }

    mutating func add(_ row: [String]) { rows.append(row) }

    /// The table with a line end behind each row, and a rule under the header.
    var text: String {
        let count = rows.map(\.count).max() ?? 0
        let widths = (0..<count).map { column in rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0 }
        var lines = rows.map { row in line(row, widths) }
        lines.insert(widths.map { String(repeating: "-", count: $0) }.joined(separator: "  "), at: 1)
        return lines.map { $0 + "\n" }.joined()
    }

    private func line(_ row: [String], _ widths: [Int]) -> String {
        var line = ""
        for (column, cell) in row.enumerated() {
            let padding = String(repeating: " ", count: widths[column] - cell.count)
            let gap = column == 0 ? "" : "  "
            line += gap + (left.contains(column) ? cell + padding : padding + cell)
        }
        while line.last == " " { line.removeLast() }
        return line
    }
}
