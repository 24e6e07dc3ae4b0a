import Testing

@testable import SpamClassifier

@Suite struct PassageTests {
    private let extractor = FeatureExtractor.forTests

    @Test func `passages cover all tokens of an ordinary comment`() {
        for count in 0...400 {
            let ranges = Passages.ranges(tokens: count)
            for size in Passages.sizes(tokens: count) where count > size {
                let ofSize = ranges.filter { $0.count == size }
                #expect(ofSize.reduce(into: Set<Int>()) { $0.formUnion($1) } == Set(0..<count))
                #expect(ofSize.last?.upperBound == count)
            }
        }
    }

    @Test func `passages of one size are distinct and in order`() {
        for count in [6, 7, 11, 12, 57, 400, 5000] {
            for size in Passages.sizes(tokens: count) {
                let starts = Passages.ranges(tokens: count).filter { $0.count == size }.map(\.lowerBound)
                #expect(zip(starts, starts.dropFirst()).allSatisfy { $0 < $1 })
            }
        }
    }

    @Test func `a short comment has no passages`() {
        for count in 0...5 { #expect(Passages.ranges(tokens: count).isEmpty) }
    }

    @Test func `a very long comment has a bounded number of passages and keeps its end`() {
        let ranges = Passages.ranges(tokens: 1_000_000)
        #expect(ranges.count <= 40)
        let last = ranges.filter { $0.upperBound == 1_000_000 }
        #expect(last.map(\.count) == Passages.sizes(tokens: 1_000_000))
        #expect(ranges.allSatisfy { $0.upperBound <= 1_000_000 })
    }

    @Test func `places point at the features of the tokens`() {
        for sample in Samples.make(60, seed: 4) {
            let features = extractor.features(of: sample.comment)
            let sequence = tokenSequence(sample.comment.content)
            let passages = features.passages
            guard sequence.ranges.count > 5 else {
                #expect(passages == Passages())
                continue
            }
            let keys = sequence.ranges.map { extractor.hasher.key(.word, sequence.joined[$0]) }
            #expect(passages.words.map { features.words[Int($0)] } == keys)
            #expect(passages.spaces.count == keys.count + 1)
            #expect(passages.spaces.allSatisfy { sequence.joined[Int($0)] == ASCII.space })
            #expect(passages.pairs.count == keys.count + 1)
            #expect(passages.runs.count == sequence.joined.count - 4)
        }
    }

    @Test func `the features of a passage are those that reading it alone would give`() {
        var checked = 0
        for sample in Samples.make(60, seed: 5) {
            let features = extractor.features(of: sample.comment)
            let sequence = tokenSequence(sample.comment.content)
            guard !features.passages.words.isEmpty else { continue }
            for range in Passages.ranges(tokens: sequence.ranges.count) {
                let part = features.restricted(to: range)
                let expected = naiveFeatures(of: sequence, in: range)
                #expect(part.words.sorted() == expected.words)
                #expect(part.pairs.sorted() == expected.pairs)
                #expect(part.characters.sorted() == expected.characters)
                #expect(part.structure == features.structure)
                #expect(part.author == features.author)
                checked += 1
            }
        }
        #expect(checked > 50)
    }

    /// Words, pairs inside, and runs of five characters inside the passage's tokens with a space at both ends.
    private func naiveFeatures(of sequence: TokenSequence, in range: Range<Int>) -> FeatureSet {
        let hasher = extractor.hasher
        let keys = sequence.ranges.map { hasher.key(.word, sequence.joined[$0]) }
        var expected = FeatureSet()
        expected.words = keys[range].map { $0 }
        expected.pairs = zip(keys[range], keys[range].dropFirst()).map { hasher.key(.pair, number: $0, $1) }
        if range.lowerBound == 0 { expected.pairs.append(hasher.key(.pair, number: 1, keys[0])) }
        if range.upperBound == keys.count { expected.pairs.append(hasher.key(.pair, number: keys[keys.count - 1], 2)) }
        var joined: [UInt32] = [ASCII.space]
        for token in range { joined += sequence.joined[sequence.ranges[token]] + [ASCII.space] }
        for start in 0..<max(joined.count - 4, 0) {
            let run = joined[start..<start + 5].map { $0 }
            expected.characters.append(hasher.key(ofFive: run[0], run[1], run[2], run[3], run[4]))
        }
        expected.makeDistinct(TokenPlaces(count: 0))
        return expected
    }
}

extension FeatureSet {
    /// The features of a passage, as an explanation finds them, and those that belong to the comment as a whole.
    fileprivate func restricted(to range: Range<Int>) -> FeatureSet {
        let keys = keys
        let places = places(in: range)
        var part = FeatureSet()
        part.words = places.text.filter { $0 < words.count }.map { keys[$0] }
        part.pairs = places.text.filter { $0 >= words.count }.map { keys[$0] }
        part.characters = places.characters.map { keys[$0] }
        part.structure = structure
        part.author = author
        return part
    }
}
