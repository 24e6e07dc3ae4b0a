extension FoldedText {
    mutating func takeOutTimes() {
        rewrite { text, position in
            text.time(from: position)
        } replacement: { text, _ in
            text.times += 1
            return [ASCII.space, ClassToken.time.code, ASCII.space]
        }
    }

    /// `3:07`, `12:30:59`: one or two digits, then once or twice a colon and two digits, no digit around.
    private func time(from start: Int) -> Range<Int>? {
        guard isDigit(at: start), !isDigit(at: start - 1) else { return nil }
        var end = start
        while isDigit(at: end), end - start < 2 { end += 1 }
        guard let first = colonAndTwoDigits(from: end) else { return nil }
        if let second = colonAndTwoDigits(from: first), !isDigit(at: second) { return start..<second }
        return isDigit(at: first) ? nil : start..<first
    }

    private func colonAndTwoDigits(from start: Int) -> Int? {
        guard start < scalars.count, scalars[start] == ASCII.colon, isDigit(at: start + 1), isDigit(at: start + 2)
        else { return nil }
        return start + 3
    }

    mutating func takeOutSums() {
        rewrite { text, position in
            text.sum(from: position)
        } replacement: { text, _ in
            text.sums += 1
            return [ASCII.space, ClassToken.money.code, ASCII.space]
        }
    }

    /// `$ 5,000`, `£20k`, `20 €`, `50 dollars`.
    private func sum(from start: Int) -> Range<Int>? {
        if Self.isCurrency(scalars[start]) {
            let amount = isSpace(at: start + 1) ? start + 2 : start + 1
            guard isDigit(at: amount) else { return nil }
            return start..<magnitudeEnd(from: amountEnd(from: amount))
        }
        guard isDigit(at: start), !isWord(at: start - 1) else { return nil }
        let end = amountEnd(from: start)
        let unit = isSpace(at: end) ? end + 1 : end
        guard unit < scalars.count else { return nil }
        if Self.isCurrency(scalars[unit]) { return start..<unit + 1 }
        var wordEnd = unit
        while isWord(at: wordEnd), wordEnd - unit <= 7 { wordEnd += 1 }
        return Self.currencyWords.contains(scalars[unit..<wordEnd]) ? start..<wordEnd : nil
    }

    /// The longest amount; the bound keeps the search linear in texts of nothing but digits and commas.
    private static let longestAmount = 32

    private func amountEnd(from start: Int) -> Int {
        var end = start
        while end - start < Self.longestAmount, isAmountPart(at: end) { end += 1 }
        return end
    }

    private func isAmountPart(at position: Int) -> Bool {
        guard position < scalars.count else { return false }
        return scalars[position] == ASCII.period || scalars[position] == ASCII.comma || isDigit(at: position)
    }

    /// Where the `k` or `m` of `20k`, `5 m` ends, if there is one and no word goes on behind it.
    private func magnitudeEnd(from start: Int) -> Int {
        let position = isSpace(at: start) ? start + 1 : start
        guard position < scalars.count, scalars[position] == 0x6B || scalars[position] == 0x6D,
            !isWord(at: position + 1)
        else { return start }
        return position + 1
    }

    private static func isCurrency(_ scalar: UInt32) -> Bool {
        switch scalar {
        case ASCII.dollar, 0xA3, 0xA5, 0x20AC, 0x20BD, 0x20BA, 0x20B9: true
        default: false
        }
    }

    private static let currencyWords: Set<ArraySlice<UInt32>> = Set(
        "usd eur dollar dollars euro euros pound pounds tl rb rp rub".split(separator: " ")
            .map { $0.unicodeScalars.map(\.value)[...] }
    )

    mutating func takeOutPhones() {
        rewrite { text, position in
            text.phone(from: position)
        } replacement: { text, _ in
            text.phones += 1
            return [ASCII.space, ClassToken.phone.code, ASCII.space]
        }
    }

    /// `+44 (0)7911 123-456`: eight characters or more from digit to digit, with nothing but digits, spaces, brackets,
    /// full stops and hyphens between.
    private func phone(from start: Int) -> Range<Int>? {
        let first = scalars[start] == ASCII.plus ? start + 1 : start
        guard isDigit(at: first), !isWord(at: start - 1), start == 0 || scalars[start - 1] != ASCII.period
        else { return nil }
        var runEnd = first
        while runEnd < scalars.count, isPhonePart(at: runEnd) { runEnd += 1 }
        var last = runEnd - 1
        while last - first >= 7 {
            if isDigit(at: last), !isWord(at: last + 1) { return start..<last + 1 }
            last -= 1
        }
        return nil
    }

    private func isPhonePart(at position: Int) -> Bool {
        switch scalars[position] {
        case 0x28, 0x29, ASCII.period, ASCII.hyphen: true
        default: isDigit(at: position) || isSpace(at: position)
        }
    }
}
