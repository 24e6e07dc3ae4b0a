import FeedbackStore
import Foundation

/// What a site is told: ids, verdict and label, nothing of the comment's text or author.
struct NoticeBody: Encodable, Sendable {
    /// What happened: `verdict.changed`, or `test`.
    let type: String
    let time: String
    let site: String?
    var comment: String?
    var verdict: String?
    var outcome: String?
    var label: String?

    private enum CodingKeys: String, CodingKey, CaseIterable {
        case type, time, site, comment, verdict, outcome, label
    }

    /// The fields of a notice.
    static let fieldNames = Set(CodingKeys.allCases.map(\.rawValue))

    /// A change of verdict.
    init(_ notice: Notice, site: String?) {
        type = "verdict.changed"
        time = Self.time(notice.madeAt)
        self.site = site
        comment = notice.comment.description
        verdict = notice.verdict
        outcome = notice.outcome
        label = notice.label
    }

    /// A trial, by which an operator sees that a receiver understands.
    init(testAt milliseconds: Int64, site: String?) {
        type = "test"
        time = Self.time(milliseconds)
        self.site = site
    }

    /// Writes all fields of a change; `null` for the default site and for no label.
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(type, forKey: .type)
        try container.encode(time, forKey: .time)
        try container.encode(site, forKey: .site)
        guard let comment else { return }
        try container.encode(comment, forKey: .comment)
        try container.encode(verdict, forKey: .verdict)
        try container.encode(outcome, forKey: .outcome)
        try container.encode(label, forKey: .label)
    }

    private static func time(_ milliseconds: Int64) -> String {
        let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        return Date(timeIntervalSince1970: Double(milliseconds) / 1_000).formatted(style)
    }
}

/// What clients of the Akismet protocol are told: section “webhook” of the plugin for WordPress, 5.3.2 and later.
struct AkismetNoticeBody: Encodable, Sendable {
    struct Entry: Encodable, Sendable {
        let guid: String
        /// `true` for spam, `false` for anything else, as texts.
        let result: String
    }

    let key: String
    let endpoint = "comment-check"
    let comments: [Entry]

    private enum CodingKeys: String, CodingKey {
        case key, endpoint, comments
    }

    /// A change of verdict; the key is that of the site, by which its plugin knows the caller.
    init(_ notice: Notice, key: String) {
        self.key = key
        comments = [Entry(guid: notice.comment.hexadecimal, result: notice.outcome == "spam" ? "true" : "false")]
    }
}
