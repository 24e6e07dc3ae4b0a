/// Visits the features of one passage after another: each feature of a passage once, however often it stands there.
struct PassageMarks {
    private let passages: Passages
    /// Each passage has a number; a feature that bears it was visited.
    private var current: Int32 = 0
    private var words: [Int32]
    private var pairs: [Int32]
    private var runs: [Int32]

    static let runLength = 5

    init(features: FeatureSet) {
        passages = features.passages
        let isRead = !features.passages.words.isEmpty
        words = Array(repeating: 0, count: isRead ? features.words.count : 0)
        pairs = Array(repeating: 0, count: isRead ? features.pairs.count : 0)
        runs = Array(repeating: 0, count: isRead ? features.characters.count : 0)
    }

    /// Visits the places of a passage's features among those of the comment.
    ///
    /// A pair belongs to a passage when both its words do; the first and the last passage have the text's beginning and
    /// end.
    @inline(__always)
    mutating func visit(_ range: Range<Int>, word: (Int) -> Void, pair: (Int) -> Void, run: (Int) -> Void) {
        current += 1
        for token in range { Self.visit(passages.words[token], current, &words, word) }
        let firstPair = range.lowerBound == 0 ? 0 : range.lowerBound + 1
        let lastPair = range.upperBound == passages.words.count ? range.upperBound : range.upperBound - 1
        for token in firstPair...lastPair { Self.visit(passages.pairs[token], current, &pairs, pair) }
        let firstRun = Int(passages.spaces[range.lowerBound])
        let lastRun = Int(passages.spaces[range.upperBound]) - Self.runLength + 1
        guard firstRun <= lastRun else { return }
        for position in firstRun...lastRun { Self.visit(passages.runs[position], current, &runs, run) }
    }

    @inline(__always)
    private static func visit(_ place: Int32, _ current: Int32, _ marks: inout [Int32], _ body: (Int) -> Void) {
        let place = Int(place)
        guard marks[place] != current else { return }
        marks[place] = current
        body(place)
    }
}

extension PassageMarks {
    /// The inputs of a passage, and what its residuals add.
    mutating func inputs(of range: Range<Int>, _ values: FeatureValues) -> (inputs: InputVector, residual: Double) {
        var text = FamilySums()
        var runs = FamilySums()
        var words = 0
        var newWords = 0
        visit(
            range,
            word: { place in
                let value = values.word(place)
                text.add(value)
                words += 1
                if !value.isSeen { newWords += 1 }
            },
            pair: { text.add(values.pair($0)) },
            run: { runs.add(values.run($0)) }
        )
        return values.inputs(text: text, runs: runs, words: words, newWords: newWords)
    }
}
