import GRDB

extension FeedbackStore {
    /// Counts what the database holds, all in one state of it.
    ///
    /// - Complexity: O(comments + log entries): for a page that people look at, not for every request.
    public func statistics() async throws -> Statistics {
        try await read { db in
            let sites = try Self.siteStatistics(db)
            let kept = try Row.fetchOne(db, sql: Self.keptComments)
            return Statistics(
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
        }
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

    private static let verdicts = "SELECT verdict, count(*) FROM comment WHERE verdict IS NOT NULL GROUP BY verdict"

    private static let databaseBytes = """
        SELECT page_count * page_size FROM pragma_page_count, pragma_page_size
        """
}
