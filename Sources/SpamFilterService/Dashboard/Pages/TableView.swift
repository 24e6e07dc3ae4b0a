/// A table as the partial `table` shows it.
struct TableView: Sendable {
    /// A cell: a text, or a number set flush right, or a link.
    struct Cell: Sendable {
        let text: String
        let isNumber: Bool
        /// Where the cell leads; a path of the dashboard.
        let link: Link?

        struct Link: Sendable {
            let target: String
            let words: String
        }

        static func text(_ text: String) -> Cell { Cell(text: text, isNumber: false, link: nil) }
        static func number(_ text: String) -> Cell { Cell(text: text, isNumber: true, link: nil) }
        static func link(_ text: String, to path: String) -> Cell {
            Cell(text: "", isNumber: false, link: Link(target: path, words: text))
        }
    }

    struct Row: Sendable {
        let cells: [Cell]
    }

    /// What the table is about; people who cannot see it hear this first.
    let caption: String
    let columns: [Cell]
    let rows: [Row]

    /// Makes a table.
    ///
    /// - Parameters:
    ///   - caption: What it is about.
    ///   - columns: The heads of the columns; `.number` for those that are set flush right.
    ///   - rows: The cells, as many in each row as there are columns.
    init(_ caption: String, columns: [Cell], rows: [[Cell]]) {
        self.caption = caption
        self.columns = columns
        self.rows = rows.map(Row.init)
    }
}
