import GRDB

/// Databases as earlier versions made them, with something of everything in them.
///
/// The statements are those of the time and are never changed.
enum EarlierDatabase {
    /// The migrations that each version knew, and what it made.
    static let versions: [(migrations: [String], statements: [String])] = [
        (["1 feedback"], [first, firstRows]),
        (["1 feedback", "2 forgetting"], [first, firstRows, second]),
        (["1 feedback", "2 forgetting", "3 keys"], [first, firstRows, second, third]),
        (["1 feedback", "2 forgetting", "3 keys", "4 akismet"], [first, firstRows, second, third, fourth]),
        (
            ["1 feedback", "2 forgetting", "3 keys", "4 akismet", "5 leases"],
            [first, firstRows, second, third, fourth, fifth]
        ),
        (
            ["1 feedback", "2 forgetting", "3 keys", "4 akismet", "5 leases", "6 notices"],
            [first, firstRows, second, third, fourth, fifth, sixth]
        ),
        (
            ["1 feedback", "2 forgetting", "3 keys", "4 akismet", "5 leases", "6 notices", "7 features"],
            [first, firstRows, second, third, fourth, fifth, sixth, seventh]
        ),
        (
            ["1 feedback", "2 forgetting", "3 keys", "4 akismet", "5 leases", "6 notices", "7 features", "8 queue"],
            [first, firstRows, second, third, fourth, fifth, sixth, seventh, eighth]
        ),
        (
            [
                "1 feedback", "2 forgetting", "3 keys", "4 akismet", "5 leases", "6 notices", "7 features", "8 queue",
                "9 tallies",
            ],
            [first, firstRows, second, third, fourth, fifth, sixth, seventh, eighth, ninth]
        ),
    ]

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

    /// Two sites, a dataset and a removed one, and comments that are spam, ham, relabelled, unmarked and never marked.
    private static let firstRows = """
        INSERT INTO installation (id, hashSeed, createdAt) VALUES (1, -42, 1700000000000);
        INSERT INTO site (id, name) VALUES (7, 'example.org');
        INSERT INTO dataset (id, name, importedAt, removedAt) VALUES
            (1, 'kept', 1700000000001, NULL), (2, 'removed', 1700000000002, 1700000000009);
        INSERT INTO comment (key, id, siteID, datasetID, digest, content, author, label, verdict, probability,
            modelRevision, discard) VALUES
            (1, '00000000000000000000000001', 1, NULL, zeroblob(32), 'spam of a person', 'Ann', 1, 'unsure', 0.5, 0, 0),
            (2, '00000000000000000000000002', 7, NULL, randomblob(32), 'first spam, then ham', NULL, 0, NULL, NULL,
                NULL, NULL),
            (3, '00000000000000000000000003', 7, NULL, randomblob(32), 'marked and unmarked', NULL, NULL, 'spam', 0.9,
                0, 1),
            (4, '00000000000000000000000004', 1, NULL, randomblob(32), 'never marked', NULL, NULL, 'ham', 0.1, 0, 0),
            (5, '00000000000000000000000005', 1, 1, NULL, 'of a dataset', NULL, 0, NULL, NULL, NULL, NULL),
            (6, '00000000000000000000000006', 1, 2, NULL, 'of a removed dataset', NULL, NULL, NULL, NULL, NULL, NULL);
        INSERT INTO feedback (revision, kind, commentKey, label, previous, source, loggedAt) VALUES
            (1, 'mark', 1, 1, NULL, 'moderator:Ann', 1700000000001), (2, 'mark', 2, 1, NULL, 'akismet', 1700000000002),
            (3, 'mark', 3, 0, NULL, 'commandLine', 1700000000003),
            (4, 'mark', 5, 0, NULL, 'dataset:kept', 1700000000004),
            (5, 'mark', 6, 1, NULL, 'dataset:removed', 1700000000005),
            (6, 'refit', NULL, NULL, NULL, NULL, 1700000000006),
            (8, 'mark', 2, 0, 1, 'dashboard', 1700000000007), (9, 'mark', 3, NULL, 0, 'commandLine', 1700000000008),
            (10, 'mark', 6, NULL, 1, 'dataset:removed', 1700000000009),
            (11, 'refit', NULL, NULL, NULL, NULL, 1700000000010);
        """
}
