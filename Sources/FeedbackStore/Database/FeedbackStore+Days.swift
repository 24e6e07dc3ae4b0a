import GRDB

extension FeedbackStore {
    /// What happened on each of the last days, by site; days and sites without comments and marks are left out.
    ///
    /// - Parameters:
    ///   - days: How many days, the day of the time given included; clamped to 1...366.
    ///   - time: A time of the last day, in milliseconds since 1970; `nil` is now.
    ///   - sites: Which sites count.
    /// - Returns: One entry for each day and site, newest day first, then by site.
    /// - Throws: A ``FeedbackStoreError``, or `CancellationError`.
    /// - Complexity: O(comments of those days + log entries).
    public func dailyStatistics(
        days: Int,
        through time: Int64? = nil,
        sites: CommentQuery.Sites = .all
    ) async throws -> [DailyStatistics] {
        let last = (time ?? clock()) / KeyDirectory.day
        let first = last - Int64(min(max(days, 1), 366)) + 1
        let found = try await read { db in
            var found: [DayAndSite: DailyStatistics] = [:]
            for day in first...last {
                let start = day * KeyDirectory.day
                for row in try Self.comments(db, from: start, sites) {
                    let site = Self.site(row[0])
                    found[DayAndSite(day: start, site: site)] = Self.statistics(row, day: start, site: site)
                }
            }
            for row in try Self.marks(db, from: first * KeyDirectory.day, to: (last + 1) * KeyDirectory.day, sites) {
                let place = DayAndSite(day: row[1], site: Self.site(row[0]))
                found[place, default: DailyStatistics(day: place.day, site: place.site)].marks = row[2]
            }
            return found
        }
        return found.values.sorted { ($1.day, $0.site ?? "") < ($0.day, $1.site ?? "") }
    }

    private struct DayAndSite: Hashable {
        let day: Int64
        let site: String?
    }

    private static func site(_ name: String) -> String? { name.isEmpty ? nil : name }

    private static func condition(_ sites: CommentQuery.Sites) -> (sql: String, values: [String]) {
        switch sites {
        case .all: ("", [])
        case .only(let site):
            ("AND comment.siteID = (SELECT id FROM site WHERE name = ?)", [(site ?? "").storable])
        }
    }

    private static func comments(_ db: Database, from start: Int64, _ sites: CommentQuery.Sites) throws -> [Row] {
        let condition = condition(sites)
        let end = start + KeyDirectory.day
        let sql = """
            SELECT site.name, sum(verdict IS 'spam'), sum(verdict IS 'ham'), sum(verdict IS 'unsure'),
                sum(label IS 1), sum(label IS 0),
                sum(label IS 0 AND verdict IS NOT NULL), sum(label IS 0 AND verdict IS 'spam'),
                sum(label IS 1 AND verdict IS NOT NULL), sum(label IS 1 AND verdict IS 'ham')
            FROM comment JOIN site ON site.id = comment.siteID
            WHERE datasetID IS NULL AND comment.id >= ? AND comment.id < ? \(condition.sql) GROUP BY site.name
            """
        let range = [CommentID.earliest(at: start).description, CommentID.earliest(at: end).description]
        return try Row.fetchAll(db, sql: sql, arguments: StatementArguments(range + condition.values))
    }

    private static func marks(
        _ db: Database,
        from start: Int64,
        to end: Int64,
        _ sites: CommentQuery.Sites
    ) throws -> [Row] {
        let condition = condition(sites)
        let sql = """
            SELECT site.name, loggedAt / \(KeyDirectory.day) * \(KeyDirectory.day), count(*)
            FROM feedback JOIN comment ON comment.key = feedback.commentKey JOIN site ON site.id = comment.siteID
            WHERE loggedAt >= \(start) AND loggedAt < \(end) AND comment.datasetID IS NULL \(condition.sql)
            GROUP BY 1, 2
            """
        return try Row.fetchAll(db, sql: sql, arguments: StatementArguments(condition.values))
    }

    private static func statistics(_ row: Row, day: Int64, site: String?) -> DailyStatistics {
        var statistics = DailyStatistics(day: day, site: site)
        statistics.verdicts = ["spam": row[1], "ham": row[2], "unsure": row[3]]
        statistics.spam = row[4]
        statistics.ham = row[5]
        statistics.judgedHam = row[6]
        statistics.hamCalledSpam = row[7]
        statistics.judgedSpam = row[8]
        statistics.spamCalledHam = row[9]
        return statistics
    }
}
