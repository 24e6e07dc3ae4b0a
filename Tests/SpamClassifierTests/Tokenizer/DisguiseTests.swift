import Testing

@testable import SpamClassifier

@Suite struct DisguiseTests {
    @Test(arguments: [
        ("s u b s c r i b e", "subscribe"), ("c.a.s.h", "cash"), ("C-L-I-C-K", "click"), ("w_i_n_s", "wins"),
        ("f r o m !", "from"), ("p|i|l|s", "pils"),
    ])
    func `a word with separators between its letters is one word`(source: String, word: String) {
        #expect(tokens(source).first == word)
        #expect(folded(source).spacedWords == 1)
    }

    @Test(arguments: ["c * a * s * h", "a b c", "I a m here", "x y z", "a  b  c", "1 2 3"])
    func `a short list stays a list`(source: String) {
        #expect(folded(source).spacedWords == 0)
    }

    @Test func `a character repeated often counts twice at most`() {
        let folded = folded("sooooo gooood!!!!!")
        #expect(text(folded.scalars) == "soo good!!")
        #expect(folded.repetitions == 3)
        #expect(SpamClassifierTests.folded("too good\n\n\n").repetitions == 0)
    }

    @Test(arguments: [
        ("h@ck", "hack"), ("$exy", "sexy"), ("$ex", "$ex"), ("ca$ino", "casino"), ("w!n", "win"), ("|ove", "|ove"),
        ("he|lo", "hello"),
        ("a@", "a@"), ("wow!", "wow!"), ("$$exy", "$$exy"), ("@home", "@home"), ("$p@mmer", "spammer"),
        ("v!agr@", "viagr@"),
    ])
    func `marks that look like letters are letters between letters`(source: String, expected: String) {
        #expect(text(folded(source).scalars) == expected)
    }
}
