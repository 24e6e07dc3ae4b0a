extension FeatureExtractor {
    /// Words in all their forms, and pairs of neighbours; the text's beginning and end count as neighbours, `^` and `$`.
    func addText(_ tokens: TokenSequence, to sink: inout some FeatureSink, places: inout TokenPlaces) {
        for form in tokens.otherForms {
            sink.add(.word, hasher.key(.word, form)) { Self.text(form) }
        }
        let joined = tokens.joined
        var previousKey: UInt64 = 1
        var previous = 0..<0
        for range in tokens.ranges {
            let key = hasher.key(.word, joined[range])
            sink.add(.word, key) { Self.text(joined[range]) }
            let pair = hasher.key(.pair, number: previousKey, key)
            places.append(key, space: range.lowerBound - 1)
            sink.add(.pair, pair) {
                (previous.isEmpty ? "^" : Self.text(joined[previous])) + " " + Self.text(joined[range])
            }
            previousKey = key
            previous = range
        }
        let last = hasher.key(.pair, number: previousKey, 2)
        places.end(space: joined.count - 1)
        sink.add(.pair, last) {
            (previous.isEmpty ? "^" : Self.text(joined[previous])) + " $"
        }
    }

    /// Runs of five characters over the tokens with single spaces between and around them.
    func addCharacters(_ tokens: TokenSequence, to sink: inout some FeatureSink) {
        let joined = tokens.joined
        guard joined.count >= 5 else { return }
        for start in 0...(joined.count - 5) {
            let key = hasher.key(
                ofFive: joined[start],
                joined[start + 1],
                joined[start + 2],
                joined[start + 3],
                joined[start + 4]
            )
            sink.add(.characters, key) { Self.text(joined[start..<start + 5]) }
        }
    }
}
