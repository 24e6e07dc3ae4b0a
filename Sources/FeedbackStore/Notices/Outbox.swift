import GRDB
import SpamClassifier

/// Puts notices into the outbox, in the transaction of the mark that makes them due.
enum Outbox {
    /// Sees to it that the site will be told what holds of a comment, if it was last told something else.
    ///
    /// A notice that nobody has begun to deliver is taken back when the mark is. O(1); one look-up where the site has no
    /// webhook.
    ///
    /// - Parameters:
    ///   - key: The comment.
    ///   - label: Its label now.
    ///   - source: Who marked; what a site has reported itself it is not told.
    ///   - time: When, in milliseconds since 1970.
    ///   - db: The database, inside the transaction.
    /// - Throws: Why the database could not be read or written.
    static func follow(
        _ key: Int64,
        _ label: Label?,
        _ source: MarkSource,
        at time: Int64,
        _ db: Database
    ) throws {
        guard let row = try Row.fetchOne(try db.cachedStatement(sql: standing), arguments: [key]) else { return }
        let (siteID, verdict): (Int64, String) = (row[0], row[1])
        let hasRow: Bool = row[2]
        // Without a row the site believes its verdict; with one, nobody knows while a notice is on its way.
        let noted: String? = row[3]
        let told = hasRow ? noted : verdict
        let outcome = label?.name ?? verdict
        if source == .akismet {
            try settle(key, siteID, told: outcome, db)
        } else if told == outcome {
            if hasRow { try settle(key, siteID, told: outcome, db) }
        } else {
            let statement = try db.cachedStatement(sql: announcement)
            try statement.execute(
                arguments: [key, siteID, told, CommentID(at: time).description, outcome, time, time]
            )
        }
    }

    private static func settle(_ key: Int64, _ siteID: Int64, told: String, _ db: Database) throws {
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO notice (commentKey, siteID, told) VALUES (?, ?, ?)
                ON CONFLICT (commentKey) DO UPDATE
                SET told = excluded.told, id = NULL, outcome = NULL, madeAt = NULL, dueAt = NULL, attempts = 0
                """
        )
        try statement.execute(arguments: [key, siteID, told])
    }

    private static let standing = """
        SELECT comment.siteID, comment.verdict, notice.commentKey IS NOT NULL, notice.told
        FROM comment JOIN webhook ON webhook.siteID = comment.siteID
        LEFT JOIN notice ON notice.commentKey = comment.key
        WHERE comment.key = ? AND comment.datasetID IS NULL AND comment.verdict IS NOT NULL
        """

    private static let announcement = """
        INSERT INTO notice (commentKey, siteID, told, id, outcome, madeAt, dueAt) VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (commentKey) DO UPDATE
        SET id = excluded.id, outcome = excluded.outcome, madeAt = excluded.madeAt, dueAt = excluded.dueAt, attempts = 0
        """
}
