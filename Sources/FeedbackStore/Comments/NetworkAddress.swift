/// An address of the Internet Protocol in the one spelling of its value: dotted figures for version 4, RFC 5952 for version 6.
///
/// Programs write the same address in many ways: `2001:db8::1` is `2001:0DB8:0:0:0:0:0:1`, and a socket that takes both versions
/// calls `192.0.2.1` `::ffff:192.0.2.1`.
struct NetworkAddress: Hashable, Sendable {
    /// The address in its one spelling.
    let text: String

    /// Reads an address in figures; `nil` for anything else.
    init?(_ text: String) {
        let figures = text.utf8
        guard figures.count <= Self.longest else { return nil }
        if figures.contains(UInt8(ascii: ":")) {
            guard let groups = Self.groups(text) else { return nil }
            self.text = Self.mapped(groups) ?? Self.spelled(groups)
        } else {
            guard let bytes = Self.bytes(text[...]) else { return nil }
            self.text = Self.dotted(bytes)
        }
    }

    /// `ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255`.
    private static let longest = 45

    /// The four bytes of a text in dotted figures.
    private static func bytes(_ text: Substring) -> [UInt16]? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let bytes = parts.compactMap { part in
            part.utf8.allSatisfy { (0x30...0x39).contains($0) } && (part == "0" || part.first != "0")
                ? UInt8(part) : nil
        }
        return parts.count == 4 && bytes.count == 4 ? bytes.map(UInt16.init) : nil
    }

    /// The eight groups of an address of version 6.
    private static func groups(_ text: String) -> [UInt16]? {
        guard let gap = text.firstRange(of: "::") else {
            return groups(part: text[...]).flatMap { $0.count == 8 ? $0 : nil }
        }
        guard let head = groups(part: text[..<gap.lowerBound]), let tail = groups(part: text[gap.upperBound...]),
            head.count + tail.count < 8
        else { return nil }
        return head + Array(repeating: 0, count: 8 - head.count - tail.count) + tail
    }

    /// The groups of a part without a gap, the last two of which may be dotted figures.
    private static func groups(part: Substring) -> [UInt16]? {
        if part.isEmpty { return [] }
        var groups: [UInt16] = []
        let words = part.split(separator: ":", omittingEmptySubsequences: false)
        for (place, word) in words.enumerated() {
            if place == words.count - 1, word.contains("."), let bytes = bytes(word) {
                groups += [bytes[0] << 8 | bytes[1], bytes[2] << 8 | bytes[3]]
            } else if (1...4).contains(word.utf8.count), word.first != "+", let group = UInt16(word, radix: 16) {
                groups.append(group)
            } else {
                return nil
            }
        }
        return groups
    }

    /// The address of version 4 that one of version 6 stands for; `nil` if it stands for itself.
    private static func mapped(_ groups: [UInt16]) -> String? {
        guard groups.prefix(5).allSatisfy({ $0 == 0 }), groups[5] == 0xFFFF else { return nil }
        return dotted([groups[6] >> 8, groups[6] & 0xFF, groups[7] >> 8, groups[7] & 0xFF])
    }

    private static func dotted(_ bytes: [UInt16]) -> String { bytes.map { "\($0)" }.joined(separator: ".") }

    /// Lower case, no leading zeros, and `::` for the first of the longest runs of two zeros or more.
    private static func spelled(_ groups: [UInt16]) -> String {
        func run(from start: Int) -> Int { groups[start...].prefix { $0 == 0 }.count }
        let start = groups.indices.max { (run(from: $0), $1) < (run(from: $1), $0) } ?? 0
        let length = run(from: start)
        func words(_ part: some Sequence<UInt16>) -> String {
            part.map { String($0, radix: 16) }.joined(separator: ":")
        }
        guard length > 1 else { return words(groups) }
        return words(groups[..<start]) + "::" + words(groups[(start + length)...])
    }
}
