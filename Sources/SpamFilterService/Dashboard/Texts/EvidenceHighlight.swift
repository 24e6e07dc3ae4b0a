import Foundation
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
        var marks: [(range: Range<String.Index>, evidence: Evidence)] = []
        for evidence in evidence.filter({ Self.words($0.name) != nil }).prefix(Self.most) {
            guard let words = Self.words(evidence.name) else { continue }
            for range in Self.places(of: words, in: text) where !marks.contains(where: { $0.range.overlaps(range) }) {
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

    private static func places(of words: String, in text: String) -> [Range<String.Index>] {
        var places: [Range<String.Index>] = []
        var start = text.startIndex
        while places.count < mostPlaces,
            let range = text.range(of: words, options: .caseInsensitive, range: start..<text.endIndex)
        {
            start = range.upperBound
            // A word inside another is another feature.
            let isWhole =
                !(range.lowerBound > text.startIndex && text[text.index(before: range.lowerBound)].isLetter
                && text[range.lowerBound].isLetter)
                && !(range.upperBound < text.endIndex && text[range.upperBound].isLetter)
            if isWhole { places.append(range) }
            if range.isEmpty { break }
        }
        return places
    }
}

/// A number of log odds as people read it: two decimals and always a sign.
struct SignedNumber: CustomStringConvertible {
    let description: String

    init(_ number: Double) {
        let size = abs(number).formatted(
            .number.precision(.fractionLength(2)).grouping(.never).locale(Locale(identifier: "en_US_POSIX"))
        )
        description = (number < 0 && size != "0.00" ? "−" : "+") + size
    }
}
