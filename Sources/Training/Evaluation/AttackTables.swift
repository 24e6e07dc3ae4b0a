extension Attack {
    /// Cyrillic and Greek letters that most fonts draw like Latin ones.
    static let lookalikes: [Character: Character] = [
        "a": "\u{0430}", "c": "\u{0441}", "e": "\u{0435}", "i": "\u{0456}", "j": "\u{0458}", "o": "\u{043E}",
        "p": "\u{0440}", "s": "\u{0455}", "x": "\u{0445}", "y": "\u{0443}", "v": "\u{03BD}", "u": "\u{03C5}",
        "A": "\u{0391}", "B": "\u{0392}", "C": "\u{0421}", "E": "\u{0395}", "H": "\u{041D}", "I": "\u{0399}",
        "K": "\u{039A}", "M": "\u{039C}", "N": "\u{039D}", "O": "\u{039F}", "P": "\u{03A1}", "S": "\u{0405}",
        "T": "\u{03A4}", "X": "\u{03A7}", "Y": "\u{03A5}", "Z": "\u{0396}",
    ]

    /// Digits and signs that are read as letters.
    static let leetSigns: [Character: Character] = [
        "a": "4", "b": "8", "e": "3", "g": "9", "i": "1", "l": "1", "o": "0", "s": "5", "t": "7", "z": "2",
        "A": "4", "B": "8", "E": "3", "G": "9", "I": "1", "L": "1", "O": "0", "S": "5", "T": "7", "Z": "2",
    ]
}

extension Attack: CustomStringConvertible {
    /// Reads what ``description`` writes: `homoglyph`, `leet:0.3`, `zero-width`, `spacing:0.5`, `good-words:30`.
    ///
    /// The number is the share, or for good words their number (then it must be there). Without a number the share is what
    /// readers still make sense of: half of the letters in leet, half of the words spaced out, all look-alikes and
    /// zero-width spaces, which nobody sees. `nil` for anything else.
    public init?(_ description: some StringProtocol) {
        let parts = description.split(separator: ":", omittingEmptySubsequences: false)
        guard let name = parts.first, parts.count <= 2 else { return nil }
        if name == "good-words" {
            guard parts.count == 2, let count = Int(parts[1]), count > 0 else { return nil }
            self.init(.goodWords(count))
            return
        }
        let kinds: [String: Kind] = [
            "homoglyph": .homoglyph, "leet": .leet, "zero-width": .zeroWidth, "spacing": .spacing,
        ]
        guard let kind = kinds[String(name)] else { return nil }
        guard parts.count == 2 else {
            self.init(kind, share: kind == .leet || kind == .spacing ? 0.5 : 1)
            return
        }
        guard let share = Double(parts[1]), share > 0, share <= 1 else { return nil }
        self.init(kind, share: share)
    }

    /// The attack as it is named on the command line.
    public var description: String {
        let name: String
        switch kind {
        case .homoglyph: name = "homoglyph"
        case .leet: name = "leet"
        case .zeroWidth: name = "zero-width"
        case .spacing: name = "spacing"
        case .goodWords(let count): return "good-words:\(count)"
        }
        return "\(name):\(share)"
    }
}
