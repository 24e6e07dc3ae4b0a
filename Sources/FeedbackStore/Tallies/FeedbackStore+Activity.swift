import GRDB

/// What happened on some days.
public struct Activity: Sendable, Hashable {
    /// When the first of the days begins, in milliseconds since 1970.
    public var start: Int64
    /// How many days there are.
    public var days: Int
    /// The comments that arrived on them, as they stand now.
    public var tallies: [DayTally]
    /// The marks that were made on them.
    public var marks: [DayMarks]

    /// Makes an activity from its parts.
    public init(start: Int64, days: Int, tallies: [DayTally], marks: [DayMarks]) {
        self.start = start
        self.days = days
        self.tallies = tallies
        self.marks = marks
    }
}

extension FeedbackStore {
    /// What happened on each of the last days.
    ///
    /// - Parameters:
    ///   - days: How many days, the day of the time given included; clamped to 1...366.
    ///   - time: A time of the last day, in milliseconds since 1970; `nil` is now.
    ///   - sites: Which sites count.
    /// - Returns: The tallies in no particular order; days without comments and marks have none.
    /// - Throws: A ``FeedbackStoreError``, or `CancellationError`.
    /// - Complexity: O(tallies of those days), at most 93 for each day and site, however many comments there are.
    public func activity(
        days: Int,
        through time: Int64? = nil,
        sites: CommentQuery.Sites = .all
    ) async throws -> Activity {
        let days = min(max(days, 1), 366)
        let last = (time ?? clock()) / KeyDirectory.day
        let first = last - Int64(days) + 1
        let condition = sites.tallyCondition
        let arguments = StatementArguments([first, last]) + StatementArguments(condition.values)
        let (tallies, marks) = try await read { db in
            let tallies = try Row.fetchAll(
                db,
                sql: """
                    SELECT tally.day, site.name, tally.verdict, tally.label, tally.tenth, tally.comments, tally.millionths
                    FROM dayTally AS tally JOIN site ON site.id = tally.siteID
                    WHERE tally.day BETWEEN ? AND ? \(condition.sql)
                    """,
                arguments: arguments
            )
            let marks = try Row.fetchAll(
                db,
                sql: """
                    SELECT tally.day, site.name, tally.marks FROM markTally AS tally JOIN site ON site.id = tally.siteID
                    WHERE tally.day BETWEEN ? AND ? \(condition.sql)
                    """,
                arguments: arguments
            )
            return (tallies.map(DayTally.init), marks.map(DayMarks.init))
        }
        return Activity(start: first * KeyDirectory.day, days: days, tallies: tallies, marks: marks)
    }

    /// The sites with their comments and labels, the default site first, then by name; comments of datasets are left out.
    ///
    /// O(days that each site has comments on).
    public func siteTallies() async throws -> [SiteStatistics] {
        let sql = """
            SELECT site.name,
                coalesce((SELECT sum(comments) FROM dayTally WHERE label = -1 AND siteID = site.id), 0),
                coalesce((SELECT sum(comments) FROM dayTally WHERE label = 1 AND siteID = site.id), 0),
                coalesce((SELECT sum(comments) FROM dayTally WHERE label = 0 AND siteID = site.id), 0)
            FROM site ORDER BY site.name
            """
        return try await read { db in
            try Row.fetchAll(db, sql: sql).map { row in
                let (name, unmarked, spam, ham): (String, Int, Int, Int) = (row[0], row[1], row[2], row[3])
                return SiteStatistics(
                    site: name.isEmpty ? nil : name,
                    comments: unmarked + spam + ham,
                    spam: spam,
                    ham: ham
                )
            }
        }
    }
}

extension CommentQuery.Sites {
    /// What a query of tallies asks for in addition, and its values.
    var tallyCondition: (sql: String, values: [String]) {
        switch self {
        case .all: ("", [])
        case .only(let site): ("AND tally.siteID = (SELECT id FROM site WHERE name = ?)", [(site ?? "").storable])
        }
    }
}
