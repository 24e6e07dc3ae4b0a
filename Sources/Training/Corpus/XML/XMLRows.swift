import SpamClassifier

/// How an export writes its comments.
protocol XMLDialect: Sendable {
    /// The names of the elements that are read whole.
    var elements: Set<String> { get }

    /// Takes note of an opening tag that is not read whole.
    mutating func open(_ name: String)

    /// Takes an element in; a comment comes out if it is one.
    mutating func take(_ element: XMLNode) -> XMLComment?
}

/// A comment of an export.
struct XMLComment {
    var comment: Comment
    var id: String?
    /// The label, or why there is none.
    var label: Result<Label, CorpusOmission>
}

/// Reads the comments of an XML export one by one.
///
/// Each comment is cut out of the stream and parsed by itself: what is broken costs one comment, memory is bounded by the
/// longest, and declarations at the head of the file reach no parser.
struct XMLRows<Dialect: XMLDialect> {
    private var dialect: Dialect
    private let root: String
    private let characters: CharacterSetName
    private let omits: Bool
    private var scanner = XMLScanner()
    /// A tag that ended an element which was not closed.
    private var pending: (token: XMLScanner.Token, place: Place)?
    private var isComplete = false

    private struct Place {
        var line: Int
        var column: Int
    }

    /// Reads on behind the opening tag of the root.
    init(_ dialect: Dialect, root: String, characters: CharacterSetName, labels: CorpusLabels) {
        self.dialect = dialect
        self.root = root
        self.characters = characters
        omits = labels == .required || labels == .fromMailHeaders
    }

    mutating func next(in window: inout ByteWindow) throws(CorpusError) -> RowOutcome? {
        while true {
            let (token, place) = try nextToken(in: &window)
            switch token {
            case .end(let isCutOff):
                guard isCutOff || !isComplete else { return nil }
                // Told once; the next token is the end again.
                isComplete = true
                return .problem(Self.problem(place, in: window, .cutOff(element: root)))
            case .closing(let name):
                if name == root { isComplete = true }
            case .opening(let name, let bytes, let isEmpty):
                guard dialect.elements.contains(name), !isEmpty else {
                    dialect.open(name)
                    continue
                }
                if let outcome = try element(name, bytes, from: place, in: &window) { return outcome }
            }
        }
    }

    private mutating func nextToken(
        in window: inout ByteWindow
    ) throws(CorpusError) -> (token: XMLScanner.Token, place: Place) {
        if let pending {
            self.pending = nil
            return pending
        }
        let token = try scanner.next(in: &window)
        guard case .opening(_, let bytes, _) = token else {
            return (token, Place(line: window.line, column: window.column))
        }
        return (token, Self.start(of: bytes, in: window))
    }

    /// Where a tag began that has just been passed over.
    private static func start(of tag: [UInt8], in window: borrowing ByteWindow) -> Place {
        let lines = tag.count { $0 == UInt8(ascii: "\n") }
        return Place(line: window.line - lines, column: lines == 0 ? window.column - tag.count : 1)
    }

    /// Reads an element to its end; `nil` if it is none that makes a row.
    private mutating func element(
        _ name: String,
        _ tag: [UInt8],
        from place: Place,
        in window: inout ByteWindow
    ) throws(CorpusError) -> RowOutcome? {
        scanner.keep(tag)
        while true {
            let token = try scanner.next(in: &window)
            switch token {
            case .closing(name):
                guard let bytes = scanner.takeKept() else {
                    let reason = CorpusProblem.Reason.rowTooLong(limit: CorpusReader.longestRow)
                    return .problem(CorpusProblem(line: place.line, lastLine: window.line, reason: reason))
                }
                return row(bytes, from: place, in: window)
            case .opening(name, let bytes, false):
                _ = scanner.takeKept()
                pending = (token, Self.start(of: bytes, in: window))
                return .problem(Self.problem(place, in: window, .unclosed(element: name)))
            case .end:
                _ = scanner.takeKept()
                isComplete = true
                return .problem(Self.problem(place, in: window, .cutOff(element: name)))
            case .opening, .closing:
                continue
            }
        }
    }

    private mutating func row(_ bytes: [UInt8], from place: Place, in window: borrowing ByteWindow) -> RowOutcome? {
        let text = characters.text(of: bytes)
        let node: XMLNode
        do throws(XMLNode.Fault) {
            node = try XMLNode.parse(text.string.legalInXML)
        } catch {
            let column = error.line == 1 ? place.column + error.column - 1 : error.column
            let line = place.line + error.line - 1
            let reason = CorpusProblem.Reason.invalidXML(line: line, column: column, error.fault)
            return .problem(CorpusProblem(line: place.line, lastLine: window.line, reason: reason))
        }
        guard let found = dialect.take(node) else { return nil }
        var row = CorpusRow(comment: found.comment, id: found.id, line: place.line)
        switch found.label {
        case .success(let label): row.label = label
        case .failure(let omission) where omits: return .omitted(omission)
        case .failure: break
        }
        guard row.comment.hasText else {
            return .problem(CorpusProblem(line: place.line, lastLine: window.line, reason: .emptyContent))
        }
        return .row(row, repaired: text.wasRepaired)
    }

    private static func problem(
        _ place: Place,
        in window: borrowing ByteWindow,
        _ fault: CorpusProblem.XMLFault
    ) -> CorpusProblem {
        CorpusProblem(
            line: place.line,
            lastLine: window.line,
            reason: .invalidXML(line: place.line, column: place.column, fault)
        )
    }
}
