/// The counts and ratios that describe a comment as a whole.
///
/// The raw values are part of every stored model.
enum Measure: UInt64, CaseIterable {
    case length, words, links, capitals, digits, punctuation, exclamations, questions, emoji, lines, mentions, hashtags
    case emails, sums, phones, times, repetitions, invisibles, mixedWords, leetWords, spacedWords, fancyLetters, tags
    case linkShare, nonASCII, wordLength, distinctTokens, startsUpper, ending, longestToken, pageWords
}

extension Measure {
    // Kept, for the runtime looks the name of a case up anew each time, and a page of evidence asks for hundreds.
    private static let spokenNames = allCases.map { measure in
        "\(measure)".reduce(into: "") { $0 += $1.isUppercase ? " " + $1.lowercased() : String($1) }
    }

    /// What a measure with a value is called when a verdict is explained.
    func name(of value: Int) -> String {
        let words = Self.spokenNames[Int(rawValue)]
        switch self {
        case .capitals, .digits, .punctuation, .linkShare, .nonASCII, .distinctTokens:
            return "\(words): \(Steps.shareName(value))"
        case .ending: return "\(words): \(CharacterKind(rawValue: UInt8(value)).map { "\($0)" } ?? "nothing")"
        case .startsUpper: return value == 1 ? "starts with a capital" : "starts without a capital"
        default: return "\(words): step \(value)"
        }
    }
}

extension FeatureExtractor {
    /// About thirty counts and ratios of the text as its reader sees it, in steps.
    func addMeasures(
        _ visible: VisibleText,
        _ folded: FoldedText,
        _ tokens: TokenSequence,
        words: [UInt64],
        to sink: inout some FeatureSink
    ) {
        func add(_ measure: Measure, _ value: Int) {
            sink.add(.measure, hasher.key(.measure, number: measure.rawValue, UInt64(value))) {
                measure.name(of: value)
            }
        }
        let counts = CharacterCounts(visible.scalars, table: table)
        let length = visible.scalars.count
        add(.length, Steps.halfLog2(length))
        add(.words, Steps.halfLog2(tokens.wordCount))
        add(.links, min(folded.links.count, 3))
        add(.capitals, Steps.share(counts.upper, of: counts.letters))
        add(.digits, Steps.share(counts.digits, of: length))
        add(.punctuation, Steps.share(length - counts.letters - counts.digits - counts.spaces, of: length, steps: 10))
        add(.exclamations, min(counts.exclamations, 4))
        add(.questions, min(counts.questions, 3))
        add(.emoji, min(Steps.log2(counts.pictographs), 4))
        add(.lines, min(Steps.log2(counts.newlines), 4))
        add(.mentions, min(folded.mentions, 2))
        add(.hashtags, min(folded.hashtags, 3))
        add(.emails, min(folded.emails.count, 2))
        add(.sums, min(folded.sums, 2))
        add(.phones, min(folded.phones, 2))
        add(.times, min(folded.times, 1))
        add(.repetitions, min(folded.repetitions, 3))
        add(.invisibles, min(Steps.log2(visible.invisibleCount), 3))
        add(.mixedWords, min(tokens.mixedWords, 3))
        add(.leetWords, min(tokens.leetWords, 2))
        add(.spacedWords, min(folded.spacedWords, 2))
        add(.fancyLetters, min(Steps.log2(visible.fancyCount), 3))
        add(.tags, min(visible.tagCount, 2))
        add(.linkShare, Steps.share(folded.links.reduce(0) { $0 + $1.count }, of: length))
        add(.nonASCII, Steps.share(counts.nonASCII, of: length))
        add(
            .wordLength,
            tokens.wordCount == 0 ? 100 : (2 * tokens.wordScalars + tokens.wordCount) / (2 * tokens.wordCount)
        )
        add(
            .distinctTokens,
            Steps.share(DistinctKeys(words, tracksPlaces: false).keys.count, of: words.count, steps: 8)
        )
        add(.startsUpper, visible.scalars.first.map { table.properties(of: $0).isUpper } == true ? 1 : 0)
        add(.ending, visible.scalars.last.map { Int(table.properties(of: $0).kind.rawValue) } ?? 100)
        add(.longestToken, Steps.halfLog2(tokens.ranges.reduce(0) { max($0, $1.count) }))
    }

    /// The outlines of the words: `Xxxx`, `xx`, `dd:dd`; equal neighbours as one, eight characters at most.
    func addShapes(_ visible: VisibleText, to sink: inout some FeatureSink) {
        let longest = 8
        var shape: [UInt32] = []
        shape.reserveCapacity(longest)
        for scalar in visible.scalars {
            if table.properties(of: scalar).isSpace {
                addShape(shape, to: &sink)
                shape.removeAll(keepingCapacity: true)
            } else if shape.count < longest {
                let outline = outline(of: scalar)
                if shape.last != outline { shape.append(outline) }
            }
        }
        addShape(shape, to: &sink)
    }

    private func addShape(_ shape: [UInt32], to sink: inout some FeatureSink) {
        guard !shape.isEmpty else { return }
        sink.add(.shape, hasher.key(.shape, shape)) { Self.text(shape) }
    }

    private func outline(of scalar: UInt32) -> UInt32 {
        let properties = table.properties(of: scalar)
        if properties.isUpper { return 0x58 }
        if properties.isLower { return ASCII.x }
        if properties.isDigit { return 0x64 }
        return properties.isLetter ? 0x75 : scalar
    }
}

/// How many characters of each sort a visible text has.
private struct CharacterCounts {
    var letters = 0
    var upper = 0
    var digits = 0
    var spaces = 0
    var pictographs = 0
    var newlines = 0
    var nonASCII = 0
    var exclamations = 0
    var questions = 0

    init(_ scalars: [UInt32], table: CharacterTable) {
        for scalar in scalars {
            let properties = table.properties(of: scalar)
            switch properties.kind {
            case .letter: letters += 1
            case .digit: digits += 1
            case .space: spaces += 1
            case .pictograph: pictographs += 1
            default: break
            }
            if properties.isUpper { upper += 1 }
            if scalar > 0x7F { nonASCII += 1 }
            switch scalar {
            case ASCII.newline: newlines += 1
            case ASCII.exclamationMark: exclamations += 1
            case ASCII.questionMark: questions += 1
            default: break
            }
        }
    }
}
