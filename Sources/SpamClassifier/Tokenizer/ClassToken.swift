/// Stands in the text for a whole thing of one kind, whose exact wording matters less than that it is there.
///
/// In the folded text a class token is one code beyond the last Unicode scalar, so no comment can contain it by itself.
enum ClassToken: UInt32, CaseIterable {
    case url, email, time, money, phone

    private static let base: UInt32 = 0x110000

    /// The code that stands for the token in a folded text.
    var code: UInt32 { Self.base + rawValue }

    /// The token whose code a scalar is.
    init?(code: UInt32) {
        guard code >= Self.base else { return nil }
        self.init(rawValue: code - Self.base)
    }

    /// What the token is called as a word: `<url>`, `<email>`, ...
    var word: [UInt32] {
        let name: StaticString =
            switch self {
            case .url: "<url>"
            case .email: "<email>"
            case .time: "<time>"
            case .money: "<money>"
            case .phone: "<phone>"
            }
        return "\(name)".unicodeScalars.map(\.value)
    }
}
