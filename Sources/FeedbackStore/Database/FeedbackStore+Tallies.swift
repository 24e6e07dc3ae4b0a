import GRDB

/// How verdicts on a site's comments turned out in a span of time; comments that are gone since count with the label that they had.
public struct Tally: Sendable, Hashable {
    /// The name of the site; `nil` is the default site.
    public var site: String?
    /// How many comments were given the verdict spam.
    public var spam: Int
    /// How many comments were given another verdict, ham or unsure.
    public var ham: Int
    /// How many of the latter are marked as spam.
    public var missedSpam: Int
    /// How many of the former are marked as ham.
    public var falsePositives: Int

    /// Makes a tally from its parts.
    public init(site: String?, spam: Int, ham: Int, missedSpam: Int, falsePositives: Int) {
        self.site = site
        self.spam = spam
        self.ham = ham
        self.missedSpam = missedSpam
        self.falsePositives = falsePositives
    }
}

extension FeedbackStore {
    /// The tallies of each site that had comments judged in a span of time, by name.
    ///
    /// Over all time they add up to the verdicts of ``statistics()``. O(tallies of those days), however many comments there are.
    ///
    /// - Parameters:
    ///   - sites: Which sites count.
    ///   - span: Times of arrival, in milliseconds since 1970; of a day, in UTC, all or nothing counts.
    /// - Returns: One tally for each site.
    /// - Throws: A ``FeedbackStoreError``, or `CancellationError`.
    public func tallies(of sites: CommentQuery.Sites, in span: Range<Int64>) async throws -> [Tally] {
        let condition = sites.tallyCondition
        let days = [span.lowerBound / KeyDirectory.day, (span.upperBound - 1) / KeyDirectory.day]
        let arguments = StatementArguments(days) + StatementArguments(condition.values)
        let selects = ["dayTally", "goneTally"].map { table in
            """
            SELECT site.name, tally.verdict, tally.label, tally.comments
            FROM \(table) AS tally JOIN site ON site.id = tally.siteID
            WHERE tally.day BETWEEN ? AND ? AND tally.verdict <> '' \(condition.sql)
            """
        }
        let sql = selects.joined(separator: " UNION ALL ")
        return try await read { db in
            var tallies: [String: Tally] = [:]
            let rows = try Row.fetchCursor(db, sql: sql, arguments: arguments + arguments)
            while let row = try rows.next() {
                let name: String = row[0]
                let site = name.isEmpty ? nil : name
                tallies[name, default: Tally(site: site)].add(row[3], verdict: row[1], label: row[2])
            }
            return tallies.sorted { $0.key < $1.key }.map(\.value)
        }
    }

    /// When the day begins, in milliseconds since 1970, on which the first comment arrived that is counted; `nil` while there is
    /// none.
    public func firstDay() async throws -> Int64? {
        try await read { db in
            let days = try ["dayTally", "goneTally"].compactMap { table in
                try Int64.fetchOne(db, sql: "SELECT min(day) FROM \(table)")
            }
            return days.min().map { $0 * KeyDirectory.day }
        }
    }
}

extension Tally {
    /// Nothing was judged.
    fileprivate init(site: String?) {
        self.init(site: site, spam: 0, ham: 0, missedSpam: 0, falsePositives: 0)
    }

    /// Adds comments of one verdict and one label, 1 for spam and 0 for ham.
    fileprivate mutating func add(_ comments: Int, verdict: String, label: Int) {
        if verdict == "spam" {
            spam += comments
            if label == 0 { falsePositives += comments }
        } else {
            ham += comments
            if label == 1 { missedSpam += comments }
        }
    }
}
