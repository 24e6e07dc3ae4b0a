/// The tokens of a folded text, in their order, each in the form that counts as evidence; and other forms of some.
///
/// A token is a class token, a word with its inner apostrophes, a single ideograph, a pictograph, or a run of one
/// punctuation mark. Words are brought to one spelling: mixed alphabets to the letters that they imitate, small capitals to
/// letters, Latin letters without accents, digits inside words to letters, doubled letters to one.
struct TokenSequence {
    /// All tokens with one space before each and one behind the last.
    private(set) var joined: [UInt32] = [ASCII.space]
    /// Where each token stands in ``joined``.
    private(set) var ranges: [Range<Int>] = []
    /// Further forms of tokens, evidence of their own: the number itself, the word before doubled letters were squeezed.
    private(set) var otherForms: [[UInt32]] = []
    /// How many tokens were words or numbers, and how many scalars they had.
    private(set) var wordCount = 0
    private(set) var wordScalars = 0
    /// Words that mix alphabets or are set in small capitals.
    private(set) var mixedWords = 0
    /// Words with digits in place of letters.
    private(set) var leetWords = 0

    private let table: CharacterTable

    /// How much of a run of punctuation counts.
    ///
    /// From the reference recipe.
    private static let longestRun = 3

    init(_ text: FoldedText) {
        table = text.table
        joined.reserveCapacity(text.scalars.count + 2)
        ranges.reserveCapacity(text.scalars.count / 4 + 4)
        var position = 0
        while position < text.scalars.count {
            position = appendToken(of: text.scalars, from: position)
        }
    }

    /// Appends the token that begins at a position, if one does, and says where to go on.
    private mutating func appendToken(of text: [UInt32], from start: Int) -> Int {
        let scalar = text[start]
        if let token = ClassToken(code: scalar) {
            append(token.word)
            return start + 1
        }
        let properties = table.properties(of: scalar)
        if properties.isIdeograph, properties.isWordPart {
            appendWord(text[start...start])
            return start + 1
        }
        if properties.isWordPart || scalar == ASCII.underscore {
            let end = wordEnd(of: text, from: start)
            appendWord(text[start..<end])
            return end
        }
        switch properties.kind {
        case .pictograph:
            append([scalar])
            return start + 1
        case .punctuation, .symbol:
            var end = start + 1
            while end < text.count, text[end] == scalar { end += 1 }
            append(text[start..<min(end, start + Self.longestRun)])
            return end
        default: return start + 1
        }
    }

    private func wordEnd(of text: [UInt32], from start: Int) -> Int {
        var end = start + 1
        while end < text.count {
            let scalar = text[end]
            let isInner =
                scalar == ASCII.apostrophe && end + 1 < text.count && table.properties(of: text[end + 1]).isLetter
            guard isInner || scalar == ASCII.underscore || table.properties(of: scalar).isWordPart else { break }
            end += 1
        }
        return end
    }

    private mutating func append(_ token: some Sequence<UInt32>) {
        let start = joined.count
        joined.append(contentsOf: token)
        ranges.append(start..<joined.count)
        joined.append(ASCII.space)
    }

    private mutating func appendWord(_ source: ArraySlice<UInt32>) {
        wordCount += 1
        wordScalars += source.count
        let traits = WordTraits(source)
        if traits.isPlain { return append(source) }
        if traits.isUndisguised { return appendSqueezed(source) }
        if source.allSatisfy({ table.properties(of: $0).isDigit }) {
            guard source.count > 2 else { return append(source) }
            otherForms.append(Array(source))
            append([ASCII.less, 0x6E, ASCII.zero + UInt32(min(source.count, 9)), ASCII.greater])
            return
        }
        var word = Array(source)
        undoLookAlikes(&word)
        undoLeet(&word)
        let squeezed = withoutDoubledLetters(word)
        if squeezed.count < word.count { otherForms.append(word) }
        append(squeezed)
    }

    /// Appends a word of ASCII letters without its doubled ones; the word as it stands is another form.
    private mutating func appendSqueezed(_ word: ArraySlice<UInt32>) {
        let start = joined.count
        // No word has the scalar 0.
        var previous: UInt32 = 0
        for scalar in word where scalar != previous || !ASCII.isLetter(scalar) {
            joined.append(scalar)
            previous = scalar
        }
        if joined.count - start < word.count { otherForms.append(Array(word)) }
        ranges.append(start..<joined.count)
        joined.append(ASCII.space)
    }

