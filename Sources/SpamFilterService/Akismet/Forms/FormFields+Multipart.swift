extension FormFields {
    /// The longest boundary: RFC 2046, section 5.1.1.
    private static let longestBoundary = 70

    /// Reads `multipart/form-data` (RFC 7578); what is not well-formed is left out, and a part without an end ends with
    /// the body.
    ///
    /// Files count as fields. O(bytes).
    init(multipart bytes: [UInt8], boundary: String) {
        let delimiter = Array("--\(boundary)".utf8)
        guard (3...Self.longestBoundary + 2).contains(delimiter.count) else { return }
        var start: Int?
        for line in Self.lineStarts(bytes) where Self.isDelimiter(bytes[line...], delimiter) {
            if let start { add(part: bytes[start..<max(Self.endOfValue(bytes, before: line), start)]) }
            start = Self.nextLine(bytes, after: line + delimiter.count)
            if bytes[(line + delimiter.count)...].starts(with: Array("--".utf8)) {
                start = nil
                break
            }
        }
        if let start { add(part: bytes[start...]) }
    }

    /// Whether a line is a delimiter, and not a longer text that begins like one.
    private static func isDelimiter(_ line: ArraySlice<UInt8>, _ delimiter: [UInt8]) -> Bool {
        guard line.starts(with: delimiter) else { return false }
        let rest = line.dropFirst(delimiter.count)
        return rest.starts(with: Array("--".utf8)) || rest.first.map { " \t\r\n".utf8.contains($0) } != false
    }

    private static func lineStarts(_ bytes: [UInt8]) -> some Sequence<Int> {
        bytes.indices.lazy.filter { $0 == 0 || bytes[$0 - 1] == UInt8(ascii: "\n") }
    }

    /// The line break before a delimiter belongs to the delimiter.
    private static func endOfValue(_ bytes: [UInt8], before line: Int) -> Int {
        line >= 2 && bytes[line - 2] == UInt8(ascii: "\r") ? line - 2 : max(line - 1, 0)
    }

    private static func nextLine(_ bytes: [UInt8], after position: Int) -> Int {
        bytes[position...].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? bytes.endIndex
    }

    private mutating func add(part: ArraySlice<UInt8>) {
        var rest = part
        var name: String?
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            let line = String(decoding: rest[..<end], as: UTF8.self).trimmingLineEnd
            rest = rest[(end + 1)...]
            if line.isEmpty { break }
            let colon = line.firstIndex(of: ":") ?? line.endIndex
            if line[..<colon].lowercased() == "content-disposition" { name = HeaderParameter.value("name", in: line) }
        }
        if let name { add(name, Array(rest)) }
    }
}

extension String {
    fileprivate var trimmingLineEnd: String {
        // CR and LF together are one Character: the line's LF is gone already.
        hasSuffix("\r") ? String(dropLast()) : self
    }
}

/// Parameters of a header's value: `form-data; name="comment_author"`.
enum HeaderParameter {
    /// The value of a parameter; `nil` if the header has none of this name.
    ///
    /// Quotation marks are taken off, and `\"` inside them stands for a quotation mark.
    static func value(_ name: String, in header: String) -> String? {
        var position = header.firstIndex(of: ";") ?? header.endIndex
        while position < header.endIndex {
            position = header.index(after: position)
            let key = header[position...].prefix { $0 != "=" && $0 != ";" }
            position = key.endIndex
            guard position < header.endIndex, header[position] == "=" else { continue }
            let value = read(header, from: &position)
            if key.trimmingSpaces.lowercased() == name { return value }
        }
        return nil
    }

    /// Reads a value behind its `=`; leaves the position at the next `;` or the end.
    private static func read(_ header: String, from position: inout String.Index) -> String {
        position = header.index(after: position)
        position = header[position...].firstIndex { $0 != " " } ?? header.endIndex
        guard position < header.endIndex, header[position] == "\"" else {
            let value = header[position...].prefix { $0 != ";" }
            position = value.endIndex
            return value.trimmingSpaces
        }
        var value = ""
        var isEscaped = false
        position = header.index(after: position)
        while position < header.endIndex {
            let character = header[position]
            position = header.index(after: position)
            if isEscaped || (character != "\\" && character != "\"") {
                value.append(character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else {
                break
            }
        }
        position = header[position...].firstIndex(of: ";") ?? header.endIndex
        return value
    }
}

extension StringProtocol {
    /// The text without white space at its ends.
    var trimmingSpaces: String {
        guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace })
        else {
            return ""
        }
        return String(self[first...last])
    }
}
