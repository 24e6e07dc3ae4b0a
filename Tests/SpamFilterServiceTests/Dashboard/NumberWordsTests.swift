import Testing

@testable import SpamFilterService

struct NumberWordsTests {
    @Test func `numbers have units, and thousands are set apart`() {
        #expect(NumberWords.count(0) == "0")
        #expect(NumberWords.count(999) == "999")
        #expect(NumberWords.count(1_000) == "1,000")
        #expect(NumberWords.count(-1_234_567) == "−1,234,567")
        #expect(NumberWords.count(Int64.min) == "−9,223,372,036,854,775,808")
        #expect(NumberWords.count(1, "comment") == "1 comment")
        #expect(NumberWords.count(2_000, "comment") == "2,000 comments")
        #expect(NumberWords.percent(0.5) == "50.0 %")
        #expect(NumberWords.percent(0.005) == "0.50 %")
        #expect(NumberWords.percent(0) == "0.0 %")
        #expect(NumberWords.percent(nil) == "–")
        #expect(NumberWords.percent(.nan) == "–")
        #expect(NumberWords.bytes(999) == "999 bytes")
        #expect(NumberWords.bytes(1_500) == "1.5 kB")
        #expect(NumberWords.bytes(2_340_000_000_000) == "2340.0 GB")
        #expect(NumberWords.time(1_700_000_000_123) == "2023-11-14 22:13 UTC")
        #expect(NumberWords.day(1_700_000_000_123) == "2023-11-14")
    }

    @Test(arguments: [nil, "", "all", "=", "=a", "==", "=a&b=c"]) func `a choice of site is read back as it was`(
        parameter: String?
    ) {
        let choice = SiteChoice(parameter)
        #expect(SiteChoice(choice.parameter) == choice)
        #expect((choice == .all) == (parameter?.hasPrefix("=") != true))
    }
}