    /// Brings a word that mixes alphabets, or that is set in small capitals, to the letters it imitates; takes the accents
    /// off a Latin word.
    private mutating func undoLookAlikes(_ word: inout [UInt32]) {
        guard word.contains(where: { $0 > 0x7F }) else { return }
        var scripts = ScriptSet()
        var hasSmallCapitals = false
        for scalar in word {
            let properties = table.properties(of: scalar)
            scripts.insert(properties.script)
            hasSmallCapitals = hasSmallCapitals || properties.isSmallCapital
        }
        let isMixed = scripts.count > 1 && scripts.hasImitated
        if isMixed || hasSmallCapitals {
            mixedWords += 1
            for position in word.indices where word[position] > 0x7F {
                word[position] = table.skeleton(of: word[position])
            }
        }
        guard isMixed || (!hasSmallCapitals && scripts.isLatinOnly) else { return }
        for position in word.indices where word[position] > 0x7F { word[position] = table.plain(word[position]) }
        word.removeAll { $0 > 0x7F && table.properties(of: $0).isMark }
    }

    /// The letter that a digit passes for; anything else stays what it is.
    private static func leetLetter(_ scalar: UInt32) -> UInt32 {
        switch scalar {
        case 0x30: 0x6F
        case 0x31: 0x69
        case 0x32: 0x7A
        case 0x33: 0x65
        case 0x34: 0x61
        case 0x35: 0x73
        case 0x37: 0x74
        case 0x38: 0x62
        case 0x39: 0x67
        default: scalar
        }
    }

    /// Reads digits inside a word as letters.
    ///
    /// Where they stand between letters the reading takes the word's place; elsewhere, as in a user name, both count. A 1 may
    /// be an i or an l: the reading with l counts as well.
    private mutating func undoLeet(_ word: inout [UInt32]) {
        var hasDigit = false
        var hasLetter = false
        for scalar in word {
            let properties = table.properties(of: scalar)
            hasDigit = hasDigit || properties.isDigit
            hasLetter = hasLetter || properties.isLetter
        }
        guard hasDigit, hasLetter else { return }
        let reading = word.map(Self.leetLetter)
        guard reading != word else { return }
        leetWords += 1
        if word.contains(0x31) {
            otherForms.append(withoutDoubledLetters(word.map { $0 == 0x31 ? 0x6C : Self.leetLetter($0) }))
        }
        if hasDigitsBetweenLetters(word) {
            otherForms.append(word)
            word = reading
        } else {
            otherForms.append(reading)
        }
    }

    /// `fr33ly`, or a digit before two letters at the beginning: `4you`.
    private func hasDigitsBetweenLetters(_ word: [UInt32]) -> Bool {
        let isDigit = word.map { table.properties(of: $0).isDigit }
        let isLetter = word.map { table.properties(of: $0).isLetter }
        if isDigit[0], word.count > 2, isLetter[1], isLetter[2] { return true }
        var position = 1
        while position < word.count - 1 {
            guard isDigit[position], isLetter[position - 1] else {
                position += 1
                continue
            }
            while position < word.count, isDigit[position] { position += 1 }
            if position < word.count, isLetter[position] { return true }
        }
        return false
    }

    private func withoutDoubledLetters(_ word: [UInt32]) -> [UInt32] {
        guard zip(word, word.dropFirst()).contains(where: { $0 == $1 }) else { return word }
        var result: [UInt32] = []
        result.reserveCapacity(word.count)
        for scalar in word where scalar != result.last || !table.properties(of: scalar).isLetter {
            result.append(scalar)
        }
        return result
    }
}

/// The writing systems of a word's letters, as far as mixtures of them matter.
private struct ScriptSet {
    private var low: UInt64 = 0
    private var others: Set<UInt8> = []

    mutating func insert(_ script: UInt8) {
        if script == 0 { return }
        if script < 64 { low |= 1 << UInt64(script) } else { others.insert(script) }
    }

    var count: Int { low.nonzeroBitCount + others.count }

    private func contains(_ script: UInt8) -> Bool { low & (1 << UInt64(script)) != 0 }

    var isLatinOnly: Bool { count == 1 && contains(Script.latin) }

    /// Whether one of the alphabets is there whose letters pass for one another.
    var hasImitated: Bool { contains(Script.latin) || contains(Script.cyrillic) || contains(Script.greek) }
}
