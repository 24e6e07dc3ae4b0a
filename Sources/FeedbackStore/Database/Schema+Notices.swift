import GRDB

extension Schema {
    /// Registers the step that brings webhooks and the notices that are on their way.
    static func registerNotices(_ migrator: inout DatabaseMigrator) {
        migrator.registerMigration("6 notices", foreignKeyChecks: .immediate) { db in
            try db.execute(sql: webhook)
            try db.execute(sql: notice)
        }
    }

    private static let webhook = """
        CREATE TABLE webhook (
            siteID INTEGER PRIMARY KEY REFERENCES site (id),
            kind TEXT NOT NULL CHECK (kind IN ('signed', 'akismet')),
            authority TEXT NOT NULL CHECK (authority <> ''),
            url TEXT CHECK (url <> ''),
            allowsPrivate INTEGER NOT NULL CHECK (allowsPrivate IN (0, 1)),
            secret BLOB NOT NULL CHECK (length(secret) = 32),
            previousSecret BLOB CHECK (length(previousSecret) = 32),
            rotatedAt INTEGER,
            createdAt INTEGER NOT NULL,
            failures INTEGER NOT NULL DEFAULT 0,
            retryAt INTEGER NOT NULL DEFAULT 0,
            delivered INTEGER NOT NULL DEFAULT 0,
            dropped INTEGER NOT NULL DEFAULT 0,
            deliveredAt INTEGER,
            failedAt INTEGER,
            failure TEXT,
            CHECK (kind = 'akismet' OR url IS NOT NULL)
        ) STRICT;
        """

    // One row for each comment of which the site was told, or has to be, more than its verdict. While a notice is on its way
    // nobody knows what the site believes, and `told` is NULL.
    private static let notice = """
        CREATE TABLE notice (
            commentKey INTEGER PRIMARY KEY REFERENCES comment (key) ON DELETE CASCADE,
            siteID INTEGER NOT NULL REFERENCES webhook (siteID) ON DELETE CASCADE,
            told TEXT CHECK (told IN ('spam', 'ham', 'unsure')),
            id TEXT UNIQUE CHECK (length(id) = 26),
            outcome TEXT CHECK (outcome IN ('spam', 'ham', 'unsure')),
            madeAt INTEGER,
            attempts INTEGER NOT NULL DEFAULT 0,
            dueAt INTEGER,
            CHECK ((outcome IS NULL) = (id IS NULL)),
            CHECK ((outcome IS NULL) = (madeAt IS NULL)),
            CHECK ((outcome IS NULL) = (dueAt IS NULL))
        ) STRICT;
        CREATE INDEX noticeDue ON notice (siteID, dueAt);
        CREATE INDEX noticeOldest ON notice (madeAt) WHERE outcome IS NOT NULL;
        """
}
