import Foundation

/// EUC-JP: the characters of JIS X 0208 as two bytes, half-width katakana behind 0x8E, those of JIS X 0212 behind 0x8F.
enum ExtendedJapanese {
    private static let katakana: UInt8 = 0x8E
    private static let supplement: UInt8 = 0x8F
    private static let high: ClosedRange<UInt8> = 0xA1...0xFE
    private static let replacement: Unicode.Scalar = "\u{FFFD}"

    /// The text of bytes; what cannot be read, and the rare characters of JIS X 0212, become U+FFFD.
    static func text(_ bytes: [UInt8]) -> String {
        var text = String.UnicodeScalarView()
        var place = 0
        func byte(_ offset: Int) -> UInt8? {
            let index = place + offset
            return index < bytes.count && high.contains(bytes[index]) ? bytes[index] : nil
        }
        while place < bytes.count {
            let first = bytes[place]
            switch (first, byte(1), byte(2)) {
            case (0..<0x80, _, _):
                text.append(Unicode.Scalar(first))
                place += 1
            case (katakana, let second?, _):
                // Half-width katakana are one block in Unicode as they are here.
                let isKatakana = second <= 0xDF
                text.append(isKatakana ? Unicode.Scalar(0xFF61 + UInt32(second) - 0xA1) ?? replacement : replacement)
                place += 2
            case (supplement, .some, .some):
                text.append(replacement)
                place += 3
            case (high, let second?, _):
                text.append(scalar(first, second) ?? replacement)
                place += 2
            default:
                text.append(replacement)
                place += 1
            }
        }
        return String(text)
    }

    /// A character of JIS X 0208, by way of the same place in Shift_JIS, which folds two rows into one.
    private static func scalar(_ first: UInt8, _ second: UInt8) -> Unicode.Scalar? {
        let (row, column) = (first - 0x80, second - 0x80)
        let lead = (row + 1) / 2 + (row < 0x5F ? 0x70 : 0xB0)
        let trail = row.isMultiple(of: 2) ? column + 0x7E : column + (column >= 0x60 ? 0x20 : 0x1F)
        return String(data: Data([lead, trail]), encoding: .shiftJIS)?.unicodeScalars.first
    }
}
