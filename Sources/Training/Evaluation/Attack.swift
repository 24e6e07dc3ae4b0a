/// A way in which spammers rewrite a text to get past a filter, for measuring how much a model loses by it.
public struct Attack: Sendable, Hashable {
    /// The way of rewriting.
    public enum Kind: Sendable, Hashable {
        /// Latin letters become Cyrillic or Greek ones that look alike.
        case homoglyph
        /// Letters become digits and signs: `fr33 m0ney`.
        case leet
        /// Zero-width spaces are put between the letters of words.
        case zeroWidth
        /// Words of four and more letters are spaced out: `c l i c k`.
        case spacing
        /// So many words that are typical of ham are added at the end.
        case goodWords(Int)
    }

    /// The way of rewriting.
    public var kind: Kind
    /// The share of letters, of gaps between letters, or of words that are rewritten, from 0 to 1.
    ///
    /// It says nothing about good words: all are added.
    public var share: Double

    /// Makes an attack; a share outside 0...1 is taken as the nearer end.
    public init(_ kind: Kind, share: Double = 1) {
        self.kind = kind
        self.share = min(max(share, 0), 1)
    }

    /// Rewrites a text; the same text, seed and words give the same result on every machine.
    ///
    /// Addresses (words with `://` or `@`, or that begin with `www.`) are left alone, as spammers need them to work. Every text
    /// has its own course of random choices.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - goodWords: The words that ``Kind/goodWords(_:)`` adds, in random order, again from the first if they do not suffice; none are
    ///     added if it is empty.
    ///   - seed: The seed of the choices.
    /// - Returns: The rewritten text; the text itself if nothing in it can be rewritten.
    public func rewritten(_ text: String, goodWords: [String] = [], seed: UInt64 = 1) -> String {
        var random = SplitMix64(seed: text.utf8.reduce(seed) { SplitMix64.mixed($0 ^ UInt64($1)) &+ 1 })
        switch kind {
        case .homoglyph:
            return mapWords(of: text) { replaced($0, by: Self.lookalikes, &random) }
        case .leet:
            return mapWords(of: text) { replaced($0, by: Self.leetSigns, &random) }
        case .zeroWidth:
            return mapWords(of: text) { word in
                interspersed(word) { random.unit() < share ? "\u{200B}" : "" }
            }
        case .spacing:
            return mapWords(of: text) { word in
                guard word.count(where: \.isLetter) >= 4, random.unit() < share else { return String(word) }
                return interspersed(word) { " " }
            }
        case .goodWords(let count):
            guard !goodWords.isEmpty, count > 0 else { return text }
            var words = (0..<count).map { goodWords[$0 % goodWords.count] }
            random.shuffle(&words)
            return text + words.map { " " + $0 }.joined()
        }
    }

    private func mapWords(of text: String, _ rewrite: (Substring) -> String) -> String {
        var result = ""
        var rest = text[...]
        while let first = rest.first {
            let isSpace = first.isWhitespace
            let run = rest.prefix { $0.isWhitespace == isSpace }
            rest = rest[run.endIndex...]
            let isAddress = run.contains("://") || run.contains("@") || run.lowercased().hasPrefix("www.")
            result += isSpace || isAddress ? String(run) : rewrite(run)
        }
        return result
    }

    private func replaced(_ word: Substring, by table: [Character: Character], _ random: inout SplitMix64) -> String {
        String(
            word.map { letter in
                guard let other = table[letter], random.unit() < share else { return letter }
                return other
            }
        )
    }

    /// The word with something put between each two letters.
    private func interspersed(_ word: Substring, _ filler: () -> String) -> String {
        var result = ""
        var previous: Character?
        for letter in word {
            if let previous, previous.isLetter, letter.isLetter { result += filler() }
            result.append(letter)
            previous = letter
        }
        return result
    }
}
