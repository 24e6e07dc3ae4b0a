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
/// The format is recognised by content, then by the end of the name; the columns by their names, then by content. gzip files
/// are unpacked on the way. A row that cannot be used is a problem with its line, and reading goes on: after an unclosed
/// quotation mark, at the next line that is a row by itself. Bytes that are no UTF-8 become U+FFFD and the row is kept;
/// ``repairedRows`` counts such rows. Memory is bounded by ``longestRow``, not by the size of the file. See <doc:Formats>.
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
    /// Rows read so far whose bytes were not all UTF-8, or not all of the character set that they name.
    public private(set) var repairedRows = 0
    /// Comments passed over so far because they have no label, by the reason; empty unless labels are required.
    public private(set) var omissions: [CorpusOmission: Int] = [:]

    private var window: ByteWindow
    private var rows: CorpusRows
    private let labels: CorpusLabels

    /// Opens a file, recognises its format and finds its columns.
    ///
    /// - Parameters:
    ///   - path: The file, or the folder of a maildir; a pipe or `/dev/stdin` works as well.
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
        self.labels = labels
        if FileFacts(path: path).isFolder, format == nil || format == .maildir {
            let maildir = try MaildirRows(path: path, labels: labels)
            window = try maildir.firstWindow()
            rows = .maildir(maildir)
            self.format = .maildir
            self.columns = []
            return
        }
        var window = try ByteWindow(path: path)
        let notation = try FormatRecognition.notation(of: &window, format: format)
        rows = try CorpusRows(notation, window: &window, choice: columns ?? ColumnChoice(), labels: labels)
        self.format = notation.format
        self.columns = rows.columns
        self.window = window
    }

    /// The next row or problem; `nil` at the end of the file.
    ///
    /// - Throws: ``CorpusError/unreadable(path:_:)`` if the file stops being readable.
    public mutating func next() throws(CorpusError) -> CorpusEvent? {
        while let outcome = try rows.next(in: &window) {
            switch outcome {
            case .omitted(let omission):
                omissions[omission, default: 0] += 1
            case .problem(let problem):
                return .problem(problem)
            case .row(var row, let repaired):
                if repaired { repairedRows += 1 }
                if case .given(let label) = labels { row.label = label }
                return .row(row)
            }
        }
        return nil
    }
}

extension CorpusReader {
    /// The bytes of the file read so far, or of the files of a maildir, for a progress bar.
    public var bytesRead: Int {
        if case .maildir(let maildir) = rows { maildir.bytesRead } else { window.position }
    }

    /// The size of the file in bytes, or of the files of a maildir together; `nil` for pipes and devices.
    public var totalBytes: Int? {
        if case .maildir(let maildir) = rows { maildir.totalBytes } else { window.totalBytes }
    }
}
