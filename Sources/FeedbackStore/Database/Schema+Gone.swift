import GRDB

extension Schema {
    /// Keeps count of verdicts whose comments are gone, so that figures which sites were shown do not shrink.
    static func registerGone(_ migrator: inout DatabaseMigrator) {
        migrator.registerMigration("10 gone", foreignKeyChecks: .immediate) { db in try db.execute(sql: gone) }
    }

    // The label is the one that a comment had when it went, -1 for none.
    private static let gone = """
        CREATE TABLE goneTally (
            day INTEGER NOT NULL,
            siteID INTEGER NOT NULL REFERENCES site (id),
            verdict TEXT NOT NULL CHECK (verdict <> ''),
            label INTEGER NOT NULL CHECK (label IN (-1, 0, 1)),
            comments INTEGER NOT NULL CHECK (comments > 0),
            PRIMARY KEY (day, siteID, verdict, label)
        ) STRICT, WITHOUT ROWID;
        CREATE TRIGGER verdictOutlivesComment AFTER DELETE ON comment
        WHEN OLD.datasetID IS NULL AND OLD.verdict IS NOT NULL BEGIN
            INSERT INTO goneTally (day, siteID, verdict, label, comments)
            VALUES (\(day("OLD.id")), OLD.siteID, OLD.verdict, coalesce(OLD.label, -1), 1)
            ON CONFLICT (day, siteID, verdict, label) DO UPDATE SET comments = comments + 1;
        END;
        """
}
