/// A text with its HTML taken out: what a reader sees, the addresses that its links lead to, how many tags there were.
struct HTMLText {
    private(set) var scalars: [UInt32]
    private(set) var linkTargets: [[UInt32]] = []
    private(set) var tagCount = 0

    /// A longer tag is taken for text with a stray `<`.
    ///
    /// As in the reference recipe.
    private static let longestTag = 400

    init(_ source: [UInt32]) {
        scalars = Self.withoutEntities(source)
        guard scalars.contains(ASCII.less) else { return }
        removeTags()
        scalars = Self.withoutEntities(scalars)
    }

    /// Replaces `&name;`, `&#8364;` and `&#x20AC;` by what they stand for, once.
    static func withoutEntities(_ source: [UInt32]) -> [UInt32] {
        guard source.contains(ASCII.ampersand) else { return source }
        var result: [UInt32] = []
        result.reserveCapacity(source.count)
        var position = 0
        while position < source.count {
            if source[position] == ASCII.ampersand, let (scalar, next) = reference(in: source, at: position + 1) {
                result.append(scalar)
                position = next
            } else {
                result.append(source[position])
                position += 1
            }
        }
        return result
    }

    /// The reference whose text begins at a position, behind the ampersand, and where the text goes on behind it.
    private static func reference(in source: [UInt32], at start: Int) -> (scalar: UInt32, next: Int)? {
        guard start < source.count else { return nil }
        if source[start] == ASCII.hash { return numericReference(in: source, at: start + 1) }
        var end = start
        while end < source.count, end - start < EntityTable.longestName, ASCII.isAlphanumeric(source[end]) { end += 1 }
        while end > start {
            let name = String(String.UnicodeScalarView(source[start..<end].compactMap(Unicode.Scalar.init)))
            let hasSemicolon = end < source.count && source[end] == ASCII.semicolon
            if let scalar = EntityTable.standard.scalar(named: name, hasSemicolon: hasSemicolon) {
                return (scalar, hasSemicolon ? end + 1 : end)
            }
            end -= 1
        }
        return nil
    }

    private static func numericReference(in source: [UInt32], at start: Int) -> (scalar: UInt32, next: Int)? {
        var position = start
        var radix: UInt32 = 10
        if position < source.count, source[position] | 0x20 == ASCII.x {
            radix = 16
            position += 1
        }
        let digits = position
        var value: UInt32 = 0
        while position < source.count, let digit = ASCII.digitValue(source[position]), digit < radix {
            value = min(value * radix + digit, 0x110000)
            position += 1
        }
        guard position > digits else { return nil }
        if position < source.count, source[position] == ASCII.semicolon { position += 1 }
        return (Self.scalar(numbered: value), position)
    }

    /// The scalar of a numeric reference, as the HTML standard reads it: 128 to 159 are Windows-1252, 0 and what is no
    /// scalar a replacement character.
    private static func scalar(numbered number: UInt32) -> UInt32 {
        if (0x80..<0xA0).contains(number) { return windows1252[Int(number - 0x80)] }
        return number == 0 ? 0xFFFD : Unicode.Scalar(number)?.value ?? 0xFFFD
    }

    private static let windows1252: [UInt32] = [
        0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0x8D, 0x17D,
        0x8F,
        0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0x9D, 0x17E,
        0x178,
    ]

    private mutating func removeTags() {
        var result: [UInt32] = []
        result.reserveCapacity(scalars.count)
        var position = 0
        while position < scalars.count {
            guard scalars[position] == ASCII.less, let end = tagEnd(from: position) else {
                result.append(scalars[position])
                position += 1
                continue
            }
            let tag = scalars[position..<end]
            if Self.isLineBreak(tag) {
                result.append(ASCII.newline)
            } else {
                result.append(ASCII.space)
                tagCount += 1
            }
            appendLinkTargets(of: tag)
            position = end
        }
        scalars = result
    }

    /// Where the tag that begins at a position ends; `nil` if no tag begins there.
    private func tagEnd(from start: Int) -> Int? {
        var position = start + 1
        if position < scalars.count, scalars[position] == ASCII.slash { position += 1 }
        guard position < scalars.count, ASCII.isLetter(scalars[position]) else { return nil }
        while position < scalars.count, ASCII.isAlphanumeric(scalars[position]) { position += 1 }
        // Behind the name `<http://spam.example>` goes on in a way that no tag does: it is a link between angle brackets.
        guard position < scalars.count, Self.endsTagName(scalars[position]) else { return nil }
        let limit = min(scalars.count, position + Self.longestTag + 1)
        while position < limit {
            if scalars[position] == ASCII.greater { return position + 1 }
            if scalars[position] == ASCII.less { return nil }
            position += 1
        }
        return nil
    }

    private static func endsTagName(_ scalar: UInt32) -> Bool {
        scalar == ASCII.greater || scalar == ASCII.slash || ASCII.isSpace(scalar)
    }

    private static func isLineBreak(_ tag: ArraySlice<UInt32>) -> Bool {
        let name = tag.dropFirst().prefix(2).map { $0 | 0x20 }
        guard name == [0x62, 0x72] else { return false }
        var rest = tag.dropFirst(3)
        while let first = rest.first, first == ASCII.space || first == ASCII.newline { rest = rest.dropFirst() }
        if rest.first == ASCII.slash { rest = rest.dropFirst() }
        return rest.count == 1
    }

    /// Keeps the values of the tag's `href` attributes.
    private mutating func appendLinkTargets(of tag: ArraySlice<UInt32>) {
        let href: [UInt32] = [0x68, 0x72, 0x65, 0x66]
        var position = tag.startIndex
        while position + href.count < tag.endIndex {
            guard (0..<href.count).allSatisfy({ tag[position + $0] | 0x20 == href[$0] }) else {
                position += 1
                continue
            }
            position += href.count
            func skipSpaces() {
                while position < tag.endIndex, ASCII.isSpace(tag[position]) { position += 1 }
            }
            skipSpaces()
            guard position < tag.endIndex, tag[position] == ASCII.equals else { continue }
            position += 1
            skipSpaces()
            if position < tag.endIndex, ASCII.isQuote(tag[position]) { position += 1 }
            let start = position
            while position < tag.endIndex, !ASCII.isQuote(tag[position]), !ASCII.isSpace(tag[position]),
                tag[position] != ASCII.greater
            {
                position += 1
            }
            if position > start { linkTargets.append(Array(tag[start..<position])) }
        }
    }
}
