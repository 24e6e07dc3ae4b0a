import Foundation

/// The name of a character set, as mail and XML declare it.
struct CharacterSetName: Hashable {
    /// The name in lower case; empty if none is declared.
    let name: String

    init(_ name: some StringProtocol) {
        self.name = name.lowercased().filter { !$0.isWhitespace }
    }

    static let none = CharacterSetName("")

    /// What stands in for Latin 1, whose additional control characters nobody means: the same letters, and quotation marks.
    private static let western = "windows-1252"

    /// The text that the bytes are in this character set; sequences that are none become U+FFFD.
    ///
    /// Bytes without a declaration, or in an unknown character set, are UTF-8 if they can be, and else Windows-1252.
    func text(of bytes: some Collection<UInt8>) -> RepairedText {
        switch name {
        case "utf-8", "utf8":
            return RepairedText(bytes)
        case "", "us-ascii", "ascii", "unknown-8bit", "x-unknown":
            return Self.guessed(bytes)
        case "iso-8859-1", "iso8859-1", "latin1", "latin-1":
            return Self.converted(bytes, from: Self.western) ?? RepairedText(bytes)
        default:
            // The name comes from a stranger: the converter gets nothing but plain names to see.
            let isPlain = name.utf8.count <= 40 && name.utf8.allSatisfy { Self.plain.contains($0) }
            return isPlain ? Self.converted(bytes, from: name) ?? Self.guessed(bytes) : Self.guessed(bytes)
        }
    }

    private static let plain = Set("abcdefghijklmnopqrstuvwxyz0123456789-_:.".utf8)

    private static func guessed(_ bytes: some Collection<UInt8>) -> RepairedText {
        let text = RepairedText(bytes)
        return text.wasRepaired ? converted(bytes, from: western) ?? text : text
    }

    /// Converts by the system's `iconv`; `nil` if it does not know the character set.
    private static func converted(_ bytes: some Collection<UInt8>, from name: String) -> RepairedText? {
        guard let converter = unsafe iconv_open("UTF-8", name), Int(bitPattern: converter) != -1 else { return nil }
        defer { _ = unsafe iconv_close(converter) }
        var input = bytes.map { CChar(bitPattern: $0) }
        var output: [UInt8] = []
        var repaired = false
        var chunk = [CChar](repeating: 0, count: 4_096)
        unsafe input.withUnsafeMutableBufferPointer { input in
            var next = input.baseAddress
            var left = input.count
            while left > 0 {
                let before = left
                var failure: Int32 = 0
                let written = unsafe chunk.withUnsafeMutableBufferPointer { chunk in
                    var place = chunk.baseAddress
                    var room = chunk.count
                    if unsafe iconv(converter, &next, &left, &place, &room) == .max { failure = errno }
                    return chunk.count - room
                }
                output.append(contentsOf: chunk[..<written].lazy.map { UInt8(bitPattern: $0) })
                guard failure == EILSEQ || failure == EINVAL || (left == before && written == 0) else { continue }
                // One byte is given up, so that this ends.
                output.append(contentsOf: "\u{FFFD}".utf8)
                repaired = true
                unsafe next = next.map { unsafe $0 + 1 }
                left -= 1
            }
        }
        // Some character sets hold a letter back until they know that no accent follows.
        let held = unsafe chunk.withUnsafeMutableBufferPointer { chunk in
            var place = chunk.baseAddress
            var room = chunk.count
            _ = unsafe iconv(converter, nil, nil, &place, &room)
            return chunk.count - room
        }
        output.append(contentsOf: chunk[..<held].lazy.map { UInt8(bitPattern: $0) })
        return RepairedText(output, wasRepaired: repaired)
    }
}
