/// A visible text in lower case, with addresses and numbers replaced by class tokens and disguises undone.
///
/// The passes and their order are those of the reference recipe: e-mail addresses, links, times, sums of money, phone
/// numbers, then `s u b s c r i b e`, `sooooo`, `h@ck`. Each pass is linear in the text.
struct FoldedText {
    var scalars: [UInt32]
    /// The e-mail addresses of the text.
    var emails: [[UInt32]] = []
    /// The links of the text in their order, then those of its HTML that the text does not show.
    var links: [[UInt32]] = []
    var mentions = 0
    var hashtags = 0
    var times = 0
    var sums = 0
    var phones = 0
    /// Words that were written with separators between their letters.
    var spacedWords = 0
    /// Places where a character was repeated three times or more.
    var repetitions = 0

    let table: CharacterTable

    init(_ visible: VisibleText, table: CharacterTable) {
        self.table = table
        var folded: [UInt32] = []
        folded.reserveCapacity(visible.scalars.count)
        var present = CharactersPresent()
        for scalar in visible.scalars {
            let lower = table.lowercased(scalar)
            present.note(lower, table)
            folded.append(lower)
        }
        scalars = folded
        if present.at { takeOutEmails() }
        if present.period || present.colon { takeOutLinks() }
        for target in visible.linkTargets {
            let folded = target.map { table.lowercased($0) }
            if !links.contains(folded) { links.append(folded) }
        }
        if present.at || present.hash { countMentionsAndHashtags() }
        if present.digit {
            if present.colon { takeOutTimes() }
            takeOutSums()
            takeOutPhones()
        }
        let isWhole = emails.isEmpty && links.isEmpty && times + sums + phones == 0
        if !isWhole || present.mayHaveSpacedWords { joinSpacedWords() }
        if !isWhole || spacedWords > 0 || present.repetition { shortenRepetitions() }
        if present.disguise { undoLetterLikeMarks() }
    }

    /// A single folded word, in which nothing is to be taken out or undone.
    init(word: [UInt32], table: CharacterTable) {
        self.table = table
        scalars = word
    }

    /// Whether a scalar is part of a word, as regular expressions understand `\w`.
    @inline(__always)
    func isWord(_ scalar: UInt32) -> Bool {
        table.properties(of: scalar).isWordPart || scalar == ASCII.underscore
    }

    /// Whether there is a scalar at a position and it is part of a word.
    @inline(__always)
    func isWord(at position: Int) -> Bool {
        scalars.indices.contains(position) && isWord(scalars[position])
    }

    @inline(__always)
    func isDigit(at position: Int) -> Bool {
        scalars.indices.contains(position) && table.properties(of: scalars[position]).isDigit
    }

    @inline(__always)
    func isSpace(at position: Int) -> Bool {
        scalars.indices.contains(position) && table.properties(of: scalars[position]).isSpace
    }

    /// Rewrites the text from left to right: where `match` finds something that begins at a position, `replacement`
    /// says what stands there instead.
    ///
    /// Matches do not overlap.
    mutating func rewrite(
        match: (_ text: borrowing FoldedText, _ position: Int) -> Range<Int>?,
        replacement: (_ text: inout FoldedText, _ found: Range<Int>) -> [UInt32]
    ) {
        var result: [UInt32] = []
        var copied = 0
        var position = 0
        while position < scalars.count {
            guard let found = match(self, position) else {
                position += 1
                continue
            }
            if result.isEmpty { result.reserveCapacity(scalars.count + 16) }
            result.append(contentsOf: scalars[copied..<found.lowerBound])
            result.append(contentsOf: replacement(&self, found))
            copied = found.upperBound
            position = found.upperBound
        }
        guard copied > 0 else { return }
        result.append(contentsOf: scalars[copied...])
        scalars = result
    }
}

/// Which characters occur at all, so that passes which cannot find anything are skipped.
private struct CharactersPresent {
    private(set) var at = false
    private(set) var period = false
    private(set) var colon = false
    private(set) var hash = false
    private(set) var digit = false
    private(set) var disguise = false
    /// A character three times in a row.
    private(set) var repetition = false
    /// Letters and digits with none of their kind beside them; the last one counts when what is behind it is known.
    private var singles = 0
    /// How many letters and digits stand in a row before the next character.
    private var run = 0
    private var last: UInt32 = 0
    private var beforeLast: UInt32 = 0

    /// Whether there are enough single letters for a word with separators between them.
    var mayHaveSpacedWords: Bool { singles + (run == 1 ? 1 : 0) >= FoldedText.shortestSpacedWord }

    @inline(__always)
    mutating func note(_ scalar: UInt32, _ table: CharacterTable) {
        repetition = repetition || (scalar == last && scalar == beforeLast)
        (beforeLast, last) = (last, scalar)
        let properties = table.properties(of: scalar)
        if properties.isAlphanumeric {
            run &+= 1
            digit = digit || properties.isDigit
            return
        }
        if run == 1 { singles &+= 1 }
        run = 0
        switch scalar {
        case ASCII.at: (at, disguise) = (true, true)
        case ASCII.dollar, ASCII.exclamationMark, ASCII.bar: disguise = true
        case ASCII.period: period = true
        case ASCII.colon: colon = true
        case ASCII.hash: hash = true
        default: break
        }
    }
}
