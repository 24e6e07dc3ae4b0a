/// What a scalar is, as far as telling comments apart needs to know.
enum CharacterKind: UInt8 {
    case other, space, letter, mark, digit, number, punctuation, symbol, pictograph
}

/// The properties of one scalar.
struct CharacterProperties {
    let kind: CharacterKind
    let flags: UInt8
    /// The writing system of a letter, numbered by generate-tables.py; 0 for all that is no letter.
    let script: UInt8
    /// How far away the lower-case letter is.
    let lowerDistance: Int32

    var isUpper: Bool { flags & 1 != 0 }
    var isLower: Bool { flags & 2 != 0 }
    /// Takes no room on the screen: format characters, fillers, variation selectors.
    var isInvisible: Bool { flags & 4 != 0 }
    /// Belongs to a script that is written without spaces, so that each letter is a token.
    var isIdeograph: Bool { flags & 8 != 0 }
    var hasCompatibilityForm: Bool { flags & 16 != 0 }
    var hasSkeleton: Bool { flags & 32 != 0 }
    var isSmallCapital: Bool { flags & 64 != 0 }
    var hasPlainForm: Bool { flags & 128 != 0 }

    var isLetter: Bool { kind == .letter }
    var isDigit: Bool { kind == .digit }
    var isSpace: Bool { kind == .space }
    var isMark: Bool { kind == .mark }
    /// A letter or any kind of number: what `\p{L}` and `\p{N}` match.
    var isAlphanumeric: Bool { kind == .letter || kind == .digit || kind == .number }
    /// A letter, number or mark: what a word is made of, together with the underscore.
    var isWordPart: Bool { isAlphanumeric || kind == .mark }
}

/// The writing systems that the tokenizer treats by name; generate-tables.py numbers the others from 5.
enum Script {
    static let latin: UInt8 = 1
    static let cyrillic: UInt8 = 2
    static let greek: UInt8 = 3
}

/// Character data of a fixed version of Unicode, so that every machine and every toolchain sees the same features.
///
/// All look-ups are O(1) or a binary search over a few thousand entries. Scalars above the first two planes are told by
/// range: planes 2 and 3 hold ideographs, plane 14 tags and variation selectors.
struct CharacterTable: Sendable {
    /// The one instance; decoded once, at first use.
    static let standard = CharacterTable()

    private static let tabulated: UInt32 = 0x20000

    private let propertySets: [CharacterProperties]
    private let propertySetOf: [UInt16]
    private let compatibility: ScalarMap
    private let compositions: CompositionMap
    private let skeletons: ScalarMap
    private let plains: ScalarMap

    private init() {
        var sets: [CharacterProperties] = []
        var numbers = NumberReader(UnicodeTables.propertySets)
        while let kind = numbers.next(), let flags = numbers.next(), let script = numbers.next(),
            let distance = numbers.nextSigned()
        {
            sets.append(
                CharacterProperties(
                    kind: CharacterKind(rawValue: UInt8(kind)) ?? .other,
                    flags: UInt8(flags),
                    script: UInt8(script),
                    lowerDistance: Int32(distance)
                )
            )
        }
        sets.append(CharacterProperties(kind: .letter, flags: 8, script: 4, lowerDistance: 0))
        sets.append(CharacterProperties(kind: .other, flags: 4, script: 0, lowerDistance: 0))
        sets.append(CharacterProperties(kind: .other, flags: 0, script: 0, lowerDistance: 0))
        propertySets = sets
        propertySetOf = Self.expandedRuns()
        compatibility = ScalarMap(sequences: UnicodeTables.compatibilityMappings)
        compositions = CompositionMap(UnicodeTables.canonicalCompositions)
        skeletons = ScalarMap(absolute: UnicodeTables.skeletonMappings)
        plains = ScalarMap(relative: UnicodeTables.plainMappings)
    }

    private static func expandedRuns() -> [UInt16] {
        var expanded: [UInt16] = []
        expanded.reserveCapacity(Int(tabulated))
        var numbers = NumberReader(UnicodeTables.propertyRuns)
        var current: UInt16 = 0
        while let distance = numbers.next(), let next = numbers.next() {
            expanded.append(contentsOf: repeatElement(current, count: Int(distance)))
            current = UInt16(next)
        }
        expanded.append(contentsOf: repeatElement(current, count: Int(tabulated) - expanded.count))
        return expanded
    }

    /// The properties of a scalar; those of an unassigned one for anything that is no scalar value.
    @inline(__always)
    func properties(of scalar: UInt32) -> CharacterProperties {
        if scalar < Self.tabulated { return propertySets[Int(propertySetOf[Int(scalar)])] }
        if scalar < 0x40000 { return propertySets[propertySets.count - 3] }
        return propertySets[propertySets.count - (scalar >= 0xE0000 && scalar < 0xE1000 ? 2 : 1)]
    }

    /// The simple lower-case mapping.
    @inline(__always)
    func lowercased(_ scalar: UInt32) -> UInt32 {
        if scalar < 0x80 { return scalar &- 0x41 < 26 ? scalar | 0x20 : scalar }
        return UInt32(truncatingIfNeeded: Int32(truncatingIfNeeded: scalar) &+ properties(of: scalar).lowerDistance)
    }

    /// Visits the NFKC form of a single scalar.
    @inline(__always)
    func visitCompatibilityForm(of scalar: UInt32, _ body: (UInt32) -> Void) {
        compatibility.visitImage(of: scalar, body)
    }

    /// The scalar that a letter and a following mark compose to, if Unicode has one.
    func composition(of first: UInt32, and second: UInt32) -> UInt32? {
        compositions[first, second]
    }

    /// The ASCII letter that a lower-case letter looks like, or the letter itself.
    func skeleton(of scalar: UInt32) -> UInt32 { skeletons.image(of: scalar) }

    /// A lower-case letter without its accents.
    func plain(_ scalar: UInt32) -> UInt32 { plains.image(of: scalar) }
}
