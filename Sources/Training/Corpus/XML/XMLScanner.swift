/// Finds the tags of an XML document in a stream, so that one element at a time can be given to a parser.
///
/// It knows where comments, CDATA sections, processing instructions and the document type end, and passes over them
/// unread: no entity is ever expanded here. What it passes over costs no memory, however long it is.
struct XMLScanner {
    enum Token: Hashable {
        /// An opening tag, as it stands; `isEmpty` if it closes itself.
        case opening(name: String, bytes: [UInt8], isEmpty: Bool)
        case closing(name: String)
        /// The end of the file; `isCutOff` inside a comment, section or tag.
        case end(isCutOff: Bool)
    }

    /// What is passed over is kept here, as long as this is not `nil`.
    private var kept: [UInt8]?
    private(set) var keptTooMuch = false

    /// A longer tag is text.
    private static let longestTag = 1 << 16
    private static let stride = 4_096

    /// Begins to keep what is passed over, behind some bytes.
    mutating func keep(_ bytes: [UInt8]) {
        kept = bytes
        keptTooMuch = false
    }

    /// Ends keeping; `nil` if it was more than ``CorpusReader/longestRow``.
    mutating func takeKept() -> [UInt8]? {
        defer { kept = nil }
        return keptTooMuch ? nil : kept
    }

    /// The next tag; everything before it is passed over.
    mutating func next(in window: inout ByteWindow) throws(CorpusError) -> Token {
        while true {
            guard try pass(upTo: UInt8(ascii: "<"), in: &window) else { return .end(isCutOff: false) }
            let head = Array(try window.bytes(0..<9))
            let terminator: String? =
                head.starts(with: "<![CDATA[".utf8)
                ? "]]>" : head.starts(with: "<!--".utf8) ? "-->" : head.starts(with: "<?".utf8) ? "?>" : nil
            if let terminator {
                try pass(terminator == "?>" ? 2 : terminator == "-->" ? 4 : 9, in: &window)
                guard try pass(behind: Array(terminator.utf8), in: &window) else { return .end(isCutOff: true) }
            } else if head.starts(with: "<!".utf8) {
                guard try passDeclaration(in: &window) else { return .end(isCutOff: true) }
            } else if let length = try tagLength(in: &window) {
                let bytes = Array(try window.bytes(0..<length))
                try pass(length, in: &window)
                if let token = Self.token(bytes) { return token }
            } else {
                try pass(1, in: &window)
                if try window.byte(at: 0) == nil { return .end(isCutOff: true) }
            }
        }
    }

    private static func token(_ tag: [UInt8]) -> Token? {
        let isClosing = tag.dropFirst().first == UInt8(ascii: "/")
        let name = tag.dropFirst(isClosing ? 2 : 1).prefix {
            $0 > UInt8(ascii: " ") && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/")
        }
        guard !name.isEmpty else { return nil }
        let text = String(decoding: name, as: UTF8.self)
        if isClosing { return .closing(name: text) }
        return .opening(name: text, bytes: tag, isEmpty: tag.dropLast().last == UInt8(ascii: "/"))
    }

    /// The bytes of the tag that begins here; `nil` if it does not end, or not soon enough.
    private func tagLength(in window: inout ByteWindow) throws(CorpusError) -> Int? {
        var quote: UInt8?
        var length = 1
        while length < Self.longestTag, let byte = try window.byte(at: length) {
            length += 1
            switch byte {
            case quote: quote = nil
            case _ where quote != nil: continue
            case UInt8(ascii: "\""), UInt8(ascii: "'"): quote = byte
            case UInt8(ascii: ">"): return length
            default: continue
            }
        }
        return nil
    }

    /// Passes over `<!DOCTYPE …>` with what it declares between brackets.
    private mutating func passDeclaration(in window: inout ByteWindow) throws(CorpusError) -> Bool {
        while let byte = try window.byte(at: 0) {
            try pass(1, in: &window)
            if byte == UInt8(ascii: ">") { return true }
            if byte == UInt8(ascii: "[") { return try pass(behind: Array("]>".utf8), in: &window) }
        }
        return false
    }

    private mutating func pass(upTo byte: UInt8, in window: inout ByteWindow) throws(CorpusError) -> Bool {
        while true {
            let slice = try window.bytes(0..<Self.stride)
            guard !slice.isEmpty else { return false }
            if let place = slice.firstIndex(of: byte) {
                try pass(place - slice.startIndex, in: &window)
                return true
            }
            try pass(slice.count, in: &window)
        }
    }

    /// Passes over everything up to behind some bytes, the last of which is “>”.
    private mutating func pass(behind end: [UInt8], in window: inout ByteWindow) throws(CorpusError) -> Bool {
        while true {
            let slice = try window.bytes(0..<Self.stride)
            guard slice.count >= end.count else {
                try pass(slice.count, in: &window)
                return false
            }
            var rest = slice.dropFirst(end.count - 1)
            while let place = rest.firstIndex(of: UInt8(ascii: ">")) {
                if slice[(place - end.count + 1)...place].elementsEqual(end) {
                    try pass(place - slice.startIndex + 1, in: &window)
                    return true
                }
                rest = slice[(place + 1)...]
            }
            try pass(slice.count - end.count + 1, in: &window)
        }
    }

    private mutating func pass(_ count: Int, in window: inout ByteWindow) throws(CorpusError) {
        if let already = kept?.count {
            if already + count > CorpusReader.longestRow {
                keptTooMuch = true
                kept = []
            } else if !keptTooMuch {
                kept? += try window.bytes(0..<count)
            }
        }
        window.advance(by: count)
    }
}
