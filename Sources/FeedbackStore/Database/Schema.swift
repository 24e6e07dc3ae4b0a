import GRDB

/// The tables, and how a database of an earlier version becomes one of this version.
enum Schema {
    /// What tells a database of Hamlet from any other SQLite file: the bytes of "HmLt".
    static let applicationID: Int32 = 0x486D_4C74

    static let migrator: DatabaseMigrator = {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 feedback", foreignKeyChecks: .immediate) { db in
            try db.execute(sql: "PRAGMA application_id = \(applicationID)")
            try db.execute(sql: installation)
            try db.execute(sql: site)
            try db.execute(sql: dataset)
            try db.execute(sql: comment)
            try db.execute(sql: feedback)
        }
        migrator.registerMigration("2 forgetting", foreignKeyChecks: .immediate, migrate: addForgetting)
        registerKeys(&migrator)
        registerAkismet(&migrator)
        registerLeases(&migrator)
        registerNotices(&migrator)
        registerFeatures(&migrator)
        registerQueue(&migrator)
        registerTallies(&migrator)
        registerGone(&migrator)
        return migrator
    }()

    /// Whether the file holds tables of another program.
    static func isForeign(_ db: Database) throws -> Bool {
        guard try Int32.fetchOne(db, sql: "PRAGMA application_id") != applicationID else { return false }
        // The migrator's own table may be there alone for a moment while another process creates the database.
        let others = "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name NOT LIKE '%grdb_migrations%')"
        return try Bool.fetchOne(db, sql: others) ?? false
    }

    /// The migrations in the file that this version does not know.
    static func unknownMigrations(_ db: Database) throws -> [String] {
        try migrator.appliedIdentifiers(db).subtracting(migrator.migrations).sorted()
    }
}

extension Schema {
    private static let installation = """
        CREATE TABLE installation (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            hashSeed INTEGER NOT NULL,
            createdAt INTEGER NOT NULL
        ) STRICT;
        """

    private static let site = """
        CREATE TABLE site (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL UNIQUE
        ) STRICT;
        INSERT INTO site (name) VALUES ('');
        """

    // A removed dataset keeps its row; its comments are thrown away in small steps.
    private static let dataset = """
        CREATE TABLE dataset (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL CHECK (name <> ''),
            importedAt INTEGER NOT NULL,
            removedAt INTEGER
        ) STRICT;
        CREATE UNIQUE INDEX datasetByName ON dataset (name) WHERE removedAt IS NULL;
        """

    private static let comment = """
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
        """

    private static let feedback = """
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
