import Testing

@testable import SpamClassifier

@Suite("Distinct keys")
struct DistinctKeysTests {
    private func expectInOrder(_ list: [UInt64]) {
        let expected = Set(list).sorted()
        let distinct = DistinctKeys(list, tracksPlaces: true)
        #expect(distinct.keys == expected)
        #expect(distinct.places.count == list.count)
        #expect(zip(list, distinct.places).allSatisfy { expected[Int($1)] == $0 })
        let untracked = DistinctKeys(list, tracksPlaces: false)
        #expect(untracked.keys == expected)
        #expect(untracked.places.isEmpty)
    }

    @Test("Keys of any spread come in ascending order, each once, and each place is found")
    func anySpread() {
        var numbers = FixedNumbers(seed: 1)
        for length in [0, 1, 2, 3, 15, 16, 17, 48, 255, 256, 257, 1023, 5_000, 32_768, 32_769] {
            expectInOrder((0..<length).map { _ in .random(in: 1...UInt64.max, using: &numbers) })
            // Few values, many times: a text that says the same again and again.
            expectInOrder((0..<length).map { _ in .random(in: 1...7, using: &numbers) &* 0x9E37_79B9_7F4A_7C15 })
            // All in one bucket.
            expectInOrder((0..<length).map { _ in .random(in: 1...UInt64.max, using: &numbers) &>> 20 | 1 })
        }
    }

    @Test("Keys that differ in their last bits alone come in the order of these")
    func lastBits() {
        var numbers = FixedNumbers(seed: 2)
        for length in [2, 16, 17, 100, 5_000] {
            let high = UInt64.random(in: 1...UInt64.max, using: &numbers) & ~32_767
            expectInOrder((0..<length).map { _ in high | .random(in: 0...32_767, using: &numbers) })
            expectInOrder((0..<length).reversed().map { high | UInt64($0) | 1 })
        }
    }
}
