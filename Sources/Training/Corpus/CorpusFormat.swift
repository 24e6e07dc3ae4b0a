/// The file formats that a corpus can have.
public enum CorpusFormat: String, Sendable, Hashable, CaseIterable {
    /// Fields separated by commas or semicolons, quoted as RFC 4180 says.
    case csv
    /// Fields separated by tabs, never quoted; the SMS Spam Collection is such a file.
    case tsv
    /// One JSON object a line.
    case jsonLines = "jsonl"
}

extension CorpusFormat {
    /// The format that the end of a file name promises; `nil` if it promises none of them.
    public init?(fileName: String) {
        guard let dot = fileName.lastIndex(of: ".") else { return nil }
        switch fileName[fileName.index(after: dot)...].lowercased() {
        case "csv": self = .csv
        case "tsv", "tab": self = .tsv
        case "jsonl", "ndjson": self = .jsonLines
        default: return nil
        }
    }
}
