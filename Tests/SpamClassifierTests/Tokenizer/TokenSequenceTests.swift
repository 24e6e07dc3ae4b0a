import Testing

@testable import SpamClassifier

@Suite struct TokenSequenceTests {
    @Test(
        arguments: [
            ("Hello, world!", ["helo", ",", "world", "!"]),
            ("it's rock 'n' roll", ["it's", "rock", "'", "n", "'", "rol"]),
            ("snake_case a-b", ["snake_case", "a", "-", "b"]), ("", []), ("   ", []),
            ("dogs' tails", ["dogs", "'", "tails"]),
            ("a+b=c", ["a", "+", "b", "=", "c"]),
        ] as [(String, [String])]
    )
    func `a text falls into words and marks`(source: String, expected: [String]) {
        #expect(tokens(source) == expected)
    }

    @Test func `all spellings of an apostrophe make one word`() {
        let spellings = ["don't", "don\u{2019}t", "don\u{2018}t", "don\u{B4}t", "don&#39;t", "don&rsquo;t"]
        for spelling in spellings { #expect(tokens(spelling) == ["don't"]) }
    }

    @Test func `each ideograph is a token`() {
        #expect(tokens("\u{6211}\u{7231}\u{4F60}") == ["\u{6211}", "\u{7231}", "\u{4F60}"])
        #expect(tokens("\u{3042}\u{30AB}").count == 2)
        #expect(tokens("\u{D55C}\u{AE00}") == ["\u{D55C}\u{AE00}"])
    }

    @Test func `an emoji is a token whatever the colour of its skin`() {
        #expect(tokens("\u{1F44D}\u{1F3FF} \u{1F44D}\u{1F3FB} \u{1F44D}") == ["\u{1F44D}", "\u{1F44D}", "\u{1F44D}"])
        #expect(tokens("\u{1F468}\u{200D}\u{1F469}") == ["\u{1F468}", "\u{1F469}"])
        #expect(tokens("\u{2764}\u{FE0F}") == ["\u{2764}"])
    }

    @Test func `a run of one mark is a token of at most three`() {
        #expect(tokens("wow!! ok?! ...") == ["wow", "!!", "ok", "?", "!", ".."])
        #expect(tokens("--==") == ["--", "=="])
    }

    @Test func `a number counts by its length and as itself`() {
        #expect(tokens("12 x 123 x 45678") == ["12", "x", "<n3>", "x", "<n5>"])
        #expect(otherForms("12 x 123 x 45678") == ["123", "45678"])
        #expect(tokenSequence("12 x 123 x 45678").wordCount == 5)
    }

    @Test(
        arguments: [
            ("fr33ly", "frely", ["fr33ly", "freely"]), ("4you", "ayou", ["4you"]), ("joe345", "joe345", ["joeeas"]),
            ("h4x0r", "haxor", ["h4x0r"]), ("6th", "6th", []), ("abc", "abc", []),
            ("v1agra", "viagra", ["vlagra", "v1agra"]), ("pri2e", "prize", ["pri2e"]),
        ] as [(String, String, [String])]
    )
    func `digits inside a word are letters and both forms count`(source: String, token: String, forms: [String]) {
        #expect(tokens(source) == [token])
        #expect(otherForms(source) == forms)
    }

    @Test func `doubled letters are one and both forms count`() {
        #expect(tokens("free coffee") == ["fre", "cofe"])
        #expect(otherForms("free coffee") == ["free", "coffee"])
        #expect(otherForms("fre") == [])
        #expect(tokens("a__b") == ["a__b"])
    }

    @Test(arguments: [
        "fr\u{435}\u{435}", "\u{441}\u{430}sino", "vi\u{3B1}gra", "\u{455}ubscribe", "\u{1D04}\u{1D00}sin\u{1D0F}",
    ])
    func `words of mixed alphabets are what they look like`(source: String) {
        let plain = ["fre", "casino", "viagra", "subscribe"]
        #expect(plain.contains(tokens(source).joined()))
        #expect(tokenSequence(source).mixedWords == 1)
    }

    @Test func `words of one alphabet stay in it`() {
        #expect(tokens("\u{43F}\u{440}\u{438}\u{432}\u{435}\u{442}") == ["\u{43F}\u{440}\u{438}\u{432}\u{435}\u{442}"])
        #expect(tokenSequence("\u{43C}\u{438}\u{440} \u{3B1}\u{3B2}\u{3B3}").mixedWords == 0)
    }

    @Test func `Latin words lose their accents`() {
        #expect(tokens("caf\u{E9} NA\u{CF}VE Tie\u{302}\u{301}ng") == ["cafe", "naive", "tieng"])
        #expect(tokens("\u{130}STANBUL") == ["istanbul"])
    }

    @Test func `tokens stand in the joined text between single spaces`() {
        for sample in Samples.make(50, seed: 3) {
            let sequence = tokenSequence(sample.comment.content)
            #expect(sequence.joined.first == ASCII.space)
            #expect(sequence.joined.last == ASCII.space)
            let rebuilt = sequence.ranges.map { text(sequence.joined[$0]) }.joined(separator: " ")
            #expect(text(sequence.joined) == " " + rebuilt + " ")
        }
    }
}
