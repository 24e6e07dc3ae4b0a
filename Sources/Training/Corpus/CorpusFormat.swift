/// The file formats that a corpus can have.
public enum CorpusFormat: String, Sendable, Hashable, CaseIterable {
    /// Fields separated by commas or semicolons, quoted as RFC 4180 says.
    case csv
    /// Fields separated by tabs, never quoted; the SMS Spam Collection is such a file.
    case tsv
    /// One JSON object a line.
    case jsonLines = "jsonl"
    /// Mail in one file, each message behind a line that begins with “From ”.
    case mbox
    /// Mail in the folders `cur` and `new` of a folder, each message a file.
    case maildir
    /// An export of WordPress, “WordPress eXtended RSS”.
    case wxr
    /// An XML export of Disqus.
    case disqus
}

extension CorpusFormat {
    /// The format that the end of a file name promises, before `.gz` if that is there; `nil` if it promises none.
    public init?(fileName: String) {
        let name = fileName.lowercased()
        let plain = name.hasSuffix(".gz") ? name.dropLast(3) : name[...]
        guard let dot = plain.lastIndex(of: ".") else { return nil }
        switch plain[plain.index(after: dot)...] {
        case "csv": self = .csv
        case "tsv", "tab": self = .tsv
        case "jsonl", "ndjson": self = .jsonLines
        case "mbox": self = .mbox
        default: return nil
        }
    }
}
