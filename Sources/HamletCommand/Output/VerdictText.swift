import Foundation
import SpamClassifier

extension Verdict {
    /// The verdict in one line for people.
    var line: String {
        let percent = (probability * 100).formatted(
            .number.precision(.fractionLength(1)).locale(Locale(identifier: "en_US"))
        )
        let advice = discard ? ", discard" : ""
        return "\(outcome.name)  \(percent) % spam\(advice)  (confidence \(confidence.name), revision \(revision))"
    }
}

extension Explanation {
    private static let shown = 12

    /// The reasons in a table for people.
    var table: String {
        var lines = ["", "  log odds   spam    ham  evidence"]
        for piece in evidence.prefix(Self.shown) {
            lines.append(
                String(format: "  %+8.3f %6.1f %6.1f  ", piece.logOdds, piece.spam, piece.ham)
                    + piece.name.line
            )
        }
        let rest = evidence.dropFirst(Self.shown).reduce(0) { $0 + $1.logOdds }
        if evidence.count > Self.shown {
            lines.append(
                String(format: "  %+8.3f                ", rest) + "\(evidence.count - Self.shown) more features"
            )
        }
        for part in general { lines.append(String(format: "  %+8.3f                ", part.logOdds) + part.name) }
        lines.append(String(format: "  %+8.3f                ", verdict.logOdds) + "sum")
        if !decisive.isEmpty {
            let names = decisive.map { "“\($0.line)”" }.joined(separator: ", ")
            lines.append("  Without \(names) the verdict would be another.")
        }
        return lines.joined(separator: "\n")
    }
}

extension FeatureName {
    /// Kind and text as a terminal may show them: no control characters, and the spaces of character runs made visible.
    fileprivate var line: String {
        let shown = text.unicodeScalars.map { scalar -> Unicode.Scalar in
            if scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value) { return "·" }
            return kind == .characters && scalar == " " ? "␣" : scalar
        }
        return "\(kind.name): \(String(String.UnicodeScalarView(shown)))"
    }
}
