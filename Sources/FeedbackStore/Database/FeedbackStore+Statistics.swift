import GRDB

extension FeedbackStore {
    /// Counts what the database holds, all in one state of it.
    ///
    /// - Complexity: O(comments + log entries): for a page that people look at, not for every request.
    public func statistics() async throws -> Statistics {
        let now = clock()
        let createdAt = installation.createdAt
        return try await read { db in
            let sites = try Self.siteStatistics(db)
            let kept = try Row.fetchOne(db, sql: Self.keptComments)
            let tableBytes = try Self.tableBytes(db)
            var statistics = Statistics(
                comments: kept?[0] ?? 0,
                datasetComments: kept?[1] ?? 0,
                removedComments: kept?[2] ?? 0,
                spam: sites.reduce(0) { $0 + $1.spam },
                ham: sites.reduce(0) { $0 + $1.ham },
                marks: try Self.counts(db, sql: Self.marks),
                verdicts: try Self.counts(db, sql: Self.verdicts),
                sites: sites,
                revision: try FeedbackLog.revision(db),
                databaseBytes: try Int64.fetchOne(db, sql: Self.databaseBytes) ?? 0
            )
            statistics.tableBytes = tableBytes
            let all = Int64(statistics.comments + statistics.datasetComments + statistics.removedComments)
            let span = min(max(now - createdAt, Self.day), 7 * Self.day)
            let since = CommentID.earliest(at: now - span).description
            let recent = try Int64.fetchOne(db, sql: Self.recentComments, arguments: [since]) ?? 0
            statistics.bytesPerDay =
                all == 0 ? 0 : recent * (tableBytes["comment"] ?? 0) / all * Self.day / span
            return statistics
        }
    }

    private static let day: Int64 = 86_400_000
    private static let recentComments = "SELECT count(*) FROM comment WHERE datasetID IS NULL AND id >= ?"

    /// Every page of the file is looked at.
    private static func tableBytes(_ db: Database) throws -> [String: Int64] {
        let isThere = "SELECT EXISTS (SELECT 1 FROM pragma_module_list WHERE name = 'dbstat')"
        guard try Bool.fetchOne(db, sql: isThere) == true else { return [:] }
        let sql = """
            SELECT coalesce(object.tbl_name, page.name), sum(page.pgsize)
            FROM dbstat AS page LEFT JOIN sqlite_schema AS object ON object.name = page.name
            WHERE page.aggregate = TRUE GROUP BY 1
            """
        let rows = try Row.fetchAll(db, sql: sql).map { ($0[0] as String, $0[1] as Int64) }
        return Dictionary(uniqueKeysWithValues: rows)
    }

    private static func siteStatistics(_ db: Database) throws -> [SiteStatistics] {
        try Row.fetchAll(db, sql: sites).map { row in
            let name: String = row[0]
            return SiteStatistics(site: name.isEmpty ? nil : name, comments: row[1], spam: row[2], ham: row[3])
        }
    }

    private static func counts(_ db: Database, sql: String) throws -> [String: Int] {
        let rows = try Row.fetchAll(db, sql: sql).map { row in (row[0] as String, row[1] as Int) }
        return Dictionary(uniqueKeysWithValues: rows)
    }

    private static let keptComments = """
        SELECT
            count(*) FILTER (WHERE comment.datasetID IS NULL),
            count(*) FILTER (WHERE dataset.fromRevision IS NOT NULL AND dataset.removedAt IS NULL),
            count(*) FILTER (
                WHERE comment.datasetID IS NOT NULL AND (dataset.fromRevision IS NULL OR dataset.removedAt IS NOT NULL)
            )
        FROM comment LEFT JOIN dataset ON dataset.id = comment.datasetID
        """

    private static let sites = """
        SELECT site.name, count(*), coalesce(sum(comment.label = 1), 0), coalesce(sum(comment.label = 0), 0)
        FROM comment JOIN site ON site.id = comment.siteID LEFT JOIN dataset ON dataset.id = comment.datasetID
        WHERE \(CommentRow.isPresent)
        GROUP BY site.name ORDER BY site.name
        """

    private static let marks = """
        SELECT iif(instr(source, ':') > 0, substr(source, 1, instr(source, ':') - 1), source), count(*)
        FROM feedback WHERE kind = 'mark' GROUP BY 1
        """

    private static let verdicts = """
        SELECT verdict, sum(comments)
        FROM (SELECT verdict, comments FROM dayTally UNION ALL SELECT verdict, comments FROM goneTally)
        WHERE verdict <> '' GROUP BY verdict
        """

    private static let databaseBytes = """
        SELECT page_count * page_size FROM pragma_page_count, pragma_page_size
        """
}
