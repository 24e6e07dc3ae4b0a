extension FoldedText {
    /// The longest local part of an address.
    ///
    /// RFC 5321, section 4.5.3.1.1.
    private static let longestLocalPart = 64

    /// The longest label and the longest name of a host.
    ///
    /// RFC 1035, section 2.3.4. They also keep the search linear.
    private static let longestLabel = 63
    private static let longestHost = 253

    /// How much of a link stays in the text as words, beside its class token.
    ///
    /// From the reference recipe.
    private static let linkScalarsKept = 40

    mutating func takeOutEmails() {
        rewrite { text, position in
            text.email(from: position)
        } replacement: { text, found in
            text.emails.append(Array(text.scalars[found]))
            return [ASCII.space, ClassToken.email.code, ASCII.space]
        }
    }

    /// An address that begins at a position: 1 to 64 of `\w.+-`, `@`, two labels or more.
    private func email(from start: Int) -> Range<Int>? {
        func isLocal(_ scalar: UInt32) -> Bool {
            isWord(scalar) || scalar == ASCII.period || scalar == ASCII.plus || scalar == ASCII.hyphen
        }
        guard isLocal(scalars[start]) else { return nil }
        var at = start
        while at < scalars.count, at - start <= Self.longestLocalPart, isLocal(scalars[at]) { at += 1 }
        guard at < scalars.count, at - start <= Self.longestLocalPart, scalars[at] == ASCII.at else { return nil }
        var end = label(from: at + 1)
        guard end > at + 1 else { return nil }
        var labels = 1
        while end < scalars.count, scalars[end] == ASCII.period {
            let next = label(from: end + 1)
            guard next > end + 1 else { break }
            end = next
            labels += 1
        }
        return labels > 1 ? start..<end : nil
    }

    /// Where the run of `\w-` that begins at a position ends.
    private func label(from start: Int) -> Int {
        var end = start
        while end < scalars.count, isWord(scalars[end]) || scalars[end] == ASCII.hyphen { end += 1 }
        return end
    }

    mutating func takeOutLinks() {
        rewrite { text, position in
            text.link(from: position)
        } replacement: { text, found in
            text.links.append(Array(text.scalars[found]))
            let shown = text.withoutScheme(found)
            return [ASCII.space, ClassToken.url.code, ASCII.space]
                + text.scalars[shown].prefix(Self.linkScalarsKept) + [ASCII.space]
        }
    }

    /// A link that begins at a position: with a scheme, with `www.`, or a bare host under a known top-level domain.
    private func link(from start: Int) -> Range<Int>? {
        switch scalars[start] {
        case 0x68, 0x66, 0x77:  // h, f, w
            if let rest = schemeEnd(from: start), let end = addressEnd(from: rest), end > rest { return start..<end }
        default: break
        }
        return bareHost(from: start)
    }

    /// Where `http://`, `https://`, `ftp://` (spaces allowed before the colon and each slash) or `www.` ends.
    private func schemeEnd(from start: Int) -> Int? {
        for scheme in Self.schemes where starts(with: scheme, at: start) {
            var position = start + scheme.count
            if scheme.last == ASCII.period { return position }
            for mark in [ASCII.colon, ASCII.slash, ASCII.slash] {
                if isSpace(at: position) { position += 1 }
                guard position < scalars.count, scalars[position] == mark else { return nil }
                position += 1
            }
            return position
        }
        return nil
    }

    private static let schemes: [[UInt32]] = ["https", "http", "ftp", "www."].map { $0.unicodeScalars.map(\.value) }

    private func starts(with word: [UInt32], at start: Int) -> Bool {
        start + word.count <= scalars.count && scalars[start..<start + word.count].elementsEqual(word)
    }

    /// Where the part of an address behind its scheme or host ends: at white space, `<`, `>` or a quotation mark.
    private func addressEnd(from start: Int) -> Int? {
        var end = start
        while end < scalars.count {
            let scalar = scalars[end]
            if scalar == ASCII.less || scalar == ASCII.greater || ASCII.isQuote(scalar) || isSpace(at: end) { break }
            end += 1
        }
        return end
    }

    /// `shop.example.com/path` without a scheme: host labels of `a-z0-9-`, the last of them a known top-level domain.
    private func bareHost(from start: Int) -> Range<Int>? {
        guard Self.isHost(scalars[start]), scalars[start] != ASCII.hyphen else { return nil }
        if start > 0 {
            let before = scalars[start - 1]
            if before == ASCII.at || before == ASCII.period || isWord(before) { return nil }
        }
        var end: Int?
        var position = start
        var isFirst = true
        while position < scalars.count {
            let labelStart = position
            let labelLimit = min(scalars.count, labelStart + Self.longestLabel)
            while position < labelLimit, Self.isHost(scalars[position]) { position += 1 }
            guard position > labelStart, position - start <= Self.longestHost else { break }
            if !isFirst, let stop = topLevelDomainEnd(from: labelStart, to: position, host: start) { end = stop }
            guard position < scalars.count, scalars[position] == ASCII.period else { break }
            isFirst = false
            position += 1
        }
        guard let end else { return nil }
        if end < scalars.count, scalars[end] == ASCII.slash { return start..<(addressEnd(from: end) ?? end) }
        return start..<end
    }

    @inline(__always)
    private static func isHost(_ scalar: UInt32) -> Bool {
        ASCII.isDigit(scalar) || scalar &- 0x61 < 26 || scalar == ASCII.hyphen
    }

    /// Where a top-level domain at the beginning of a label ends, if it is one and no word goes on behind it.
    ///
    /// Without a path, a missing space behind a full stop must not become a link: not `reasons:1.it is`, not
    /// `the end.to be continued`.
    private func topLevelDomainEnd(from start: Int, to labelEnd: Int, host: Int) -> Int? {
        var end = start
        while end < labelEnd, scalars[end] != ASCII.hyphen { end += 1 }
        guard end - start <= TopLevelDomains.longest, !isWord(at: end) else { return nil }
        let domain = scalars[start..<end]
        guard TopLevelDomains.known.contains(domain) else { return nil }
        if end < scalars.count, scalars[end] == ASCII.slash { return end }
        return TopLevelDomains.words.contains(domain) && !scalars[host..<start - 1].contains(ASCII.period) ? nil : end
    }

    /// The part of a link behind its scheme and `www.`.
    private func withoutScheme(_ link: Range<Int>) -> Range<Int> {
        var start = link.lowerBound
        if let end = schemeEnd(from: start), end <= link.upperBound { start = end }
        if starts(with: Self.schemes[3], at: start), start + 4 <= link.upperBound { start += 4 }
        return start..<link.upperBound
    }

    mutating func countMentionsAndHashtags() {
        for position in scalars.indices where !isWord(at: position - 1) {
            switch scalars[position] {
            case ASCII.at:
                let next = position + 1
                if isWord(at: next) || (next < scalars.count && [ASCII.period, ASCII.hyphen].contains(scalars[next])) {
                    mentions += 1
                }
            case ASCII.hash: if isWord(at: position + 1) { hashtags += 1 }
            default: break
            }
        }
    }
}
