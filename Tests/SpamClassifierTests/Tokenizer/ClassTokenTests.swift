import Testing

@testable import SpamClassifier

@Suite struct ClassTokenTests {
    @Test(arguments: ["at 3:07 it", "12:30:59", "(0:15)", "\u{FF11}:\u{FF12}\u{FF13}"]) func `a time is recognised`(
        source: String
    ) {
        #expect(folded(source).times == 1)
        #expect(tokens(source).contains("<time>"))
    }

    @Test(arguments: ["123:45", "3:7", "3:070", "a:12", "3: 07"]) func `what is no time is none`(source: String) {
        #expect(folded(source).times == 0)
    }

    @Test(arguments: [
        "$500", "$ 5,000.00", "\u{A3}20k", "\u{20AC} 7 m", "20 \u{20AC}", "50 dollars", "3 EUR", "100rb", "\u{FF04}500",
        "\u{20B9}99", "7 pounds!",
    ])
    func `a sum of money is recognised`(source: String) {
        #expect(folded(source).sums == 1)
        #expect(tokens(source).first == "<money>")
    }

    @Test(arguments: ["500", "$", "$x", "50 dollarsigns", "x50 dollars", "50  dollars", "rb 100"])
    func `what is no sum is none`(source: String) {
        #expect(folded(source).sums == 0)
    }

    @Test func `a magnitude belongs to a sum only when no word goes on`() {
        #expect(tokens("$5 million") == ["<money>", "milion"])
        #expect(tokens("$5m") == ["<money>"])
        #expect(tokens("$5 k!") == ["<money>", "!"])
    }

    @Test(arguments: ["12345678", "+44 (0)7911 123-456", "call 555-123-4567!", "0049.30.123456"])
    func `a phone number is recognised`(source: String) {
        #expect(folded(source).phones == 1)
        #expect(tokens(source).contains("<phone>"))
    }

    @Test(arguments: ["1234567", "v12345678", ".12345678", "12 34 5", "123-456", "1234567x"])
    func `what is no phone number is none`(source: String) {
        #expect(folded(source).phones == 0)
    }

    @Test func `no comment contains a class token by itself`() {
        #expect(!tokens("<url> \u{10FFFF}").contains("<url>"))
        for token in ClassToken.allCases {
            #expect(ClassToken(code: token.code) == token)
            #expect(Unicode.Scalar(token.code) == nil)
        }
    }
}
