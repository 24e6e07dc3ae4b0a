import GRDB

extension Schema {
    /// Lets a refit say how many features it kept at most, so that whoever computes it again keeps the same ones; and how many
    /// there were.
    static func registerFeatures(_ migrator: inout DatabaseMigrator) {
        migrator.registerMigration("7 features", foreignKeyChecks: .immediate) { db in
            try db.execute(
                sql: """
                    ALTER TABLE feedback ADD COLUMN maxFeatures INTEGER
                        CHECK (maxFeatures IS NULL OR (maxFeatures > 0 AND kind = 'refit'));
                    ALTER TABLE feedback ADD COLUMN features INTEGER CHECK (features IS NULL OR kind = 'refit');
                    """
            )
        }
    }
}
