/// Reads the comments of a file one by one.
///
/// ```swift
/// var reader = try CorpusReader(path: "comments.csv", labels: .required)
/// while let event = try reader.next() {
///     switch event {
///     case .row(let row): learn(row.comment, as: row.label)
///     case .problem(let problem): report(problem)
///     }
/// }
/// ```
///
/// The format is recognised by content, then by the end of the name; the columns by their names, then by content. A row
/// that cannot be used is a problem with its line, and reading goes on: after an unclosed quotation mark, at the next
/// line that is a row by itself. Bytes that are no UTF-8 become U+FFFD and the row is kept; ``repairedRows`` counts such
/// rows. Memory is bounded by ``longestRow``, not by the size of the file.
///
/// Tables are read by an own reader because whole-file CSV packages give neither line numbers nor a way back after a torn
/// row, and hold the file in memory.
public struct CorpusReader: ~Copyable, Sendable {
    /// The length in bytes beyond which a row is a problem rather than a comment: 1 MiB.
    public static let longestRow = 1 << 20

    /// The format of the file, as it was named or recognised.
    public let format: CorpusFormat
    /// The names of the columns; numbers where a table has no header; empty for JSON Lines.
    public let columns: [String]
    /// Rows read so far whose bytes were not all UTF-8.
    public private(set) var repairedRows = 0

    private var window: ByteWindow
    private var rows: Rows

    private enum Rows: Sendable {
        case delimited(DelimitedRows)
        case json(JSONRows)

        init(
            _ notation: RowNotation,
            window: inout ByteWindow,
            choice: ColumnChoice,
            labels: CorpusLabels
        ) throws(CorpusError) {
            switch notation {
            case .jsonLines:
                self = .json(try JSONRows(window: &window, choice: choice, labels: labels))
            case .delimited(let grammar):
                self = .delimited(
                    try DelimitedRows(grammar: grammar, window: &window, choice: choice, labels: labels)
                )
            }
        }

        var columns: [String] {
            switch self {
            case .json: []
            case .delimited(let table): table.columns
            }
        }
    }

    /// Opens a file, recognises its format and finds its columns.
    ///
    /// - Parameters:
    ///   - path: The file; a pipe or `/dev/stdin` works as well.
    ///   - format: The format; `nil` to recognise it.
    ///   - columns: The columns of text and label; `nil` to find them.
    ///   - labels: What to do with labels.
    /// - Throws: ``CorpusError`` if the file cannot be read, is empty, is in no known format, or lacks a column.
    public init(
        path: String,
        format: CorpusFormat? = nil,
        columns: ColumnChoice? = nil,
        labels: CorpusLabels = .optional
    ) throws(CorpusError) {
        var window = try ByteWindow(path: path)
        let notation = try FormatRecognition.notation(of: &window, format: format)
        let rows = try Rows(notation, window: &window, choice: columns ?? ColumnChoice(), labels: labels)
        self.format = notation.format
        self.columns = rows.columns
        self.rows = rows
        self.window = window
    }

    /// The next row or problem; `nil` at the end of the file.
    ///
    /// - Throws: ``CorpusError/unreadable(path:_:)`` if the file stops being readable.
    public mutating func next() throws(CorpusError) -> CorpusEvent? {
        let outcome: RowOutcome?
        switch rows {
        case .json(let json):
            outcome = try json.next(in: &window)
        case .delimited(var table):
            outcome = try table.next(in: &window)
            rows = .delimited(table)
        }
        switch outcome {
        case nil:
            return nil
        case .problem(let problem):
            return .problem(problem)
        case .row(let row, let repaired):
            if repaired { repairedRows += 1 }
            return .row(row)
        }
    }
}

extension CorpusReader {
    /// The bytes read so far, for a progress bar.
    public var bytesRead: Int { window.consumed }

    /// The size of the file in bytes; `nil` for pipes and devices.
    public var totalBytes: Int? { window.totalBytes }
}
