/// The words of a mail header that are not ASCII, as RFC 2047 writes them: `=?utf-8?Q?caf=C3=A9?=`.
enum EncodedWords {
    private struct Word {
        var bytes: [UInt8]
        var characters: CharacterSetName
        var end: Int
    }

    /// The longest word that is looked for; RFC 2047 allows 75 bytes, and not everybody keeps to that.
    private static let longestWord = 1_024

    /// The text of a header's value.
    ///
    /// White space between two such words is no part of the text. Neighbours in the same character set are joined before
    /// they are decoded, because some programs cut a character in two.
    static func text(of value: ArraySlice<UInt8>) -> String {
        let bytes = Array(value)
        var text = ""
        var joined: [UInt8] = []
        var characters: CharacterSetName?
        var plainStart = 0
        var place = 0
        while place < bytes.count {
            guard let word = word(in: bytes, at: place) else {
                place += 1
                continue
            }
            let plain = bytes[plainStart..<place]
            let follows = characters != nil && plain.allSatisfy { $0 <= UInt8(ascii: " ") }
            if !follows || characters != word.characters {
                text += characters?.text(of: joined).string ?? ""
                joined = []
            }
            if !follows { text += CharacterSetName.none.text(of: plain).string }
            joined += word.bytes
            characters = word.characters
            place = word.end
            plainStart = place
        }
        text += characters?.text(of: joined).string ?? ""
        return text + CharacterSetName.none.text(of: bytes[plainStart...]).string
    }

    private static func word(in bytes: [UInt8], at start: Int) -> Word? {
        guard bytes[start] == UInt8(ascii: "="), start + 1 < bytes.count, bytes[start + 1] == UInt8(ascii: "?") else {
            return nil
        }
        let limit = min(bytes.count, start + longestWord)
        let question = UInt8(ascii: "?")
        guard let afterName = bytes[(start + 2)..<limit].firstIndex(of: question), afterName + 2 < limit,
            bytes[afterName + 2] == question
        else { return nil }
        var end = afterName + 3
        while end + 1 < limit, !(bytes[end] == question && bytes[end + 1] == UInt8(ascii: "=")) { end += 1 }
        guard end + 1 < limit else { return nil }
        let payload = bytes[(afterName + 3)..<end]
        let decoded: [UInt8]
        switch bytes[afterName + 1] {
        case UInt8(ascii: "B"), UInt8(ascii: "b"): decoded = TransferEncoding.base64.decoded(payload)
        case UInt8(ascii: "Q"), UInt8(ascii: "q"):
            let spaced = payload.map { $0 == UInt8(ascii: "_") ? UInt8(ascii: " ") : $0 }
            decoded = TransferEncoding.quotedPrintable.decoded(spaced[...])
        default: return nil
        }
        // RFC 2231 lets a language follow the name: utf-8*en.
        let name = String(decoding: bytes[(start + 2)..<afterName], as: UTF8.self).prefix { $0 != "*" }
        return Word(bytes: decoded, characters: CharacterSetName(name), end: end + 2)
    }
}
