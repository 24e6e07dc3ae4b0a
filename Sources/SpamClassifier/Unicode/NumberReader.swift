/// Reads the numbers that generate-tables.py wrote: base-64 digits of five bits, least significant first.
struct NumberReader {
    private var digits: String.UTF8View.Iterator

    init(_ text: String) {
        digits = text.utf8.makeIterator()
    }

    /// The next number; `nil` at the end.
    mutating func next() -> UInt32? {
        var number: UInt32 = 0
        var shift: UInt32 = 0
        while let byte = digits.next() {
            let digit = Self.value(of: byte)
            number |= (digit & 31) << shift
            if digit & 32 == 0 { return number }
            shift += 5
        }
        return nil
    }

    /// The next number, read as a signed one: 2n stands for n and 2n + 1 for -n - 1.
    mutating func nextSigned() -> Int? {
        next().map { $0 & 1 == 0 ? Int($0 >> 1) : -Int($0 >> 1) - 1 }
    }

    private static func value(of byte: UInt8) -> UInt32 {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(byte - UInt8(ascii: "A"))
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(byte - UInt8(ascii: "a")) + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0")) + 52
        case UInt8(ascii: "+"): 62
        default: 63
        }
    }
}
