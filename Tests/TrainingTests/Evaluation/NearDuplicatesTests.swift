import SpamClassifier
import Testing
import Training

@Suite struct `Near-duplicates` {
    private static let words = """
        river stone garden music winter letter window bridge coffee market silver planet orange pencil doctor mirror \
        castle flower ticket island summer basket camera forest helmet jungle kitten ladder magnet needle
        """.split(separator: " ").map(String.init)

    private func sentence(_ random: inout FixedCourse, words count: Int) -> String {
        (0..<count).map { _ in Self.words.randomElement(using: &random) ?? "" }.joined(separator: " ")
    }

    @Test func `case and white space do not tell texts apart`() {
        let groups = NearDuplicates(["Check my CHANNEL out", "see you", "  check my\n channel   out "]).groups
        #expect(groups == [0, 1, 0])
    }

    @Test func `a long text with one word changed joins the original and another text does not`() {
        var random = FixedCourse(4)
        let text = sentence(&random, words: 60)
        let changed = text + " now"
        let other = sentence(&random, words: 60)
        #expect(NearDuplicates([text, other, changed]).groups == [0, 1, 0])
    }

    @Test func `short and empty texts join only their equals`() {
        #expect(NearDuplicates(["ok", "no", "OK", "", " ", "nice"]).groups == [0, 1, 0, 2, 2, 3])
        #expect(NearDuplicates([]).groupCount == 0)
    }

    @Test func `the bound is on the similarity`() {
        // 16 and 20 grams of which 16 are common: 0.8.
        let short = "abcdefghijklmnopqrst"
        let long = short + "uvwx"
        #expect(NearDuplicates([short, long], similarity: 0.81).groupCount == 2)
        // Six of them in a row hold together whatever single candidates are missed.
        #expect(NearDuplicates([short, short + "u", short + "uv", long]).groupCount == 1)
    }

    @Test(arguments: 0..<5 as Range<UInt64>)
    func `the order of the texts does not change which stay together`(seed: UInt64) {
        var random = FixedCourse(seed)
        var texts: [String] = []
        for _ in 0..<20 {
            let text = sentence(&random, words: 20)
            texts += [text, text + " x", sentence(&random, words: 3)]
        }
        let order = Array(texts.indices).shuffled(using: &random)
        let straight = NearDuplicates(texts).groups
        let shuffled = NearDuplicates(order.map { texts[$0] }).groups
        for (one, first) in order.enumerated() {
            for (other, second) in order.enumerated() {
                #expect((straight[first] == straight[second]) == (shuffled[one] == shuffled[other]))
            }
        }
    }
}
