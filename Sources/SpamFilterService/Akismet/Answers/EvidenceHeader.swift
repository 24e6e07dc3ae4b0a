import Foundation
import SpamClassifier

/// The strongest evidence of a verdict as the value of a header: `link: host pills.example +3.20; word: thanks -1.13`.
enum EvidenceHeader {
    private static let most = 5

    /// The value; everything but printable ASCII is percent-encoded, and so are the signs that part the pieces.
    static func value(_ evidence: [Evidence]) -> String {
        evidence.prefix(most).map { piece in
            let name = "\(piece.name.kind.name): \(piece.name.text)"
            let escaped = name.addingPercentEncoding(withAllowedCharacters: plain) ?? ""
            return "\(escaped) \(signed(piece.logOdds))"
        }.joined(separator: "; ")
    }

    private static let plain = CharacterSet(charactersIn: Unicode.Scalar(0x20)..."~").subtracting(
        CharacterSet(charactersIn: "%;")
    )

    private static func signed(_ number: Double) -> String {
        let style = FloatingPointFormatStyle<Double>(locale: .posix).precision(.fractionLength(2))
        return number.formatted(style.sign(strategy: .always()).grouping(.never))
    }
}
