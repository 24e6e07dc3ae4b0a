/// Why a row of a corpus could not be used, and where it is.
public struct CorpusProblem: Error, Sendable, Hashable {
    /// What was wrong.
    public enum Reason: Sendable, Hashable {
        /// A quotation mark opens a field and none closes it, or text follows the closing one.
        case unbalancedQuote
        /// The row has more or fewer fields than the header, or than most rows if there is no header.
        case wrongNumberOfFields(found: Int, expected: Int)
        /// The row is longer than ``CorpusReader/longestRow`` bytes.
        case rowTooLong(limit: Int)
        /// The line is no JSON.
        case invalidJSON
        /// The line is JSON, but no object.
        case notAnObject
        /// A known field holds a value of a kind that it cannot have.
        case wrongType(field: String)
        /// There is no text, or nothing but white space.
        case emptyContent
        /// The row has no label though labels are required.
        case missingLabel
        /// The label is none of the words for spam and ham.
        case unknownLabel(String)
    }

    /// The line on which the bad row begins; the first line of a file is 1.
    public var line: Int
    /// The last line that was passed over because of it; reading went on behind this line.
    public var lastLine: Int
    /// What was wrong.
    public var reason: Reason

    /// Makes a problem of one line, or of several.
    public init(line: Int, lastLine: Int? = nil, reason: Reason) {
        self.line = line
        self.lastLine = lastLine ?? line
        self.reason = reason
    }
}

extension CorpusProblem: CustomStringConvertible {
    /// A sentence for people: where, what, and what to do where that is not plain.
    public var description: String {
        let place = lastLine > line ? "Lines \(line)–\(lastLine)" : "Line \(line)"
        return "\(place): \(reason)."
    }
}

extension CorpusProblem.Reason: CustomStringConvertible {
    /// The reason in words, without a full stop.
    public var description: String {
        switch self {
        case .unbalancedQuote:
            "a quotation mark is not closed (inside a quoted field, write it twice)"
        case .wrongNumberOfFields(let found, let expected):
            "\(found) \(found == 1 ? "field" : "fields") where \(expected) are expected"
        case .rowTooLong(let limit):
            "the row is longer than \(limit) bytes"
        case .invalidJSON:
            "not valid JSON (one object a line is expected)"
        case .notAnObject:
            "a JSON value that is not an object"
        case .wrongType(let field):
            "the field “\(field)” holds a value of the wrong kind"
        case .emptyContent:
            "the comment has no text"
        case .missingLabel:
            "the comment has no label"
        case .unknownLabel(let word):
            "the label “\(word.prefix(40))” means neither spam nor ham"
        }
    }
}
