extension FormFields {
    /// Reads `name=value&name=value` as web forms send it; nothing makes it fail.
    ///
    /// A name without `=` has an empty value, `+` is a space, and a `%` without two hexadecimal digits stands for itself.
    /// O(bytes).
    init(urlEncoded bytes: some Collection<UInt8>) {
        for pair in bytes.split(separator: UInt8(ascii: "&")) {
            let name = pair.prefix { $0 != UInt8(ascii: "=") }
            let value = pair.dropFirst(name.count + 1)
            add(String(decoding: Self.unescaped(name), as: UTF8.self), Self.unescaped(value))
        }
    }

    private static func unescaped(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.underestimatedCount)
        // The digits of an escape are taken back in when they prove to be none.
        var escape: [UInt8] = []
        func value(_ digit: UInt8) -> UInt8? { Character(Unicode.Scalar(digit)).hexDigitValue.map(UInt8.init) }
        for byte in bytes {
            if byte == UInt8(ascii: "%") {
                result += escape
                escape = [byte]
            } else if escape.count == 1, value(byte) != nil {
                escape.append(byte)
            } else if escape.count == 2, let high = value(escape[1]), let low = value(byte) {
                result.append(high << 4 | low)
                escape = []
            } else {
                result += escape
                escape = []
                result.append(byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
            }
        }
        return result + escape
    }
}
