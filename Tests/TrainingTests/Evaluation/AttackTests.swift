import Testing
import Training

@Suite struct `Attacks` {
    private static let text = "Click HERE now: https://pills.example/buy or mail me@spam.example, best price"

    @Test func `homoglyphs look alike and are other letters`() {
        #expect(Attack(.homoglyph).rewritten("cape MAT") == "\u{441}\u{430}\u{440}\u{435} \u{39C}\u{391}\u{3A4}")
    }

    @Test func `leet writes digits`() {
        #expect(Attack(.leet).rewritten("free Bitcoins") == "fr33 817c01n5")
    }

    @Test func `zero-width spaces stand between letters only`() {
        #expect(Attack(.zeroWidth).rewritten("ab 12 c, de") == "a\u{200B}b 12 c, d\u{200B}e")
    }

    @Test func `long words are spaced out`() {
        #expect(Attack(.spacing).rewritten("click on this, now!") == "c l i c k on t h i s, now!")
    }

    @Test func `good words are added at the end`() {
        #expect(Attack(.goodWords(3)).rewritten("buy", goodWords: ["song"]) == "buy song song song")
        #expect(Attack(.goodWords(3)).rewritten("buy") == "buy")
    }

    @Test(arguments: [Attack.Kind.homoglyph, .leet, .zeroWidth, .spacing])
    func `addresses are left alone and choices are fixed by the seed`(kind: Attack.Kind) {
        let attack = Attack(kind, share: 0.5)
        let once = attack.rewritten(Self.text, seed: 3)
        #expect(once.contains("https://pills.example/buy"))
        #expect(once.contains("me@spam.example,"))
        #expect(once != Self.text)
        #expect(attack.rewritten(Self.text, seed: 3) == once)
        #expect((0..<20).contains { attack.rewritten(Self.text, seed: $0) != once })
        #expect(Attack(kind, share: 0).rewritten(Self.text) == Self.text)
    }

    @Test func `the share is the share of letters`() {
        let text = String(repeating: "aeo ", count: 1_000)
        let rewritten = Attack(.leet, share: 0.3).rewritten(text)
        #expect((820...980).contains(zip(text, rewritten).count { $0 != $1 }))
    }

    @Test(arguments: ["homoglyph:1.0", "leet:0.3", "zero-width:0.25", "spacing:0.5", "good-words:30"])
    func `a description is read back`(word: String) throws {
        #expect(try #require(Attack(word)).description == word)
    }

    @Test(arguments: [
        "", "homoglyf", "leet:", "leet:2", "leet:0", "good-words", "good-words:0", "good-words:x", "leet:1:2",
    ])
    func `anything else is no attack`(word: String) {
        #expect(Attack(word) == nil)
    }
}
