import SpamClassifier

/// A comment's text with the strongest evidence marked where it stands.
///
/// Words, pairs and links are marked that can be found as they are; what the classifier read through a disguise stays unmarked, and is
/// listed with the evidence.
struct EvidenceHighlight {
    /// How many pieces of evidence are looked for.
    private static let most = 8
    /// How often each is marked.
    private static let mostPlaces = 20

    let pieces: [Piece]

    init(_ text: String, evidence: [Evidence]) {
        let searched = SearchedText(text)
        var marks: [(range: Range<String.Index>, evidence: Evidence)] = []
        let wanted = evidence.lazy.compactMap { part in Self.words(part.name).map { (words: $0, evidence: part) } }
        for (words, evidence) in wanted.prefix(Self.most) {
            for range in searched.places(of: words, most: Self.mostPlaces)
            where !marks.contains(where: { $0.range.overlaps(range) }) {
                marks.append((range, evidence))
            }
        }
        var pieces: [Piece] = []
        var position = text.startIndex
        for (range, evidence) in marks.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
            if position < range.lowerBound { pieces.append(Piece(String(text[position..<range.lowerBound]))) }
            let side = evidence.logOdds > 0 ? "spam" : "ham"
            let hint = "\(SignedNumber(evidence.logOdds)) for \(side)"
            pieces.append(Piece(String(text[range]), shade: side, hint: hint))
            position = range.upperBound
        }
        if position < text.endIndex { pieces.append(Piece(String(text[position...]))) }
        self.pieces = pieces
    }

    /// The words of the text that a feature is about; `nil` where it is about none.
    private static func words(_ name: FeatureName) -> String? {
        switch name.kind {
        case .word where name.text.count > 1: name.text
        case .pair: name.text.contains("$") || name.text.contains("^") ? nil : name.text
        case .link:
            if let space = name.text.firstIndex(of: " "), ["host", "domain", "e-mail"].contains(name.text[..<space]) {
                String(name.text[name.text.index(after: space)...])
            } else {
                nil
            }
        default: nil
        }
    }
}

/// A text in which words are looked for, whatever their case.
///
/// The case of each character is taken away once, not once more for each of the words.
private struct SearchedText {
    private let positions: [String.Index]
    private let letters: [String]
    private let isLetter: [Bool]

    init(_ text: String) {
        positions = Array(text.indices) + [text.endIndex]
        letters = text.map { $0.lowercased() }
        isLetter = text.map(\.isLetter)
    }

    /// Where words stand that are not part of longer ones, so many places at most.
    func places(of words: String, most: Int) -> [Range<String.Index>] {
        let words = words.map { $0.lowercased() }
        guard let first = words.first, words.count <= letters.count else { return [] }
        var places: [Range<String.Index>] = []
        var start = 0
        while places.count < most, start + words.count <= letters.count {
            let end = start + words.count
            guard letters[start] == first, letters[start..<end].elementsEqual(words) else {
                start += 1
                continue
            }
            // A word inside another is another feature.
            let goesOnBefore = start > 0 && isLetter[start - 1] && isLetter[start]
            let goesOnBehind = end < letters.count && isLetter[end]
            if !goesOnBefore, !goesOnBehind { places.append(positions[start]..<positions[end]) }
            start = end
        }
        return places
    }
}

/// A number of log odds as people read it: two decimals and always a sign.
struct SignedNumber: CustomStringConvertible {
    let description: String

    init(_ number: Double) {
        let size = NumberWords.fixed(abs(number), 2)
        description = (number < 0 && size != "0.00" ? "−" : "+") + size
    }
}
