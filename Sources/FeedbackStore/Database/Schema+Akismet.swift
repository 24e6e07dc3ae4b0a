import GRDB
import SpamClassifier

extension Schema {
    /// Gives comments what clients of the Akismet protocol send besides, and the likeness by which their reports find them.
    static func registerAkismet(_ migrator: inout DatabaseMigrator) {
        migrator.registerMigration("4 akismet", foreignKeyChecks: .immediate) { db in
            try db.execute(sql: likeness)
            try fillLikeness(db)
        }
    }

    private static let likeness = """
        ALTER TABLE comment ADD COLUMN role TEXT;
        ALTER TABLE comment ADD COLUMN signals TEXT;
        ALTER TABLE comment ADD COLUMN likeness BLOB CHECK (length(likeness) = 16);
        CREATE INDEX commentByLikeness ON comment (likeness, label) WHERE likeness IS NOT NULL;
        """

    /// Comments that were recorded before can be reported as well.
    private static func fillLikeness(_ db: Database) throws {
        let update = try db.makeStatement(sql: "UPDATE comment SET likeness = ? WHERE key = ?")
        var lastKey: Int64 = 0
        while true {
            // Rows are read in batches, for a cursor must not meet its own changes.
            let rows = try Row.fetchAll(db, sql: rowsToFill, arguments: [lastKey])
            guard let last = rows.last else { return }
            for row in rows {
                var comment = Comment(content: row[2])
                let site: String = row[1]
                comment.site = site.isEmpty ? nil : site
                comment.author = row[3]
                comment.authorEmail = row[4]
                comment.authorURL = row[5]
                comment.permalink = row[6]
                try update.execute(arguments: [CommentLikeness(of: comment).bytes, row[0] as Int64])
            }
            lastKey = last[0]
        }
    }

    // The columns are named here, for those of later versions are not there yet.
    private static let rowsToFill = """
        SELECT comment.key, site.name, comment.content, comment.author, comment.authorEmail, comment.authorURL,
            comment.permalink
        FROM comment JOIN site ON site.id = comment.siteID
        WHERE comment.key > ? AND comment.datasetID IS NULL ORDER BY comment.key LIMIT 500
        """
}
