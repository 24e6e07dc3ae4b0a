import Testing

@testable import SpamClassifier

@Suite struct FeatureHasherTests {
    private let hasher = FeatureHasher(seed: 7)

    /// Every key of up to four letters of a small alphabet, and many of longer ones, under two tags.
    private func manyKeys() -> [UInt64] {
        var keys: [UInt64] = []
        keys.reserveCapacity(1_100_000)
        for tag in [FeatureTag.word, .linkHost] {
            for number in 0..<250_000 as Range<UInt32> {
                keys.append(hasher.key(tag, CollectionOfOne(number)))
                keys.append(hasher.key(tag, [0x61 + number % 26, 0x61 + number / 26 % 26, 0x61 + number / 676]))
            }
        }
        for number in 0..<100_000 as Range<UInt32> {
            keys.append(hasher.key(ofFive: 0x20, number % 97, number / 97 % 97, number / 9409, 0x20))
        }
        return keys
    }

    @Test func `a million short features have a million keys`() {
        var keys = manyKeys()
        #expect(keys.count > 1_000_000)
        keys.sort()
        #expect(zip(keys, keys.dropFirst()).allSatisfy { $0 != $1 })
        #expect(keys.first != 0)
    }

    @Test func `keys spread evenly over the shards and over the places in a shard`() {
        let keys = manyKeys()
        for shift in [0, 10] as [UInt64] {
            var buckets = [Int](repeating: 0, count: 1024)
            for key in keys { buckets[Int((key << shift) >> 54)] += 1 }
            let expected = Double(keys.count) / 1024
            let chiSquare = buckets.reduce(0) { $0 + (Double($1) - expected) * (Double($1) - expected) / expected }
            // 1,023 degrees of freedom: mean 1,023, standard deviation 45.
            #expect((800...1300).contains(chiSquare))
        }
    }

    @Test func `text, length and tag all count`() {
        let words = ["", "a", "b", "ab", "ba", "abc", "abca", "aaa", "aaaa", "aaaaaa", "a\u{0}", "\u{0}", "\u{0}\u{0}"]
        let tags: [FeatureTag] = [.word, .pair, .shape, .linkHost, .site]
        let keys = tags.flatMap { tag in words.map { hasher.key(tag, scalars($0)) } }
        #expect(Set(keys).count == keys.count)
    }

    @Test func `both numbers of a key count, in their order`() {
        let keys = (0..<50 as Range<UInt64>).flatMap { a in
            (0..<50 as Range<UInt64>).map { hasher.key(.measure, number: a, $0) }
        }
        #expect(Set(keys).count == keys.count)
    }

    @Test func `a seed always gives the same keys`() {
        #expect(FeatureHasher(seed: 7) == hasher)
        #expect(FeatureHasher(seed: 7).key(.word, scalars("spam")) == hasher.key(.word, scalars("spam")))
        let ofSeeds = Set((0..<1000 as Range<UInt64>).map { FeatureHasher(seed: $0).key(.word, scalars("spam")) })
        #expect(ofSeeds.count == 1000)
    }
}
