/// Reads the messages of an mbox file one by one.
///
/// A message begins at a line “From …” with a time and a year in it, at the beginning of the file or behind an empty line.
/// Lines of the text that looked so were given a “>” in front, which is taken away. A file without such a line is one message.
struct MboxRows {
    private let labels: MailLabels

    init(path: String, labels: CorpusLabels) throws(CorpusError) {
        self.labels = try MailLabels(path: path, labels: labels)
    }

    /// Of a longer message the beginning is read: attachments follow the text.
    private static let longestMessage = CorpusReader.longestRow

    func next(in window: inout ByteWindow) throws(CorpusError) -> RowOutcome? {
        guard try Self.passOverEmptyLines(in: &window) else { return nil }
        let line = window.line
        if try Self.beginsMessage(in: &window) { try window.advancePastLine() }
        var message: [UInt8] = []
        var isLineStart = true
        var followsEmptyLine = false
        while true {
            if isLineStart, followsEmptyLine, try Self.beginsMessage(in: &window) { break }
            let length = try window.lineLength(limit: ByteWindow.chunkSize)
            guard length > 0 else { break }
            let bytes = try window.bytes(0..<length)
            followsEmptyLine = isLineStart && bytes.last == UInt8(ascii: "\n") && bytes.trimmedEnd.isEmpty
            let isQuoted = isLineStart && Self.isQuoted(bytes)
            isLineStart = bytes.last == UInt8(ascii: "\n")
            let room = Self.longestMessage - message.count
            message += bytes.dropFirst(isQuoted ? 1 : 0).prefix(room)
            window.advance(by: length)
        }
        return labels.outcome(of: MailMessage(message), id: nil, line: line)
    }

    private static let from = Array("From ".utf8)
    /// A line “From …” that is longer is text.
    private static let longestFrom = 1_000

    /// Whether a line “From address date” comes next: somewhere in it stands a time, `12:34`, and behind that a year.
    static func beginsMessage(in window: inout ByteWindow) throws(CorpusError) -> Bool {
        guard try window.bytes(0..<from.count).elementsEqual(from) else { return false }
        let line = try window.bytes(0..<window.lineLength(limit: longestFrom))
        let words = String(decoding: line.trimmedEnd, as: UTF8.self).split(separator: " ")
        guard let time = words.firstIndex(where: { isTime($0) }) else { return false }
        return words[time...].contains { $0.utf8.count == 4 && ($0.hasPrefix("19") || $0.hasPrefix("20")) }
    }

    /// Whether mail comes next: a line “From …”, and a header field behind it.
    static func beginsMail(in window: inout ByteWindow) throws(CorpusError) -> Bool {
        guard try beginsMessage(in: &window) else { return false }
        let start = try window.lineLength(limit: longestFrom)
        let next = try window.bytes(start..<start + window.lineLength(from: start, limit: longestFrom))
        guard let colon = next.firstIndex(of: UInt8(ascii: ":")) else { return false }
        return colon > next.startIndex && next[..<colon].allSatisfy { $0 > UInt8(ascii: " ") && $0 < 0x7F }
    }

    /// Whether a word is like `12:34` or `12:34:56`.
    private static func isTime(_ word: Substring) -> Bool {
        let parts = word.split(separator: ":", omittingEmptySubsequences: false)
        return (2...3).contains(parts.count) && parts.allSatisfy { (1...2).contains($0.utf8.count) && UInt8($0) != nil }
    }

    private static func isQuoted(_ line: ArraySlice<UInt8>) -> Bool {
        line.first == UInt8(ascii: ">") && line.drop { $0 == UInt8(ascii: ">") }.starts(with: from)
    }

    private static func passOverEmptyLines(in window: inout ByteWindow) throws(CorpusError) -> Bool {
        while let byte = try window.byte(at: 0) {
            guard byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") else { return true }
            window.advance(by: 1)
        }
        return false
    }
}
