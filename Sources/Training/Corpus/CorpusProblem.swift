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
        /// The XML breaks its rules at a place of the file, lines and columns counted from 1.
        case invalidXML(line: Int, column: Int, XMLFault)
        /// The file of a message cannot be read.
        case unreadable(CorpusError.Obstacle)
    }

    /// What is wrong with XML.
    public enum XMLFault: Sendable, Hashable {
        /// The file ends before an element does.
        case cutOff(element: String)
        /// An element is not closed before the next one of its kind begins.
        case unclosed(element: String)
        /// A tag is closed that is not open, or not closed that is.
        case mismatchedTags
        /// An entity is used that XML does not have.
        case undefinedEntity
        /// The parser's code for anything else.
        case other(code: Int)
    }

    /// The line on which the bad row begins, the first line being 1; in a maildir, the number of the message.
    public var line: Int
    /// The last line that was passed over because of it; reading went on behind this line.
    public var lastLine: Int
    /// The file of the message inside a maildir; `nil` elsewhere.
    public var file: String?
    /// What was wrong.
    public var reason: Reason

    /// Makes a problem of one line, of several, or of a file inside a maildir.
    public init(line: Int, lastLine: Int? = nil, file: String? = nil, reason: Reason) {
        self.line = line
        self.lastLine = lastLine ?? line
        self.file = file
        self.reason = reason
    }
}

extension CorpusProblem: CustomStringConvertible {
    /// A sentence for people: where, what, and what to do where that is not plain.
    public var description: String {
        let place = file ?? (lastLine > line ? "Lines \(line)–\(lastLine)" : "Line \(line)")
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
        case .invalidXML(let line, let column, let fault):
            "not valid XML at line \(line), column \(column) (\(fault))"
        case .unreadable(let obstacle):
            "cannot be read: \(obstacle)"
        }
    }
}

extension CorpusProblem.XMLFault: CustomStringConvertible {
    /// The fault in words, without a full stop.
    public var description: String {
        switch self {
        case .cutOff(let element): "the file ends inside <\(element)>"
        case .unclosed(let element): "<\(element)> is not closed"
        case .mismatchedTags: "opening and closing tags do not match"
        case .undefinedEntity: "an entity is not defined"
        case .other(let code): "libxml2 error \(code)"
        }
    }
}
