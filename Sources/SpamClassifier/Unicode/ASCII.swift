/// The ASCII characters that the tokenizer knows by name, as scalar values.
enum ASCII {
    static let newline: UInt32 = 0x0A
    static let space: UInt32 = 0x20
    static let exclamationMark: UInt32 = 0x21
    static let hash: UInt32 = 0x23
    static let dollar: UInt32 = 0x24
    static let percent: UInt32 = 0x25
    static let ampersand: UInt32 = 0x26
    static let apostrophe: UInt32 = 0x27
    static let plus: UInt32 = 0x2B
    static let comma: UInt32 = 0x2C
    static let hyphen: UInt32 = 0x2D
    static let period: UInt32 = 0x2E
    static let slash: UInt32 = 0x2F
    static let zero: UInt32 = 0x30
    static let colon: UInt32 = 0x3A
    static let semicolon: UInt32 = 0x3B
    static let less: UInt32 = 0x3C
    static let equals: UInt32 = 0x3D
    static let greater: UInt32 = 0x3E
    static let questionMark: UInt32 = 0x3F
    static let at: UInt32 = 0x40
    static let backslash: UInt32 = 0x5C
    static let caret: UInt32 = 0x5E
    static let underscore: UInt32 = 0x5F
    static let x: UInt32 = 0x78
    static let bar: UInt32 = 0x7C

    @inline(__always)
    static func isDigit(_ scalar: UInt32) -> Bool { scalar &- zero < 10 }

    @inline(__always)
    static func isLetter(_ scalar: UInt32) -> Bool { (scalar | 0x20) &- 0x61 < 26 }

    @inline(__always)
    static func isAlphanumeric(_ scalar: UInt32) -> Bool { isDigit(scalar) || isLetter(scalar) }

    @inline(__always)
    static func isSpace(_ scalar: UInt32) -> Bool { scalar == space || scalar &- 0x09 < 5 }

    @inline(__always)
    static func isQuote(_ scalar: UInt32) -> Bool { scalar == 0x22 || scalar == apostrophe }

    /// The value of a hexadecimal digit.
    @inline(__always)
    static func digitValue(_ scalar: UInt32) -> UInt32? {
        if isDigit(scalar) { return scalar - zero }
        let letter = scalar | 0x20
        return letter >= 0x61 && letter <= 0x66 ? letter - 0x61 + 10 : nil
    }
}
