import Crypto
import FeedbackStore
import Foundation

/// What `key-sites` answers: the sites of a key in one month, as JSON or CSV.
struct KeySites: Sendable {
    private let month: String
    private let sites: ArraySlice<Tally>
    private let total: Int
    private let limit: Int
    private let offset: Int
    private let isExtended: Bool

    private static let standardLimit = 500

    /// Filters, orders and cuts the tallies of a month as a call asks for.
    init(_ tallies: [Tally], month: String, _ form: AkismetForm) {
        let filter = form["filter"]?.lowercased() ?? ""
        let matching = tallies.filter { filter.isEmpty || $0.siteName.lowercased().contains(filter) }
        let order = Self.order(form["order"])
        let sorted = matching.sorted { (order($0), $1.siteName) > (order($1), $0.siteName) }
        self.month = month
        total = sorted.count
        limit = form["limit"].flatMap { Int($0) }.map { max($0, 0) } ?? Self.standardLimit
        offset = form["offset"].flatMap { Int($0) }.map { max($0, 0) } ?? 0
        sites = sorted.dropFirst(offset).prefix(limit)
        isExtended = form.flag("extended")
    }

    private static func order(_ name: String?) -> (Tally) -> Int {
        switch name {
        case "spam": \.spam
        case "ham": \.ham
        case "missed_spam": \.missedSpam
        case "false_positives": \.falsePositives
        default: \.calls
        }
    }

    /// The table, headed by what it is of.
    func csv(key: String) -> String {
        var lines = [
            "Active sites for \(key) during \(month) (limit:\(limit), offset: \(offset), total: \(total))",
            "Site,Total API Calls,Spam,Ham,Missed Spam,False Positives,Is Revoked",
        ]
        for site in sites {
            let figures = [site.calls, site.spam, site.ham, site.missedSpam, site.falsePositives].map(String.init)
            lines.append(([Self.cell(site.siteName)] + figures + ["false"]).joined(separator: ","))
        }
        return lines.map { $0 + "\n" }.joined()
    }

    /// A name in a table, in quotation marks where it would end the cell.
    private static func cell(_ text: String) -> String {
        guard text.contains(where: { ",\"".contains($0) || $0.isNewline }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}

extension KeySites: Encodable {
    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(_ name: String) { stringValue = name }
        init?(stringValue: String) { self.init(stringValue) }
        init?(intValue: Int) { nil }
    }

    private struct SiteBody: Encodable {
        let tally: Tally
        let isExtended: Bool

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: Name.self)
            try container.encode(tally.siteName, forKey: Name("site"))
            try container.encode("\(tally.calls)", forKey: Name("api_calls"))
            try container.encode("\(tally.spam)", forKey: Name("spam"))
            try container.encode("\(tally.ham)", forKey: Name("ham"))
            try container.encode("\(tally.missedSpam)", forKey: Name("missed_spam"))
            try container.encode("\(tally.falsePositives)", forKey: Name("false_positives"))
            try container.encode(false, forKey: Name("is_revoked"))
            guard isExtended else { return }
            let hash = SHA256.hash(data: Data(tally.siteName.utf8)).prefix(16)
            try container.encode(
                hash.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined(),
                forKey: Name("hash")
            )
            try container.encode(false, forKey: Name("eligible_for_revoke"))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Name.self)
        try container.encode(sites.map { SiteBody(tally: $0, isExtended: isExtended) }, forKey: Name(month))
        try container.encode(limit, forKey: Name("limit"))
        try container.encode(offset, forKey: Name("offset"))
        try container.encode(total, forKey: Name("total"))
    }
}

extension Tally {
    /// The site's name as clients see it.
    fileprivate var siteName: String { site ?? "(default)" }
}
