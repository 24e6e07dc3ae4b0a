/// How the rows of a table are written: what separates fields, and whether quotation marks enclose them.
struct DelimitedGrammar: Hashable {
    /// How much is forgiven.
    enum Strictness {
        /// A quotation mark inside an unquoted field is an ordinary character.
        case lenient
        /// A quotation mark inside an unquoted field is an error, as in RFC 4180.
        case strict
    }

    /// A row in its fields; `length` counts its bytes with the line end.
    struct Record {
        var fields: [[UInt8]]
        var length: Int
        /// Whether a field contains a line end.
        var spansLines: Bool

        /// Whether the line is empty.
        var isBlank: Bool { fields.count == 1 && fields[0].isEmpty }
    }

    /// What is found at a place of a file.
    enum Outcome {
        case record(Record)
        case malformed(CorpusProblem.Reason)
        case end
    }

    private enum State { case fieldStart, plain, quoted, closed }

    var delimiter: UInt8
    var quotes: Bool

    static let comma = DelimitedGrammar(delimiter: UInt8(ascii: ","), quotes: true)
    static let semicolon = DelimitedGrammar(delimiter: UInt8(ascii: ";"), quotes: true)
    static let tab = DelimitedGrammar(delimiter: UInt8(ascii: "\t"), quotes: false)

    /// Reads the row that begins at an offset of the window, without passing over it.
    func outcome(
        at start: Int,
        in window: inout ByteWindow,
        _ strictness: Strictness = .lenient
    ) throws(CorpusError) -> Outcome {
        var record = Record(fields: [], length: 0, spansLines: false)
        var field: [UInt8] = []
        var state = State.fieldStart
        while let byte = try window.byte(at: start + record.length) {
            guard record.length < CorpusReader.longestRow else {
                return .malformed(
                    state == .quoted ? .unbalancedQuote : .rowTooLong(limit: CorpusReader.longestRow)
                )
            }
            record.length += 1
            switch (state, byte) {
            case (.quoted, UInt8(ascii: "\"")):
                state = .closed
            case (.quoted, _):
                if byte == UInt8(ascii: "\n") { record.spansLines = true }
                field.append(byte)
            case (.closed, UInt8(ascii: "\"")):
                field.append(byte)
                state = .quoted
            case (_, delimiter):
                record.fields.append(field)
                field.removeAll(keepingCapacity: true)
                state = .fieldStart
            case (_, UInt8(ascii: "\n")):
                if state != .closed, field.last == UInt8(ascii: "\r") { field.removeLast() }
                record.fields.append(field)
                return .record(record)
            case (.closed, UInt8(ascii: "\r")):
                let next = try window.byte(at: start + record.length)
                guard next == nil || next == UInt8(ascii: "\n") else { return .malformed(.unbalancedQuote) }
            case (.closed, _):
                return .malformed(.unbalancedQuote)
            case (.fieldStart, UInt8(ascii: "\"")) where quotes:
                state = .quoted
            case (_, UInt8(ascii: "\"")) where quotes && strictness == .strict:
                return .malformed(.unbalancedQuote)
            default:
                field.append(byte)
                state = .plain
            }
        }
        if state == .quoted { return .malformed(.unbalancedQuote) }
        if record.length == 0 { return .end }
        if state == .plain, field.last == UInt8(ascii: "\r") { field.removeLast() }
        record.fields.append(field)
        return .record(record)
    }

    /// Whether a row of so many fields surely begins at an offset: it keeps to RFC 4180, or it is one line whose stray
    /// quotation marks come in pairs. (The last line of a torn row has an odd number of them.)
    func beginsRow(at start: Int, of width: Int, in window: inout ByteWindow) throws(CorpusError) -> Bool {
        if case .record(let record) = try outcome(at: start, in: &window, .strict) {
            return record.fields.count == width && !(width == 1 && record.isBlank)
        }
        guard case .record(let record) = try outcome(at: start, in: &window), !record.spansLines,
            record.fields.count == width
        else { return false }
        let line = try window.bytes(start..<start + record.length)
        return line.count { $0 == UInt8(ascii: "\"") }.isMultiple(of: 2)
    }
}

extension DelimitedGrammar {
    /// The rows at the beginning of the window, as far as `limit` bytes or `count` rows; bad lines are left out.
    func sample(
        of window: inout ByteWindow,
        limit: Int = ByteWindow.chunkSize,
        count: Int = 1_000
    ) throws(CorpusError) -> [[String]] {
        var rows: [[String]] = []
        var offset = 0
        while offset < limit, rows.count < count {
            switch try outcome(at: offset, in: &window) {
            case .end: return rows
            case .malformed: offset += try window.lineLength(from: offset, limit: CorpusReader.longestRow)
            case .record(let record):
                offset += record.length
                if !record.isBlank { rows.append(record.fields.map { String(decoding: $0, as: UTF8.self) }) }
            }
        }
        return rows
    }
}
