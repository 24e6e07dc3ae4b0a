import Foundation
import Testing

@testable import SpamClassifier

@Suite struct VisibleTextTests {
    @Test(arguments: [
        ("\u{FB01}ne \u{FB04}at", "fine fflat"),
        ("\u{FF46}\u{FF52}\u{FF45}\u{FF45}\u{3000}\u{FF11}\u{FF12}\u{FF01}", "free 12!"),
        ("\u{1D405}\u{1D411}\u{1D404}\u{1D404}", "FREE"),
        ("\u{1D4FC}\u{1D505}\u{1D7D7}", "sB9"),
        ("\u{24D5}\u{24E1}\u{24D4}\u{24D4} \u{2460}", "free 1"),
        ("\u{1F130}\u{1F131}", "AB"),
        ("\u{2122} \u{BD} \u{B2}", "TM 1\u{2044}2 2"),
        ("\u{3392} \u{33A1}", "MHz m2"),
        ("\u{FF76}\u{FF9E}\u{FF77}", "\u{30AC}\u{30AD}"),
        ("\u{212B}\u{2126}", "\u{C5}\u{3A9}"),
    ])
    func `compatibility forms become ordinary characters`(source: String, expected: String) {
        #expect(scalars(visible(source)) == scalars(expected))
    }

    @Test(arguments: [
        ("\u{1112}\u{1161}\u{11AB}\u{1100}\u{1173}\u{11AF}", "\u{D55C}\u{AE00}"),
        ("\u{1112}\u{1161}", "\u{D558}"),
        ("\u{D558}\u{11AB}", "\u{D55C}"),
    ])
    func `Hangul jamo compose to syllables`(source: String, expected: String) {
        #expect(scalars(visible(source)) == scalars(expected))
    }

    @Test(arguments: [
        ("e\u{301}", "\u{E9}"), ("A\u{30A}ngstro\u{308}m", "\u{C5}ngstr\u{F6}m"), ("\u{438}\u{306}", "\u{439}"),
        ("e\u{302}\u{301}", "\u{1EBF}"), ("\u{304B}\u{3099}", "\u{304C}"),
    ])
    func `a mark and its letter become one letter`(source: String, expected: String) {
        #expect(scalars(visible(source)) == scalars(expected))
    }

    @Test func `of many marks on one letter one stays`() {
        #expect(scalars(visible("z\u{334}\u{335}\u{336}\u{337}o")) == scalars("z\u{334}o"))
        #expect(visibleText(String(repeating: "h\u{489}\u{310}\u{311}\u{312}", count: 20)).scalars.count <= 40)
    }

    @Test func `marks without a letter do no harm`() {
        #expect(scalars(visible("\u{301}\u{301}\u{301}")).count == 1)
    }

    @Test func `invisible characters go and are counted`() {
        let seen = visibleText("f\u{200B}r\u{200D}e\u{2060}e\u{AD}")
        #expect(text(seen.scalars) == "free")
        #expect(seen.invisibleCount == 4)
    }

    @Test func `a byte order mark at the ends is not counted`() {
        let seen = visibleText("\u{FEFF}hello\u{FEFF}")
        #expect(text(seen.scalars) == "hello")
        #expect(seen.invisibleCount == 0)
        #expect(visibleText("he\u{FEFF}llo").invisibleCount == 1)
    }

    @Test func `dressed-up letters are counted, ordinary accents are not`() {
        #expect(visibleText("\u{1D405}\u{1D411}\u{1D404}\u{1D404} pills").fancyCount == 4)
        #expect(visibleText("caf\u{E9} na\u{EF}ve \u{AA}").fancyCount == 0)
    }

    @Test func `white space at the ends goes`() {
        #expect(visible(" \n\t hello  world \u{3000}\n") == "hello  world")
        #expect(visible(" \n ").isEmpty)
        #expect(visible("").isEmpty)
    }

    @Test func `letters keep their case`() {
        #expect(visible("FREE Free") == "FREE Free")
    }

    @Test(arguments: ["\u{2019}", "\u{2018}", "\u{B4}"])
    func `all apostrophes are one`(apostrophe: String) {
        #expect(visible("it\(apostrophe)s") == "it's")
    }

    @Test func `for single characters the result is that of Foundation`() {
        for value in 0x80..<0x1F200 as Range<UInt32> {
            guard let scalar = Unicode.Scalar(value), scalar.properties.age.map({ $0.major <= 12 }) == true else {
                continue
            }
            let properties = CharacterTable.standard.properties(of: value)
            guard !properties.isInvisible, !properties.isMark, ![0xB4, 0x2018, 0x2019].contains(value) else { continue }
            let expected = scalars("x\(scalar)".precomposedStringWithCompatibilityMapping)
            var form = scalars("x")
            CharacterTable.standard.visitCompatibilityForm(of: value) { form.append($0) }
            #expect(form == expected, "U+\(String(value, radix: 16))")
        }
    }

    @Test func `of an over-long text the beginning and the end are seen`() {
        let source = "first " + String(repeating: "\u{4E2D}", count: 40_000) + " last"
        let seen = visible(source)
        #expect(seen.hasPrefix("first "))
        #expect(seen.hasSuffix(" last"))
        #expect(seen.utf8.count <= Limits.leadingBytes + Limits.trailingBytes + 1)
    }

    @Test(arguments: 0..<4) func `an over-long text is never cut inside a character`(shift: Int) {
        let source = String(repeating: "x", count: shift) + String(repeating: "\u{1F600}", count: 10_000)
        #expect(visibleText(source).scalars.allSatisfy { [0x78, 0x1F600, 0x0A].contains($0) })
    }
}
