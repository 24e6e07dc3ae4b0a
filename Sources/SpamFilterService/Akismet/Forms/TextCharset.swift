import Foundation

/// How the bytes of a text are to be read.
///
/// The charsets are those that web pages may be in, under the names of the Encoding Standard; as there, ISO-8859-1 is read
/// as Windows-1252 and ISO-8859-9 as Windows-1254.
struct TextCharset: Sendable {
    private enum Form: Sendable {
        case utf8
        /// One scalar for each byte.
        case singleByte([Unicode.Scalar])
        case multiByte(String.Encoding)
        /// EUC-JP, of which Foundation knows the characters only in the arrangement of Shift_JIS.
        case extendedJapanese
    }

    private let form: Form

    /// UTF-8, which everything is in that says nothing else.
    static let utf8 = TextCharset(form: .utf8)

    private init(form: Form) {
        self.form = form
    }

    /// The charset of a name, whose case does not count; `nil` for a name that is not known here.
    init?(named name: String) {
        let name = name.trimmingSpaces.lowercased()
        if ["utf-8", "utf8", "us-ascii", "ascii"].contains(name) {
            self = .utf8
        } else if let table = Self.tables[Self.aliases[name] ?? name] {
            form = .singleByte(table)
        } else if ["euc-jp", "x-euc-jp", "eucjp"].contains(name) {
            form = .extendedJapanese
        } else if let encoding = Self.multiByte[name] {
            form = .multiByte(encoding)
        } else {
            return nil
        }
    }

    /// The text of bytes; what cannot be read becomes U+FFFD.
    func text(_ bytes: [UInt8]) -> String {
        switch form {
        case .utf8: String(decoding: bytes, as: UTF8.self)
        case .singleByte(let table): String(String.UnicodeScalarView(bytes.map { table[Int($0)] }))
        case .multiByte(let encoding):
            String(data: Data(bytes), encoding: encoding) ?? String(decoding: bytes, as: UTF8.self)
        case .extendedJapanese: ExtendedJapanese.text(bytes)
        }
    }
}

extension TextCharset {
    private static let aliases: [String: String] = [
        "iso-8859-1": "windows-1252", "iso8859-1": "windows-1252", "latin1": "windows-1252", "l1": "windows-1252",
        "cp1252": "windows-1252", "cp1250": "windows-1250", "cp1251": "windows-1251", "cp1253": "windows-1253",
        "cp1254": "windows-1254", "iso-8859-9": "windows-1254", "latin5": "windows-1254", "cp1255": "windows-1255",
        "cp1256": "windows-1256", "cp1257": "windows-1257", "cp1258": "windows-1258", "latin2": "iso-8859-2",
        "latin9": "iso-8859-15", "koi8": "koi8-r", "cp866": "ibm866", "mac": "macintosh",
    ]

    /// Foundation's number of an encoding that it has no name for: Core Foundation's, with the highest of 32 bits set.
    private static func encoding(_ number: UInt) -> String.Encoding { String.Encoding(rawValue: 0x8000_0000 | number) }

    private static let tables: [String: [Unicode.Scalar]] = [
        "windows-1250": .windowsCP1250, "windows-1251": .windowsCP1251, "windows-1252": .windowsCP1252,
        "windows-1253": .windowsCP1253, "windows-1254": .windowsCP1254, "windows-1255": encoding(0x505),
        "windows-1256": encoding(0x506), "windows-1257": encoding(0x507), "windows-1258": encoding(0x508),
        "iso-8859-2": .isoLatin2, "iso-8859-3": encoding(0x203), "iso-8859-4": encoding(0x204),
        "iso-8859-5": encoding(0x205), "iso-8859-6": encoding(0x206), "iso-8859-7": encoding(0x207),
        "iso-8859-8": encoding(0x208), "iso-8859-10": encoding(0x20A), "iso-8859-13": encoding(0x20D),
        "iso-8859-14": encoding(0x20E), "iso-8859-15": encoding(0x20F), "iso-8859-16": encoding(0x210),
        "koi8-r": encoding(0xA02), "koi8-u": encoding(0xA08), "ibm866": encoding(0x419), "macintosh": .macOSRoman,
    ].mapValues(table)

    private static let multiByte: [String: String.Encoding] = [
        "shift_jis": .shiftJIS, "shift-jis": .shiftJIS, "sjis": .shiftJIS, "iso-2022-jp": .iso2022JP,
        "gb2312": encoding(0x632), "gbk": encoding(0x632), "gb18030": encoding(0x632),
        "big5": encoding(0xA03), "euc-kr": encoding(0x940),
    ]

    /// What each byte stands for; a byte that the charset leaves free is the control character of its number, as in the
    /// Encoding Standard.
    private static func table(_ encoding: String.Encoding) -> [Unicode.Scalar] {
        (UInt8.min ... .max).map { byte in
            String(data: Data([byte]), encoding: encoding)?.unicodeScalars.first ?? Unicode.Scalar(byte)
        }
    }
}
