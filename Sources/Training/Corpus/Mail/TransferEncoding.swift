import Foundation

/// How the bytes of a mail's body are written, RFC 2045.
enum TransferEncoding {
    case plain, quotedPrintable, base64

    /// Reads the value of `Content-Transfer-Encoding`; what is unknown is taken as it stands.
    init(_ value: String?) {
        switch value?.lowercased().filter({ !$0.isWhitespace }) {
        case "quoted-printable": self = .quotedPrintable
        case "base64": self = .base64
        default: self = .plain
        }
    }

    /// The bytes that are meant; what breaks the rules is kept as it stands, or ends the text.
    func decoded(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        switch self {
        case .plain: Array(bytes)
        case .quotedPrintable: Self.unquoted(bytes)
        case .base64: Self.unpacked(bytes)
        }
    }

    private static func unquoted(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        for line in ByteLines(bytes) {
            // White space at the end of a line was added on the way.
            let kept = line.trimmedEnd
            var rest = kept
            var isJoined = false
            while let byte = rest.popFirst() {
                if byte != UInt8(ascii: "=") {
                    output.append(byte)
                } else if rest.isEmpty {
                    isJoined = true
                } else if let high = rest.first?.hexValue, let low = rest.dropFirst().first?.hexValue {
                    output.append(high << 4 | low)
                    rest = rest.dropFirst(2)
                } else {
                    output.append(byte)
                }
            }
            guard !isJoined else { continue }
            if line.last == UInt8(ascii: "\n") {
                output.append(UInt8(ascii: "\n"))
            } else {
                output += line[kept.endIndex...]
            }
        }
        return output
    }

    /// Everything up to the first padding, or to the last whole group of a text that was cut off.
    private static func unpacked(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var digits = bytes.prefix { $0 != UInt8(ascii: "=") }.filter(\.isBase64Digit)
        switch digits.count % 4 {
        case 0: break
        case 1: digits.removeLast()
        default: digits += [UInt8](repeating: UInt8(ascii: "="), count: 4 - digits.count % 4)
        }
        return Data(base64Encoded: Data(digits)).map { [UInt8]($0) } ?? []
    }
}

extension UInt8 {
    fileprivate var hexValue: UInt8? {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
        case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
        case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
        default: nil
        }
    }

    fileprivate var isBase64Digit: Bool {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "+"), UInt8(ascii: "/"):
            true
        default: false
        }
    }
}
