import GRDB

extension Schema {
    /// What a database of the first version lacks: refits of an earlier point of the log, datasets that come and go whole,
    /// texts that are dropped while their features stay, and forgetting.
    static func addForgetting(_ db: Database) throws {
        try db.execute(sql: forgetting)
        try db.execute(sql: "UPDATE installation SET secret = randomblob(32)")
    }

    // A refit learns the marks up to `asOf`, or up to itself where that is NULL; it `changesSet` when it comes with datasets
    // or comments that came or went.
    //
    // The comments of a dataset count from the revision at which it came into force, until the one at which it was removed.
    // A dataset that never came into force is one being read in, or one whose reading was cut short.
    private static let forgetting = """
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
        """
}
