import GRDB

/// The rows of datasets: which are in force, and how they come and go.
enum DatasetRow {
    /// The dataset of a name that is in force.
    static func id(named name: String, _ db: Database) throws -> Int64? {
        let sql = "SELECT id FROM dataset WHERE name = ? AND removedAt IS NULL AND fromRevision IS NOT NULL"
        return try Int64.fetchOne(db, sql: sql, arguments: [name.storable])
    }

    /// Puts a dataset that was read in whole in force.
    ///
    /// O(1): its comments have their labels already, which count from now on.
    ///
    /// - Throws: ``FeedbackStoreError/unknownDataset(name:)`` if what was read in is gone.
    static func putInForce(_ dataset: StagedDataset, at revision: Int64, _ db: Database) throws {
        try db.execute(
            sql: "UPDATE dataset SET fromRevision = ? WHERE id = ? AND fromRevision IS NULL AND removedAt IS NULL",
            arguments: [revision, dataset.id]
        )
        guard db.changesCount == 1 else { throw FeedbackStoreError.unknownDataset(name: dataset.name) }
    }

    /// Takes a dataset out of force; its comments are thrown away later, in small steps.
    ///
    /// The marks of its comments that stand behind the refit go at once, or they would be learnt on top of it.
    ///
    /// - Returns: How many comments it has, and how many of those have a label.
    static func remove(
        _ id: Int64,
        at revision: Int64,
        _ refit: FeedbackLog.Refit,
        _ db: Database
    ) throws -> (comments: Int, labels: Int) {
        try db.execute(
            sql: "UPDATE dataset SET removedAt = ?, untilRevision = ? WHERE id = ?",
            arguments: [refit.time, revision, id]
        )
        if let asOf = refit.asOf {
            try db.execute(
                sql: """
                    DELETE FROM feedback
                    WHERE revision > ? AND commentKey IN (SELECT key FROM comment WHERE datasetID = ?)
                    """,
                arguments: [asOf, id]
            )
        }
        let row = try Row.fetchOne(
            db,
            sql: "SELECT count(*), count(label) FROM comment WHERE datasetID = ?",
            arguments: [id]
        )
        return (row?[0] ?? 0, row?[1] ?? 0)
    }
}
