extension FoldedText {
    /// The fewest letters that a word must have to be joined: `a b c` is a list, `f r e e` is not.
    static let shortestSpacedWord = 4

    /// Joins `s u b s c r i b e`, `f.r.e.e`, `c-l-i-c-k`: single letters or digits with one or two separators between.
    mutating func joinSpacedWords() {
        rewrite { text, position in
            text.spacedWord(from: position)
        } replacement: { text, found in
            text.spacedWords += 1
            return text.scalars[found].filter { !Self.isSeparator($0) }
        }
    }

    private func spacedWord(from start: Int) -> Range<Int>? {
        guard start + 6 < scalars.count, Self.isSeparator(scalars[start + 1]), isAlphanumeric(at: start),
            !isAlphanumeric(at: start - 1)
        else { return nil }
        var letters = 0
        var position = start
        var end: Int?
        while isAlphanumeric(at: position) {
            letters += 1
            if letters >= Self.shortestSpacedWord, !isAlphanumeric(at: position + 1) { end = position + 1 }
            var next = position + 1
            while next < scalars.count, next - position <= 2, Self.isSeparator(scalars[next]) { next += 1 }
            guard next > position + 1 else { break }
            position = next
        }
        return end.map { start..<$0 }
    }

    @inline(__always)
    private func isAlphanumeric(at position: Int) -> Bool {
        scalars.indices.contains(position) && table.properties(of: scalars[position]).isAlphanumeric
    }

    @inline(__always)
    private static func isSeparator(_ scalar: UInt32) -> Bool {
        switch scalar {
        case ASCII.space, ASCII.period, ASCII.hyphen, ASCII.underscore, 0x2A, ASCII.bar, ASCII.slash: true
        default: false
        }
    }

    /// Makes runs of three and more of one character runs of two.
    mutating func shortenRepetitions() {
        var written = 0
        var run = 0
        for scalar in scalars {
            let continues = written > 0 && scalar == scalars[written - 1] && scalar != ASCII.newline
            run = continues ? run + 1 : 1
            if run == 3 { repetitions += 1 }
            if run > 2 { continue }
            scalars[written] = scalar
            written += 1
        }
        scalars.removeSubrange(written...)
    }

    /// Reads `@`, `$`, `!` and `|` between two letters, then `$` before three letters, as what they look like.
    mutating func undoLetterLikeMarks() {
        for position in scalars.indices {
            guard let letter = Self.lookAlike(scalars[position]), isLetter(at: position - 1), isLetter(at: position + 1)
            else { continue }
            scalars[position] = letter
        }
        for position in scalars.indices where scalars[position] == ASCII.dollar {
            guard (1...3).allSatisfy({ isLetter(at: position + $0) }), beginsWord(at: position) else { continue }
            scalars[position] = 0x73
        }
    }

    private static func lookAlike(_ scalar: UInt32) -> UInt32? {
        switch scalar {
        case ASCII.at: 0x61
        case ASCII.dollar: 0x73
        case ASCII.exclamationMark: 0x69
        case ASCII.bar: 0x6C
        default: nil
        }
    }

    @inline(__always)
    private func isLetter(at position: Int) -> Bool {
        scalars.indices.contains(position) && table.properties(of: scalars[position]).isLetter
    }

    private func beginsWord(at position: Int) -> Bool {
        guard position > 0 else { return true }
        let before = scalars[position - 1]
        return !table.properties(of: before).isAlphanumeric && before != ASCII.at && before != ASCII.dollar
    }
}
