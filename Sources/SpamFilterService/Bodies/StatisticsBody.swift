import FeedbackStore
import Foundation

/// What happened, by day and site, and what it says about mistakes.
struct StatisticsBody: Encodable, Sendable {
    struct Day: Encodable, Sendable {
        let day: String
        let site: String?
        let counts: Counts

        private enum CodingKeys: String, CodingKey {
            case day, site
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(day, forKey: .day)
            try container.encode(site, forKey: .site)
            try counts.encode(to: encoder)
        }
    }

    struct Counts: Encodable, Sendable {
        let verdicts: [String: Int]
        let marks: Int
        let labels: [String: Int]

        init(_ statistics: DailyStatistics) {
            verdicts = statistics.verdicts
            marks = statistics.marks
            labels = ["spam": statistics.spam, "ham": statistics.ham]
        }
    }

    let days: [Day]
    let total: Counts
    let hamMisclassification: ShareBody
    let spamMisclassification: ShareBody

    private enum CodingKeys: String, CodingKey {
        case days, total
        case hamMisclassification = "ham_misclassification"
        case spamMisclassification = "spam_misclassification"
    }

    init(_ statistics: [DailyStatistics]) {
        days = statistics.map { Day(day: Self.name(of: $0.day), site: $0.site, counts: Counts($0)) }
        let sum = statistics.reduce(into: DailyStatistics(day: 0, site: nil)) { $0 += $1 }
        total = Counts(sum)
        hamMisclassification = ShareBody(sum.hamCalledSpam, of: sum.judgedHam)
        spamMisclassification = ShareBody(sum.spamCalledHam, of: sum.judgedSpam)
    }

    private static func name(of day: Int64) -> String {
        String(Date(timeIntervalSince1970: Double(day / 1000)).formatted(.iso8601).prefix(10))
    }
}

/// A share that was counted, with the interval that holds the true share 95 times in 100 (Wilson 1927).
///
/// Without a count there is neither.
struct ShareBody: Encodable, Sendable {
    let count: Int
    let of: Int
    let share: Double?
    let low: Double?
    let high: Double?

    /// The 97.5th percentile of the normal distribution.
    private static let z = 1.959964

    init(_ count: Int, of total: Int) {
        self.count = count
        of = total
        guard total > 0 else {
            share = nil
            low = nil
            high = nil
            return
        }
        let n = Double(total)
        let p = Double(count) / n
        let spread = Self.z * (p * (1 - p) / n + Self.z * Self.z / (4 * n * n)).squareRoot()
        let centre = p + Self.z * Self.z / (2 * n)
        let scale = 1 + Self.z * Self.z / n
        share = p
        low = max(0, (centre - spread) / scale)
        high = min(1, (centre + spread) / scale)
    }

    private enum CodingKeys: String, CodingKey {
        case count, of, share, low, high
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(count, forKey: .count)
        try container.encode(of, forKey: .of)
        try container.encode(share, forKey: .share)
        try container.encode(low, forKey: .low)
        try container.encode(high, forKey: .high)
    }
}
