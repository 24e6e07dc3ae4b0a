import Testing

@testable import SpamClassifier

@Suite struct CharacterTableTests {
    private let table = CharacterTable.standard

    private func properties(_ character: Unicode.Scalar) -> CharacterProperties {
        table.properties(of: character.value)
    }

    @Test(
        arguments: [
            ("a", .letter), ("Z", .letter), ("\u{436}", .letter), ("\u{4E2D}", .letter), ("\u{20BB7}", .letter),
            ("7", .digit), ("\u{663}", .digit), ("\u{2167}", .number), ("\u{BD}", .number),
            ("\u{301}", .mark), ("\u{93E}", .mark), (" ", .space), ("\t", .space), ("\u{A0}", .space),
            ("\u{3000}", .space),
            ("!", .punctuation), ("\u{3002}", .punctuation), ("\u{2014}", .punctuation),
            ("$", .symbol), ("+", .symbol), ("\u{1F3FD}", .symbol), ("\u{1F600}", .pictograph),
            ("\u{2605}", .pictograph),
            ("\u{E000}", .other), ("\u{0}", .other), ("\u{10FFFF}", .other),
        ] as [(Unicode.Scalar, CharacterKind)]
    )
    func `a character is of the kind that Unicode says`(character: Unicode.Scalar, kind: CharacterKind) {
        #expect(properties(character).kind == kind)
    }

    @Test func `every scalar value of every plane has properties`() {
        for plane in 0..<17 as Range<UInt32> {
            for offset in stride(from: 0, to: 0x10000, by: 37) as StrideTo<UInt32> {
                let scalar = plane << 16 | offset
                let lower = table.lowercased(scalar)
                #expect(lower <= 0x10FFFF)
                #expect(table.lowercased(lower) == lower)
            }
        }
    }

    @Test(arguments: ["\u{200B}", "\u{200D}", "\u{AD}", "\u{202E}", "\u{FE0F}", "\u{FEFF}", "\u{115F}", "\u{E0041}"])
    func `characters that take no room are invisible`(character: Unicode.Scalar) {
        #expect(properties(character).isInvisible)
    }

    @Test(arguments: ["a", " ", "\n", "\u{301}", "\u{1F600}"])
    func `characters that take room are not invisible`(character: Unicode.Scalar) {
        #expect(!properties(character).isInvisible)
    }

    @Test(arguments: ["\u{4E2D}", "\u{3042}", "\u{30AB}", "\u{E01}", "\u{2A6D6}", "\u{30000}"])
    func `scripts without spaces are ideographs`(character: Unicode.Scalar) {
        #expect(properties(character).isIdeograph)
    }

    @Test(arguments: ["a", "\u{436}", "\u{AC00}", "7"])
    func `scripts with spaces are no ideographs`(character: Unicode.Scalar) {
        #expect(!properties(character).isIdeograph)
    }

    @Test func `letters know their script`() {
        #expect(properties("a").script == Script.latin)
        #expect(properties("\u{E9}").script == Script.latin)
        #expect(properties("\u{436}").script == Script.cyrillic)
        #expect(properties("\u{3C9}").script == Script.greek)
        #expect(properties("7").script == 0)
        #expect(properties("\u{5D0}").script > Script.greek)
    }

    @Test(
        arguments: [
            ("A", "a"), ("\u{C4}", "\u{E4}"), ("\u{416}", "\u{436}"), ("\u{3A9}", "\u{3C9}"), ("\u{130}", "i"),
            ("\u{1E9E}", "\u{DF}"), ("\u{10400}", "\u{10428}"), ("1", "1"), ("\u{131}", "\u{131}"),
        ] as [(Unicode.Scalar, Unicode.Scalar)]
    )
    func `lower case is one scalar`(upper: Unicode.Scalar, lower: Unicode.Scalar) {
        #expect(table.lowercased(upper.value) == lower.value)
    }

    @Test func `lower case agrees with the standard library where that maps one to one`() {
        for value in 0..<0x3000 as Range<UInt32> {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let mapping = scalar.properties.lowercaseMapping.unicodeScalars
            guard mapping.count == 1, scalar.properties.age.map({ $0.major <= 14 }) == true else { continue }
            #expect(table.lowercased(value) == mapping.first?.value, "U+\(String(value, radix: 16))")
        }
    }

    @Test func `letters have the ASCII letters that they look like`() {
        #expect(
            text(
                "\u{430}\u{435}\u{43E}\u{440}\u{441}\u{3BF}\u{3B1}".unicodeScalars.map { table.skeleton(of: $0.value) }
            ) == "aeopcoa"
        )
        #expect(text("\u{1D00}\u{299}\u{1D04}".unicodeScalars.map { table.skeleton(of: $0.value) }) == "abc")
        #expect(table.skeleton(of: 0x4E2D) == 0x4E2D)
    }

    @Test func `accents come off letters`() {
        #expect(text("\u{E9}\u{FC}\u{F1}\u{1EBF}\u{E7}".unicodeScalars.map { table.plain($0.value) }) == "eunec")
        #expect(table.plain(0x61) == 0x61)
    }
}
