import GRDB

extension Schema {
    /// Registers the step that brings keys, the audit log, and the answers kept for repeated requests.
    static func registerKeys(_ migrator: inout DatabaseMigrator) {
        migrator.registerMigration("3 keys", foreignKeyChecks: .immediate) { db in
            try db.execute(sql: accessKey)
            try db.execute(sql: audit)
            try db.execute(sql: savedAnswer)
        }
    }

    // A revoked key keeps its row: a database that ever had a key is never open again.
    private static let accessKey = """
        CREATE TABLE accessKey (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            kind TEXT NOT NULL CHECK (kind IN ('bearer', 'akismet')),
            role TEXT NOT NULL CHECK (role IN ('check', 'moderate', 'admin')),
            siteID INTEGER REFERENCES site (id),
            name TEXT CHECK (name <> ''),
            digest BLOB NOT NULL UNIQUE CHECK (length(digest) = 32),
            createdAt INTEGER NOT NULL,
            revokedAt INTEGER,
            lastUsedAt INTEGER
        ) STRICT;
        CREATE TRIGGER accessKeyIsNeverDeleted BEFORE DELETE ON accessKey BEGIN
            SELECT RAISE(ABORT, 'keys are revoked, not deleted');
        END;
        """

    private static let audit = """
        CREATE TABLE audit (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            loggedAt INTEGER NOT NULL,
            source TEXT NOT NULL,
            action TEXT NOT NULL CHECK (action <> ''),
            subject TEXT NOT NULL
        ) STRICT;
        CREATE TRIGGER auditIsNeverUpdated BEFORE UPDATE ON audit BEGIN
            SELECT RAISE(ABORT, 'the audit log is append-only');
        END;
        CREATE TRIGGER auditIsNeverDeleted BEFORE DELETE ON audit BEGIN
            SELECT RAISE(ABORT, 'the audit log is append-only');
        END;
        """

    // An answer may quote its comment, so it goes when the comment goes or changes.
    private static let savedAnswer = """
        CREATE TABLE savedAnswer (
            name BLOB PRIMARY KEY NOT NULL CHECK (length(name) = 32),
            request BLOB NOT NULL CHECK (length(request) = 32),
            status INTEGER NOT NULL,
            body BLOB NOT NULL,
            commentID TEXT,
            savedAt INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX savedAnswerOldest ON savedAnswer (savedAt);
        CREATE INDEX savedAnswerByComment ON savedAnswer (commentID) WHERE commentID IS NOT NULL;
        CREATE TRIGGER savedAnswerGoesWithComment AFTER DELETE ON comment BEGIN
            DELETE FROM savedAnswer WHERE commentID = OLD.id;
        END;
        CREATE TRIGGER savedAnswerGoesWithContent AFTER UPDATE OF content ON comment BEGIN
            DELETE FROM savedAnswer WHERE commentID = OLD.id;
        END;
        """
}
