/// The text of a message, found among its parts, RFC 2046.
struct MailText {
    /// The text, each line end a line feed.
    var text = ""
    /// Whether some of it is HTML.
    var isHTML = false

    private static let deepest = 8
    private static let mostParts = 100

    /// Whether there are no words.
    var isBlank: Bool { text.allSatisfy(\.isWhitespace) }

    /// The text of an entity: a message, or a part of one.
    ///
    /// Of alternatives, plain text is taken before HTML; other parts follow one another. Attachments are passed over.
    init(headers: MailHeaders, body: ArraySlice<UInt8>) {
        self = Self.found(in: body, headers, depth: 0)
    }

    private init() {}

    private static func found(in body: ArraySlice<UInt8>, _ headers: MailHeaders, depth: Int) -> MailText {
        var whole = MailText()
        guard depth < deepest, headers.word("content-disposition") != "attachment" else { return whole }
        let type = headers.word("content-type") ?? "text/plain"
        let encoding = TransferEncoding(headers.word("content-transfer-encoding"))
        if type.hasPrefix("multipart/"), let boundary = headers.parameter("boundary", of: "content-type") {
            let parts = parts(of: body, boundary: boundary).map { part in
                let (headers, body) = MailHeaders.divided(part)
                return found(in: body, headers, depth: depth + 1)
            }
            return type == "multipart/alternative" ? best(of: parts) : joined(parts)
        } else if type == "message/rfc822" {
            let (headers, body) = MailHeaders.divided(encoding.decoded(body)[...])
            return found(in: body, headers, depth: depth + 1)
        } else if type.hasPrefix("text/") || !type.contains("/") || type.hasPrefix("multipart/") {
            let characters = headers.parameter("charset", of: "content-type").map { CharacterSetName($0) } ?? .none
            whole.text = lines(characters.text(of: encoding.decoded(body)).string)
            whole.isHTML = type == "text/html"
        }
        return whole
    }

    private static func best(of parts: [MailText]) -> MailText {
        parts.first { !$0.isBlank && !$0.isHTML } ?? parts.first { !$0.isBlank } ?? MailText()
    }

    private static func joined(_ parts: [MailText]) -> MailText {
        var whole = MailText()
        for part in parts where !part.isBlank {
            if !whole.text.isEmpty { whole.text += "\n" }
            whole.text += part.text
            whole.isHTML = whole.isHTML || part.isHTML
        }
        return whole
    }

    /// The parts between the lines of a boundary; the last may lack its closing line.
    private static func parts(of body: ArraySlice<UInt8>, boundary: String) -> [ArraySlice<UInt8>] {
        let opening = Array("--\(boundary)".utf8)
        var parts: [ArraySlice<UInt8>] = []
        var start: Int?
        for line in ByteLines(body) where line.starts(with: opening) {
            let rest = line.dropFirst(opening.count).trimmedEnd
            let isLast = rest.elementsEqual("--".utf8)
            guard rest.isEmpty || isLast else { continue }
            if let start { parts.append(body[start..<line.startIndex]) }
            start = isLast ? nil : line.endIndex
            if isLast || parts.count == mostParts { return parts }
        }
        if let start { parts.append(body[start...]) }
        return parts
    }

    private static func lines(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "\r")) else { return text }
        return text.split(separator: "\r\n", omittingEmptySubsequences: false).joined(separator: "\n")
    }
}
