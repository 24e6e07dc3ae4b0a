import Foundation
import SpamClassifier

/// The evidence of a verdict as bars to both sides of a line: ham to the left, spam to the right, and a last row with the sum.
///
/// The chart is a table with a drawing in each row, so that who cannot see the bars reads the numbers.
struct EvidenceChart: Sendable {
    struct Row: Sendable {
        let kind: String
        let what: String
        let weight: String
        let counts: String
        let side: String
        /// Where the bar begins and how long it is, of a width of 200 with the line at 100.
        let start: Double
        let length: Double
    }

    /// How many features have a row of their own.
    private static let most = 14

    let rows: [Row]
    let sum: Row
    let probability: String

    init(_ explanation: Explanation) {
        typealias Part = (kind: String, what: String, logOdds: Double, counts: String)
        var parts: [Part] = explanation.evidence.prefix(Self.most).map { evidence in
            let counts = "\(Self.count(evidence.spam)) spam, \(Self.count(evidence.ham)) ham"
            return (evidence.name.kind.name, evidence.name.text, evidence.logOdds, counts)
        }
        let weaker = explanation.evidence.dropFirst(Self.most)
        if !weaker.isEmpty {
            let count = PageNumber.grouped(weaker.count)
            parts.append(("rest", "\(count) weaker features", weaker.reduce(0) { $0 + $1.logOdds }, ""))
        }
        parts += explanation.general.map { ("general", $0.name, $0.logOdds, "") }
        let total = explanation.verdict.logOdds
        let longest = max(parts.map { abs($0.logOdds) }.max() ?? 0, abs(total), 0.01)
        func row(_ part: Part) -> Row {
            let length = ChartView.rounded(abs(part.logOdds) / longest * 98)
            return Row(
                kind: part.kind,
                what: Excerpt(part.what, scalars: 80).text,
                weight: SignedNumber(part.logOdds).description,
                counts: part.counts,
                side: part.logOdds > 0 ? "spam" : "ham",
                start: part.logOdds > 0 ? 100 : ChartView.rounded(100 - length),
                length: length
            )
        }
        rows = parts.map(row)
        sum = row(("sum", "log odds", total, ""))
        probability = PageNumber.percent(explanation.verdict.probability)
    }

    /// A count of comments; those of the starter count in parts.
    private static func count(_ number: Double) -> String {
        number.formatted(.number.precision(.fractionLength(0...1)).locale(Locale(identifier: "en_US_POSIX")))
    }
}
