import Foundation

/// A comment's text as it was sent, with what readers cannot see made visible: characters without a shape, those that turn the
/// direction of writing, and letters of other alphabets or styles that stand for ordinary ones.
struct RevealedText {
    let pieces: [Piece]
    /// How many characters are hidden, and how many letters only look like others.
    let hiddenCount: Int
    let lookalikeCount: Int

    /// Alphabets with letters that are taken for Latin ones, by how Unicode's names begin.
    private static let lookalikes = ["CYRILLIC ", "GREEK ", "ARMENIAN ", "CHEROKEE ", "LISU ", "COPTIC "]
    /// Styles of ordinary letters.
    private static let styles = ["MATHEMATICAL ", "FULLWIDTH ", "CIRCLED ", "PARENTHESIZED ", "SQUARED ", "NEGATIVE "]

    init(_ text: String) {
        var pieces: [Piece] = []
        var plain = ""
        var hidden = 0
        var lookalike = 0
        func close() {
            guard !plain.isEmpty else { return }
            pieces.append(Piece(plain))
            plain = ""
        }
        for word in Self.words(text.unicodeScalars) {
            let isMixed = word.contains { Self.isLatin($0) }
            for scalar in word {
                if Self.isHidden(scalar) {
                    close()
                    hidden += 1
                    pieces.append(Piece(Self.code(scalar), shade: "hidden", hint: Self.name(scalar)))
                } else if Self.isLookalike(scalar, inMixedWord: isMixed) {
                    close()
                    lookalike += 1
                    pieces.append(Piece(String(scalar), shade: "lookalike", hint: Self.name(scalar)))
                } else {
                    plain.unicodeScalars.append(scalar)
                }
            }
        }
        close()
        self.pieces = pieces
        hiddenCount = hidden
        lookalikeCount = lookalike
    }

    /// The text in runs of letters and marks, hidden characters among them, and of everything else.
    private static func words(_ scalars: String.UnicodeScalarView) -> [[Unicode.Scalar]] {
        var words: [[Unicode.Scalar]] = []
        var isWord: Bool?
        for scalar in scalars {
            let belongs = scalar.properties.isAlphabetic || isHidden(scalar)
            if belongs == isWord, !words.isEmpty {
                words[words.count - 1].append(scalar)
            } else {
                words.append([scalar])
                isWord = belongs
            }
        }
        return words
    }

    private static func isLatin(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII ? scalar.properties.isAlphabetic : scalar.properties.name?.hasPrefix("LATIN ") == true
    }

    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "\t", "\n", "\r": return false
        case "\u{2800}", "\u{3164}", "\u{FFA0}": return true
        // The sign between two emoji that are one, and the one that makes a sign an emoji.
        case "\u{FE0F}": return false
        default: break
        }
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: return true
        default: return scalar.properties.isDefaultIgnorableCodePoint
        }
    }

    private static func isLookalike(_ scalar: Unicode.Scalar, inMixedWord isMixed: Bool) -> Bool {
        guard !scalar.isASCII, scalar.properties.isAlphabetic, let name = scalar.properties.name else { return false }
        return isMixed && lookalikes.contains { name.hasPrefix($0) } || styles.contains { name.hasPrefix($0) }
    }

    private static func code(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    private static func name(_ scalar: Unicode.Scalar) -> String {
        let name = scalar.properties.name ?? scalar.properties.nameAlias ?? "a character without a name"
        return "\(code(scalar)) \(name)"
    }
}
