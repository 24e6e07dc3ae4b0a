import FeedbackStore
import Foundation

/// What `get-stats` answers: how a site's verdicts turned out.
struct SiteStatisticsBody: Encodable, Sendable {
    /// The same for one month or day, in numbers that are texts.
    struct Part: Encodable, Sendable {
        let spam: String
        let ham: String
        let missedSpam: String
        let falsePositives: String
        let blogs: String
        let day: String

        private enum CodingKeys: String, CodingKey {
            case spam, ham, blogs
            case missedSpam = "missed_spam"
            case falsePositives = "false_positives"
            case day = "da"
        }
    }

    let spam: Int
    let ham: Int
    let missedSpam: Int
    let falsePositives: Int
    let accuracy: String
    let timeSaved: Int
    let breakdown: [String: Part]

    private enum CodingKeys: String, CodingKey {
        case spam, ham, accuracy, breakdown
        case missedSpam = "missed_spam"
        case falsePositives = "false_positives"
        case timeSaved = "time_saved"
    }

    /// What Akismet's own figures come to for each spam comment.
    private static let secondsPerSpam = 50

    /// Adds up what was counted in each span.
    init(_ counted: [(span: StatisticsSpan, tallies: [Tally])]) {
        let all = Tally(sum: counted.flatMap(\.tallies))
        spam = all.spam
        ham = all.ham
        missedSpam = all.missedSpam
        falsePositives = all.falsePositives
        accuracy = all.accuracy.formatted(.number.precision(.fractionLength(2)).grouping(.never).locale(.posix))
        timeSaved = Self.secondsPerSpam * all.spam
        let parts = counted.filter { !$0.tallies.isEmpty }.map { span, tallies in
            let sum = Tally(sum: tallies)
            let part = Part(
                spam: "\(sum.spam)",
                ham: "\(sum.ham)",
                missedSpam: "\(sum.missedSpam)",
                falsePositives: "\(sum.falsePositives)",
                blogs: "\(tallies.count)",
                day: span.firstDay
            )
            return (span.name, part)
        }
        breakdown = Dictionary(parts) { first, _ in first }
    }
}

extension Tally {
    /// The tallies of several sites or spans as one.
    init(sum tallies: [Tally]) {
        self.init(site: nil, spam: 0, ham: 0, missedSpam: 0, falsePositives: 0)
        for tally in tallies {
            spam += tally.spam
            ham += tally.ham
            missedSpam += tally.missedSpam
            falsePositives += tally.falsePositives
        }
    }

    /// How many comments were judged.
    var calls: Int { spam + ham }

    /// The share of verdicts that no mark contradicts, in per cent.
    fileprivate var accuracy: Double {
        calls == 0 ? 100 : 100 * (1 - Double(missedSpam + falsePositives) / Double(calls))
    }
}

extension Locale {
    static let posix = Locale(identifier: "en_US_POSIX")
}

/// What `usage-limit` answers: there is no limit.
struct UsageBody: Encodable, Sendable {
    /// What is added when a client asks for more.
    struct Notices: Encodable, Sendable {
        let level = "NOTICE_NONE"
        let upgrade = false

        private enum CodingKeys: String, CodingKey {
            case level = "notice_level"
            case upgrade
        }
    }

    private let limit = "none"
    private let percentage = "0"
    private let throttled = false
    let usage: Int
    let notices: Notices?

    private enum CodingKeys: String, CodingKey {
        case limit, percentage, throttled, usage
    }

    init(usage: Int, isExtended: Bool) {
        self.usage = usage
        notices = isExtended ? Notices() : nil
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(limit, forKey: .limit)
        try container.encode(percentage, forKey: .percentage)
        try container.encode(throttled, forKey: .throttled)
        try container.encode(usage, forKey: .usage)
        try notices?.encode(to: encoder)
    }
}
