/// What the service and its clients made necessary.
extension EarlierDatabase {
    /// What keys, the audit log and repeated requests brought.
    static let third = """
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

    /// What clients of the Akismet protocol brought.
    static let fourth = """
        ALTER TABLE comment ADD COLUMN role TEXT;
        ALTER TABLE comment ADD COLUMN signals TEXT;
        ALTER TABLE comment ADD COLUMN likeness BLOB CHECK (length(likeness) = 16);
        CREATE INDEX commentByLikeness ON comment (likeness, label) WHERE likeness IS NOT NULL;
        """

    /// What changes of the labelled set, lists and counts brought.
    static let fifth = """
        CREATE TABLE changeLease (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            holder INTEGER NOT NULL,
            until INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX feedbackByTime ON feedback (loggedAt);
        DROP INDEX commentUncertain;
        DROP INDEX commentUncertainOfSite;
        CREATE INDEX commentUncertain ON comment (label, margin, id) WHERE datasetID IS NULL AND margin IS NOT NULL;
        CREATE INDEX commentUncertainOfSite ON comment (siteID, label, margin, id)
            WHERE datasetID IS NULL AND margin IS NOT NULL;
        """

    /// What notices to sites brought.
    static let sixth = """
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

    /// What the bound on the number of features brought.
    static let seventh = """
        ALTER TABLE feedback ADD COLUMN maxFeatures INTEGER
            CHECK (maxFeatures IS NULL OR (maxFeatures > 0 AND kind = 'refit'));
        ALTER TABLE feedback ADD COLUMN features INTEGER CHECK (features IS NULL OR kind = 'refit');
        """

    /// What the queue of moderators brought.
    static let eighth = """
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
}
