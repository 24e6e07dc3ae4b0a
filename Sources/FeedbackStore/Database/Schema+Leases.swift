import GRDB

extension Schema {
    /// Registers the step that brings the right to change the labelled set, and indexes for counts by day and for lists by
    /// uncertainty whatever the label.
    static func registerLeases(_ migrator: inout DatabaseMigrator) {
        migrator.registerMigration("5 leases", foreignKeyChecks: .immediate) { db in try db.execute(sql: leases) }
    }

    private static let leases = """
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
}
