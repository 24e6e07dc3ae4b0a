/// Why a corpus cannot be read at all.
public enum CorpusError: Error, Sendable, Hashable {
    /// Why the bytes of a file cannot be had.
    public enum Obstacle: Error, Sendable, Hashable {
        /// There is no such file, or no folder to make it in.
        case missing
        /// The path names a folder.
        case folder
        /// The file is there but may not be opened or written.
        case forbidden
        /// The gzip data end early.
        case cutOff
        /// The gzip data contradict themselves.
        case damaged
        /// The system refused for another reason, in its own words.
        case refused(String)
    }

    /// What a file is that Hamlet does not read.
    public enum ForeignContent: Sendable, Hashable {
        /// A zip, bzip2, xz or zstd archive, a spreadsheet, which is a zip archive inside, or gzip within gzip.
        case compressed
        /// Text in UTF-16 or UTF-32.
        case wideCharacters
        /// A JSON document that is one array.
        case jsonArray
        /// An HTML document, or an XML document that is neither a WordPress nor a Disqus export.
        case markup
        /// Bytes that are no text.
        case binary
        /// Text without a structure that is known.
        case unstructured
        /// A folder that is no maildir.
        case plainFolder
        /// A file where a maildir was named.
        case noFolder
    }

    /// The file cannot be opened or read.
    case unreadable(path: String, Obstacle)
    /// The file cannot be made or written.
    case unwritable(path: String, Obstacle)
    /// The file holds no row.
    case empty(path: String)
    /// The file is of a kind that is not read.
    case unsupportedFormat(path: String, ForeignContent)
    /// No column holds the text; `columns` are the names that the file has, or numbers if it has no header.
    case noTextColumn(path: String, columns: [String])
    /// Labels are required and no column holds them, or several might.
    case noLabelColumn(path: String, columns: [String])
    /// Labels are required, and neither the name of the file nor that of a folder above it says what the mail in it is.
    case noMailLabel(path: String)
    /// A column that was asked for by name or number is not there.
    case noSuchColumn(path: String, column: String, columns: [String])
}

extension CorpusError: CustomStringConvertible {
    /// A sentence for people: what was wrong, where, and what to do.
    public var description: String {
        switch self {
        case .unreadable(let path, let obstacle): "\(path) cannot be read: \(obstacle)."
        case .unwritable(let path, let obstacle): "\(path) cannot be written: \(obstacle)."
        case .empty(let path): "\(path) holds no comments."
        case .unsupportedFormat(let path, let content): "\(path) \(content)."
        case .noTextColumn(let path, let columns):
            "No column of \(path) seems to hold the text; it has \(listed(columns)). Name the text column."
        case .noLabelColumn(let path, let columns):
            "No one column of \(path) seems to hold the labels; it has \(listed(columns)). Name the label column."
        case .noMailLabel(let path):
            "Nothing says whether the mail in \(path) is spam or ham: give its label, or put “spam” or “ham” into the name "
                + "of the file or of a folder above it."
        case .noSuchColumn(let path, let column, let columns):
            "\(path) has no column “\(column)”; it has \(listed(columns))."
        }
    }

    private func listed(_ columns: [String]) -> String {
        columns.isEmpty ? "none" : columns.map { "“\($0)”" }.joined(separator: ", ")
    }
}

extension CorpusError.Obstacle: CustomStringConvertible {
    /// The obstacle in words, without a full stop.
    public var description: String {
        switch self {
        case .missing: "there is no such file or folder"
        case .folder: "it is a folder"
        case .forbidden: "permission denied"
        case .cutOff: "its gzip data end early; copy the file again"
        case .damaged: "its gzip data are damaged; copy the file again"
        case .refused(let words): words
        }
    }
}

extension CorpusError.ForeignContent: CustomStringConvertible {
    /// What the file is and what to do, without a full stop.
    public var description: String {
        switch self {
        case .compressed: "is compressed otherwise than by gzip, or a spreadsheet; unpack it, or save it as CSV"
        case .wideCharacters: "is not UTF-8 but UTF-16 or UTF-32; save it as UTF-8"
        case .jsonArray: "is one JSON array; write one object a line (`jq -c '.[]'` does)"
        case .markup: "is an HTML or XML document, and no export of WordPress or Disqus"
        case .binary: "is not text"
        case .unstructured: "is in no format that is known; name the format if it is CSV, TSV, JSON Lines or mbox"
        case .plainFolder: "is a folder but no maildir: it has neither “cur” nor “new”"
        case .noFolder: "is no folder, as a maildir must be"
        }
    }
}
