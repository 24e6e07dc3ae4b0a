import GRDB
import SpamClassifier

extension Schema {
    /// Gives moderators what their queue is searched by: what is unsure, what is marked, authors, languages and link hosts.
    static func registerQueue(_ migrator: inout DatabaseMigrator) {
        migrator.registerMigration("8 queue", foreignKeyChecks: .immediate) { db in
            try db.execute(sql: queue)
            try fillHosts(db)
        }
    }

    // Partial indices cost a new comment nothing where they do not apply to it. The hosts of a comment go with its text.
    private static let queue = """
        CREATE INDEX commentUnsure ON comment (margin, id)
            WHERE datasetID IS NULL AND label IS NULL AND verdict = 'unsure';
        CREATE INDEX commentUnsureOfSite ON comment (siteID, margin, id)
            WHERE datasetID IS NULL AND label IS NULL AND verdict = 'unsure';
        CREATE INDEX commentMarked ON comment (id) WHERE datasetID IS NULL AND label IS NOT NULL;
        CREATE INDEX commentMarkedOfSite ON comment (siteID, id) WHERE datasetID IS NULL AND label IS NOT NULL;
        CREATE INDEX commentByAuthor ON comment (author COLLATE NOCASE, id)
            WHERE datasetID IS NULL AND author IS NOT NULL;
        CREATE INDEX commentByLanguage ON comment (language COLLATE NOCASE, id)
            WHERE datasetID IS NULL AND language IS NOT NULL;
        CREATE TABLE commentHost (
            host TEXT NOT NULL CHECK (host <> ''),
            commentID TEXT NOT NULL,
            PRIMARY KEY (host, commentID)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX commentHostByComment ON commentHost (commentID);
        CREATE TRIGGER commentHostGoesWithComment AFTER DELETE ON comment BEGIN
            DELETE FROM commentHost WHERE commentID = OLD.id;
        END;
        CREATE TRIGGER commentHostGoesWithContent AFTER UPDATE OF content ON comment BEGIN
            DELETE FROM commentHost WHERE commentID = OLD.id;
        END;
        """

    private static func fillHosts(_ db: Database) throws {
        var lastKey: Int64 = 0
        while true {
            let rows = try Row.fetchAll(db, sql: rowsToFill, arguments: [lastKey])
            guard let last = rows.last else { return }
            for row in rows {
                var comment = Comment(content: row[2])
                comment.authorURL = row[3]
                try LinkHosts(of: comment).insert(db, id: row[1])
            }
            lastKey = last[0]
        }
    }

    // The columns are named here, for those of later versions are not there yet.
    private static let rowsToFill = """
        SELECT key, id, content, authorURL FROM comment WHERE key > ? AND datasetID IS NULL ORDER BY key LIMIT 500
        """
}
