import GRDB

/// Databases as earlier versions made them, with something of everything in them.
///
/// The statements are those of the time and are never changed.
enum EarlierDatabase {
    /// The migrations in their order, what each made, and what was written before the next one came.
    private static let steps: [(migration: String, schema: String, rows: String)] = [
        ("1 feedback", first, firstRows), ("2 forgetting", second, secondRows), ("3 keys", third, thirdRows),
        ("4 akismet", fourth, fourthRows), ("5 leases", fifth, fifthRows), ("6 notices", sixth, sixthRows),
        ("7 features", seventh, seventhRows), ("8 queue", eighth, eighthRows),
        // The counts were made of what was there.
        ("9 tallies", ninth, ""),
    ]

    /// The migrations that each version knew, and what it made.
    static let versions: [(migrations: [String], statements: [String])] = steps.indices.map { last in
        (steps[...last].map(\.migration), steps[...last].flatMap { [$0.schema, $0.rows] })
    }

    /// The versions that know a migration, by their places in ``versions``.
    static func versions(since migration: String) -> [Int] {
        versions.indices.filter { versions[$0].migrations.contains(migration) }
    }

    /// Makes the database of a version.
    static func make(_ version: (migrations: [String], statements: [String]), at path: String) throws {
        let database = try DatabaseQueue(path: path)
        try database.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA application_id = \(0x486D_4C74)")
            try db.execute(sql: "CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY)")
            for migration in version.migrations {
                try db.execute(sql: "INSERT INTO grdb_migrations (identifier) VALUES (?)", arguments: [migration])
            }
            for statements in version.statements { try db.execute(sql: statements) }
        }
        try database.close()
    }

    private static let second = """
        ALTER TABLE installation ADD COLUMN secret BLOB CHECK (length(secret) = 32);

        ALTER TABLE feedback ADD COLUMN asOf INTEGER CHECK (asOf IS NULL OR (asOf <= revision AND kind = 'refit'));
        ALTER TABLE feedback ADD COLUMN digest INTEGER CHECK (digest IS NULL OR kind = 'refit');
        ALTER TABLE feedback ADD COLUMN changesSet INTEGER NOT NULL DEFAULT 0 CHECK (changesSet IN (0, 1));

        ALTER TABLE dataset ADD COLUMN fromRevision INTEGER;
        ALTER TABLE dataset ADD COLUMN untilRevision INTEGER;
        ALTER TABLE dataset ADD COLUMN isEmptied INTEGER NOT NULL DEFAULT 0 CHECK (isEmptied IN (0, 1));
        UPDATE dataset SET fromRevision = 0;
        UPDATE dataset SET untilRevision = (SELECT max(revision) FROM feedback WHERE kind = 'refit')
            WHERE removedAt IS NOT NULL;
        DROP INDEX datasetByName;
        CREATE UNIQUE INDEX datasetByName ON dataset (name) WHERE removedAt IS NULL AND fromRevision IS NOT NULL;

        ALTER TABLE comment ADD COLUMN features BLOB;
        ALTER TABLE comment ADD COLUMN textDroppedAt INTEGER CHECK (textDroppedAt IS NULL OR features IS NOT NULL);
        ALTER TABLE comment ADD COLUMN forgottenAt INTEGER;

        CREATE TABLE erasure (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            erasedAt INTEGER NOT NULL,
            source TEXT NOT NULL,
            comments INTEGER NOT NULL,
            labels INTEGER NOT NULL,
            revision INTEGER,
            digestBefore INTEGER,
            digestAfter INTEGER
        ) STRICT;

        DROP TRIGGER feedbackIsNeverDeleted;
        CREATE TRIGGER feedbackIsNeverDeleted BEFORE DELETE ON feedback
        WHEN NOT EXISTS (
            SELECT 1 FROM comment LEFT JOIN dataset ON dataset.id = comment.datasetID
            WHERE comment.key = OLD.commentKey
                AND (comment.forgottenAt IS NOT NULL OR dataset.removedAt IS NOT NULL)
        ) BEGIN
            SELECT RAISE(ABORT, 'the feedback log is append-only');
        END;

        UPDATE installation SET secret = randomblob(32);
        """

    private static let first = """
        CREATE TABLE installation (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            hashSeed INTEGER NOT NULL,
            createdAt INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE site (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL UNIQUE
        ) STRICT;
        INSERT INTO site (name) VALUES ('');
        CREATE TABLE dataset (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL CHECK (name <> ''),
            importedAt INTEGER NOT NULL,
            removedAt INTEGER
        ) STRICT;
        CREATE UNIQUE INDEX datasetByName ON dataset (name) WHERE removedAt IS NULL;
        CREATE TABLE comment (
            key INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE CHECK (length(id) = 26),
            siteID INTEGER NOT NULL REFERENCES site (id),
            datasetID INTEGER REFERENCES dataset (id),
            digest BLOB CHECK (length(digest) = 32),
            content TEXT NOT NULL,
            author TEXT,
            authorEmail TEXT,
            authorURL TEXT,
            authorIP TEXT,
            userAgent TEXT,
            referrer TEXT,
            permalink TEXT,
            type TEXT,
            date TEXT,
            language TEXT,
            context TEXT,
            honeypot TEXT,
            secondsToSubmit REAL,
            label INTEGER CHECK (label IN (0, 1)),
            verdict TEXT CHECK (verdict IN ('spam', 'ham', 'unsure')),
            probability REAL CHECK (probability BETWEEN 0 AND 1),
            modelRevision INTEGER,
            discard INTEGER CHECK (discard IN (0, 1)),
            margin REAL GENERATED ALWAYS AS (abs(probability - 0.5)) VIRTUAL,
            CHECK ((datasetID IS NULL) = (digest IS NOT NULL)),
            CHECK ((verdict IS NULL) = (probability IS NULL)),
            CHECK ((verdict IS NULL) = (modelRevision IS NULL)),
            CHECK ((verdict IS NULL) = (discard IS NULL))
        ) STRICT;
        CREATE INDEX commentByDigest ON comment (digest, label) WHERE digest IS NOT NULL;
        CREATE INDEX commentByLabel ON comment (label) WHERE label IS NOT NULL;
        CREATE INDEX commentByDataset ON comment (datasetID, label) WHERE datasetID IS NOT NULL;
        CREATE INDEX commentNewest ON comment (id) WHERE datasetID IS NULL;
        CREATE INDEX commentNewestOfSite ON comment (siteID, id) WHERE datasetID IS NULL;
        CREATE INDEX commentNewestByVerdict ON comment (verdict, id) WHERE datasetID IS NULL;
        CREATE INDEX commentNewestOfSiteByVerdict ON comment (siteID, verdict, id) WHERE datasetID IS NULL;
        CREATE INDEX commentNewestByLabel ON comment (label, id) WHERE datasetID IS NULL AND label IS NOT NULL;
        CREATE INDEX commentUncertain ON comment (margin, id)
            WHERE datasetID IS NULL AND label IS NULL AND margin IS NOT NULL;
        CREATE INDEX commentUncertainOfSite ON comment (siteID, margin, id)
            WHERE datasetID IS NULL AND label IS NULL AND margin IS NOT NULL;
        CREATE TABLE feedback (
            revision INTEGER PRIMARY KEY AUTOINCREMENT,
            kind TEXT NOT NULL CHECK (kind IN ('mark', 'refit')),
            commentKey INTEGER REFERENCES comment (key),
            label INTEGER CHECK (label IN (0, 1)),
            previous INTEGER CHECK (previous IN (0, 1)),
            source TEXT,
            loggedAt INTEGER NOT NULL,
            CHECK ((kind = 'mark') = (commentKey IS NOT NULL)),
            CHECK ((kind = 'mark') = (source IS NOT NULL)),
            CHECK ((kind = 'mark') = (label IS NOT previous))
        ) STRICT;
        CREATE INDEX feedbackByComment ON feedback (commentKey) WHERE commentKey IS NOT NULL;
        CREATE INDEX feedbackRefit ON feedback (revision) WHERE kind = 'refit';
        CREATE TRIGGER feedbackIsNeverUpdated BEFORE UPDATE ON feedback BEGIN
            SELECT RAISE(ABORT, 'the feedback log is append-only');
        END;
        CREATE TRIGGER feedbackIsNeverDeleted BEFORE DELETE ON feedback BEGIN
            SELECT RAISE(ABORT, 'the feedback log is append-only');
        END;
        CREATE TRIGGER feedbackIsNeverReplaced BEFORE INSERT ON feedback
        WHEN EXISTS (SELECT 1 FROM feedback WHERE revision = NEW.revision) BEGIN
            SELECT RAISE(ABORT, 'the feedback log is append-only');
        END;
        """
}
