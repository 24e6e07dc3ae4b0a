/// The header fields of a message or of a part of one, RFC 5322.
struct MailHeaders {
    /// How much of one value is looked at, in bytes.
    private static let longestValue = 16_384
    private static let mostFields = 1_000

    private var values: [String: ArraySlice<UInt8>] = [:]

    /// Reads the fields up to the empty line behind them; what is no field is passed over.
    ///
    /// What begins with a text, and has no field before its first empty line, is all body.
    ///
    /// - Parameter bytes: A message, or a part of one.
    /// - Returns: The fields, and the body behind the empty line.
    static func divided(_ bytes: ArraySlice<UInt8>) -> (headers: MailHeaders, body: ArraySlice<UInt8>) {
        var headers = MailHeaders()
        var field: (name: String, value: ArraySlice<UInt8>)?
        var place = bytes.startIndex
        for line in ByteLines(bytes) {
            place = line.endIndex
            let text = line.trimmedEnd
            if text.isEmpty { break }
            if let first = line.first, first == UInt8(ascii: " ") || first == UInt8(ascii: "\t") {
                field?.value += text
                continue
            }
            headers.keep(field)
            field = text.firstIndex(of: UInt8(ascii: ":")).map { colon in
                (String(decoding: text[..<colon].trimmedEnd, as: UTF8.self).lowercased(), text[(colon + 1)...])
            }
        }
        headers.keep(field)
        let beginsWithText = bytes.first.map { $0 > UInt8(ascii: " ") } ?? false
        return (headers, headers.values.isEmpty && beginsWithText ? bytes : bytes[place...])
    }

    /// The first value of a name counts, as in every mail reader.
    private mutating func keep(_ field: (name: String, value: ArraySlice<UInt8>)?) {
        guard let field, values[field.name] == nil, values.count < Self.mostFields else { return }
        values[field.name] = field.value.drop { $0 <= UInt8(ascii: " ") }.prefix(Self.longestValue)
    }

    /// The text of a field, its encoded words decoded; `nil` if there is no such field or if it is empty.
    func text(_ name: String) -> String? {
        guard let value = values[name], !value.isEmpty else { return nil }
        return EncodedWords.text(of: value)
    }

    /// The value of a field whose words are ASCII, up to the first semicolon, in lower case.
    func word(_ name: String) -> String? { text(name)?.prefix { $0 != ";" }.lowercased().trimmed }

    /// A parameter behind a field's value, such as `charset` in `text/plain; charset="utf-8"`.
    func parameter(_ name: String, of field: String) -> String? {
        guard let value = values[field] else { return nil }
        for parameter in Self.parameters(of: String(decoding: value, as: UTF8.self)) where parameter.name == name {
            return parameter.value
        }
        return nil
    }

    private static func parameters(of value: String) -> [(name: String, value: String)] {
        var parts = [""]
        var isQuoted = false
        var isEscaped = false
        for character in value {
            if isEscaped {
                parts[parts.count - 1].append(character)
                isEscaped = false
            } else if isQuoted, character == "\\" {
                isEscaped = true
            } else if character == "\"" {
                isQuoted.toggle()
            } else if character == ";", !isQuoted {
                parts.append("")
            } else {
                parts[parts.count - 1].append(character)
            }
        }
        return parts.dropFirst().compactMap { part in
            guard let equals = part.firstIndex(of: "=") else { return nil }
            return (part[..<equals].lowercased().trimmed, String(part[part.index(after: equals)...]).trimmed)
        }
    }
}

extension StringProtocol {
    /// The text without white space at its ends.
    var trimmed: String {
        let start = drop { $0.isWhitespace }
        return String(start.reversed().drop { $0.isWhitespace }.reversed())
    }
}
