import GRDB

/// How verdicts on a site's comments turned out in a span of time.
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
    /// The tallies of each site that has judged comments in a span of time, by name.
    ///
    /// Over all time they add up to the verdicts of ``statistics()``. O(comments of the span).
    ///
    /// - Parameters:
    ///   - sites: Which sites count.
    ///   - span: Times of arrival, in milliseconds since 1970.
    /// - Returns: One tally for each site.
    /// - Throws: A ``FeedbackStoreError``, or `CancellationError`.
    public func tallies(of sites: CommentQuery.Sites, in span: Range<Int64>) async throws -> [Tally] {
        var condition = ""
        var arguments: StatementArguments = [
            CommentID.earliest(at: span.lowerBound).description, CommentID.earliest(at: span.upperBound).description,
        ]
        if case .only(let site) = sites {
            condition = "AND comment.siteID = (SELECT id FROM site WHERE name = ?)"
            arguments += [(site ?? "").storable]
        }
        let sql = """
            SELECT site.name,
                count(*) FILTER (WHERE verdict = 'spam'), count(*) FILTER (WHERE verdict <> 'spam'),
                count(*) FILTER (WHERE verdict <> 'spam' AND label = 1),
                count(*) FILTER (WHERE verdict = 'spam' AND label = 0)
            FROM comment JOIN site ON site.id = comment.siteID
            WHERE comment.id >= ? AND comment.id < ? AND datasetID IS NULL AND verdict IS NOT NULL \(condition)
            GROUP BY site.name ORDER BY site.name
            """
        return try await read { [arguments] db in
            try Row.fetchAll(db, sql: sql, arguments: arguments).map { row in
                let name: String = row[0]
                return Tally(
                    site: name.isEmpty ? nil : name,
                    spam: row[1],
                    ham: row[2],
                    missedSpam: row[3],
                    falsePositives: row[4]
                )
            }
        }
    }

    /// When the oldest comment arrived, in milliseconds since 1970; `nil` while there is none.
    public func firstArrival() async throws -> Int64? {
        let sql = "SELECT id FROM comment WHERE datasetID IS NULL ORDER BY id LIMIT 1"
        return try await read { db in
            let id = try String.fetchOne(db, sql: sql)
            return id.flatMap { CommentID($0) }?.milliseconds
        }
    }
}
