/// Reads the plain cases of the body of `POST /v1/comments` straight from its bytes.
///
/// Plain is an object of known fields, each given once, with texts, `true`, `false`, `null` and short numbers. Whatever else
/// comes is left to the general decoder, which also finds the words for what is wrong: so what is read here is a part of
/// what that reads, with the same values.
struct PlainSubmission {
    private let bytes: [UInt8]
    private var place = 0

    private init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The body; `nil` if it is not plain.
    ///
    /// O(bytes).
    static func read(_ bytes: some Sequence<UInt8>) -> SubmissionBody? {
        var reader = PlainSubmission(Array(bytes))
        return reader.object()
    }

    /// The most digits of a number that is read here: all of them count, and none is rounded away.
    private static let mostDigits = 15

    private enum Value {
        case text(String)
        case number(Double)
        case flag(Bool)
        case null
    }

    private mutating func object() -> SubmissionBody? {
        var body = CommentBody(content: ContentText(text: ""))
        var isDryRun = false
        var seen: [String] = []
        skipSpace()
        guard take(UInt8(ascii: "{")) else { return nil }
        repeat {
            skipSpace()
            guard let name = text(), !seen.contains(name) else { return nil }
            seen.append(name)
            skipSpace()
            guard take(UInt8(ascii: ":")) else { return nil }
            skipSpace()
            guard let value = value() else { return nil }
            if name == "dry_run" {
                switch value {
                case .flag(let flag): isDryRun = flag
                case .null: break
                case .text, .number: return nil
                }
            } else if !Self.set(name, to: value, in: &body) {
                return nil
            }
            skipSpace()
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "}")), !body.content.text.isEmpty else { return nil }
        skipSpace()
        return place == bytes.count ? SubmissionBody(comment: body, isDryRun: isDryRun) : nil
    }

    /// Gives a field its value; `false` if the field is not known, or has a value of another kind.
    private static func set(_ name: String, to value: Value, in body: inout CommentBody) -> Bool {
        switch (name, value) {
        case ("content", .text(let text)): body.content = ContentText(text: text)
        case ("content", _): return false
        case ("seconds_to_submit", .number(let seconds)):
            guard abs(seconds) <= RequestLimits.seconds else { return false }
            body.secondsToSubmit = SecondsValue(seconds: seconds)
        case ("seconds_to_submit", .null): body.secondsToSubmit = nil
        case (_, .text(let text)): return set(name, to: text, in: &body)
        case (_, .null): return set(name, to: nil, in: &body)
        case (_, .number), (_, .flag): return false
        }
        return true
    }

    private static func set(_ name: String, to text: String?, in body: inout CommentBody) -> Bool {
        switch name {
        case "author": body.author = text
        case "author_email": body.authorEmail = text
        case "author_url": body.authorURL = text
        case "author_ip": body.authorIP = text
        case "user_agent": body.userAgent = text
        case "referrer": body.referrer = text
        case "permalink": body.permalink = text
        case "type": body.type = text
        case "date": body.date = text
        case "language": body.language = text
        case "site": body.site = text
        case "context": body.context = text
        case "honeypot": body.honeypot = text
        case "role": body.role = text
        case "signals": body.signals = text
        default: return false
        }
        return true
    }
}

extension PlainSubmission {
    private mutating func take(_ byte: UInt8) -> Bool {
        guard place < bytes.count, bytes[place] == byte else { return false }
        place += 1
        return true
    }

    private mutating func skipSpace() {
        while place < bytes.count {
            switch bytes[place] {
            case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"): place += 1
            default: return
            }
        }
    }

    private mutating func value() -> Value? {
        guard place < bytes.count else { return nil }
        switch bytes[place] {
        case UInt8(ascii: "\""): return text().map { .text($0) }
        case UInt8(ascii: "t"): return take("true") ? .flag(true) : nil
        case UInt8(ascii: "f"): return take("false") ? .flag(false) : nil
        case UInt8(ascii: "n"): return take("null") ? .null : nil
        default: return number().map { .number($0) }
        }
    }

    private mutating func take(_ word: StaticString) -> Bool {
        for byte in word.description.utf8 { guard take(byte) else { return false } }
        return true
    }

    /// A number with a few digits, and without an exponent.
    private mutating func number() -> Double? {
        let start = place
        _ = take(UInt8(ascii: "-"))
        let whole = digits()
        guard whole > 0, whole == 1 || bytes[place - whole] != UInt8(ascii: "0") else { return nil }
        var fraction = 0
        if take(UInt8(ascii: ".")) {
            fraction = digits()
            guard fraction > 0 else { return nil }
        }
        guard whole + fraction <= Self.mostDigits, let text = string(start..<place) else { return nil }
        return Double(text)
    }

    /// Passes digits; says how many.
    private mutating func digits() -> Int {
        let start = place
        while place < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[place]) { place += 1 }
        return place - start
    }

    /// A text in quotes.
    private mutating func text() -> String? {
        guard take(UInt8(ascii: "\"")) else { return nil }
        let start = place
        while place < bytes.count {
            switch bytes[place] {
            case UInt8(ascii: "\""):
                place += 1
                return string(start..<place - 1)
            case UInt8(ascii: "\\"): return escapedText(from: start)
            case 0..<0x20: return nil
            default: place += 1
            }
        }
        return nil
    }

    /// A text in which something is escaped by one letter; what is escaped by its number is left to the general decoder.
    private mutating func escapedText(from start: Int) -> String? {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count - start)
        text.append(contentsOf: bytes[start..<place])
        while place < bytes.count {
            let byte = bytes[place]
            place += 1
            switch byte {
            case UInt8(ascii: "\""): return String(validating: text, as: UTF8.self)
            case UInt8(ascii: "\\"):
                guard place < bytes.count, let meant = Self.meaning(of: bytes[place]) else { return nil }
                text.append(meant)
                place += 1
            case 0..<0x20: return nil
            default: text.append(byte)
            }
        }
        return nil
    }

    private static func meaning(of letter: UInt8) -> UInt8? {
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): letter
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "t"): 0x09
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        default: nil
        }
    }

    /// The text of some bytes; `nil` if they are not UTF-8.
    private func string(_ range: Range<Int>) -> String? {
        guard let text = try? UTF8Span(validating: bytes.span.extracting(range)) else { return nil }
        return String(copying: text)
    }
}
