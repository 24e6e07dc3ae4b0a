/// The backslashes that WordPress puts before quotation marks and backslashes in what a form brought.
enum Slashes {
    /// The text without them, if it is a text that WordPress could have made; any other text as it is.
    ///
    /// In such a text no quotation mark stands alone, and every backslash stands before one or before another backslash.
    static func removed(from text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "\\")) else { return text }
        var result: [UInt8] = []
        result.reserveCapacity(text.utf8.count)
        var isEscaped = false
        for byte in text.utf8 {
            let isSpecial = [UInt8(ascii: "\\"), UInt8(ascii: "\""), UInt8(ascii: "'")].contains(byte)
            guard isEscaped == isSpecial || byte == UInt8(ascii: "\\") else { return text }
            if !isEscaped, byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else {
                result.append(byte)
                isEscaped = false
            }
        }
        return isEscaped ? text : String(decoding: result, as: UTF8.self)
    }
}
