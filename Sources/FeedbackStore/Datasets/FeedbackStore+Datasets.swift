import GRDB
public import SpamClassifier

extension FeedbackStore {
    /// Reads labelled comments in under a name; they count for nothing until the dataset is put in force by a refit.
    ///
    /// Many small transactions, between which others write. If `rows` throws, or the task is cancelled, what was read in is
    /// thrown away; what a killed process left behind is thrown away by ``discardLeftovers(olderThan:limit:)``.
    ///
    /// - Parameters:
    ///   - name: The name of the dataset, not empty.
    ///   - rows: Passes the comments one by one to its argument. Equal comments stay separate.
    /// - Returns: What was read in, for ``plan(_:)``.
    /// - Throws: What `rows` throws, `CancellationError`, or a ``FeedbackStoreError``.
    public func stageDataset(
        named name: String,
        rows: @Sendable (_ add: (Comment, Label) throws -> Void) throws -> Void
    ) async throws -> StagedDataset {
        guard !name.isEmpty else { throw FeedbackStoreError.unnamedDataset }
        do {
            var staging = try DatasetStaging(name: name.storable, in: self)
            do {
                try rows { comment, label in
                    try Task.checkCancellation()
                    try staging.add(comment, label)
                }
                try staging.flush()
                return staging.dataset
            } catch {
                try await discard(staging.dataset)
                throw error
            }
        } catch let error as DatabaseError {
            throw failure(error)
        } catch let error as DamagedRow {
            throw failure(error)
        }
    }

    /// Imports labelled comments under a name, in place of an earlier dataset of that name.
    ///
    /// Either all of it happens, at once, with a refit, or nothing: if `rows` throws, or the task is cancelled, or the process
    /// is killed.
    ///
    /// ```swift
    /// try await store.importDataset(named: "sms") { add in
    ///     while let message = try reader.next() { try add(message.comment, message.label) }
    /// }
    /// ```
    ///
    /// - Returns: What was added and taken back.
    /// - Throws: As ``stageDataset(named:rows:)``.
    public func importDataset(
        named name: String,
        rows: @Sendable (_ add: (Comment, Label) throws -> Void) throws -> Void
    ) async throws -> DatasetOutcome {
        let staged = try await stageDataset(named: name, rows: rows)
        return DatasetOutcome(staged, try await apply(.adding(staged)))
    }

    /// Imports labelled comments under a name, in place of an earlier dataset of that name.
    ///
    /// Does with every element what the other method does with every comment that its closure passes on.
    public func importDataset(
        named name: String,
        rows: some Sequence<(Comment, Label)> & Sendable
    ) async throws -> DatasetOutcome {
        try await importDataset(named: name) { add in
            for (comment, label) in rows { try add(comment, label) }
        }
    }

    /// Takes back every label of a dataset in one transaction with a refit.
    ///
    /// The texts are out of reach at once, and thrown away in small steps by ``discardLeftovers(olderThan:limit:)``.
    ///
    /// - Throws: ``FeedbackStoreError/unknownDataset(name:)``, or why the database could not be written.
    public func removeDataset(named name: String) async throws(FeedbackStoreError) -> DatasetOutcome {
        let outcome = try await apply(.removing(dataset: name.storable))
        return DatasetOutcome(
            name: name.storable,
            spam: 0,
            ham: 0,
            removed: outcome.removedLabels,
            revision: outcome.revision ?? 0
        )
    }

    /// Whether somebody reads a dataset in, or computes the refit that will come with it.
    ///
    /// What was begun more than an hour ago counts as given up.
    public func isReadingDataset() async throws -> Bool {
        let since = clock() - 3_600_000
        let sql = """
            SELECT EXISTS (
                SELECT 1 FROM dataset WHERE fromRevision IS NULL AND removedAt IS NULL AND importedAt > ?
            )
            """
        return try await read { db in try Bool.fetchOne(db, sql: sql, arguments: [since]) ?? false }
    }

    /// Throws away what was read in and is not in force.
    public func discard(_ dataset: StagedDataset) async throws(FeedbackStoreError) {
        let time = clock()
        try await write { db in
            try db.execute(
                sql: "UPDATE dataset SET removedAt = ? WHERE id = ? AND fromRevision IS NULL",
                arguments: [time, dataset.id]
            )
        }
        while try await discardLeftovers(limit: 500) > 0 {}
    }

    /// The datasets that are there, by name, with the labels that their comments have now.
    public func datasets() async throws -> [Dataset] {
        let sql = """
            SELECT dataset.name, dataset.importedAt,
                (SELECT count(*) FROM comment WHERE datasetID = dataset.id AND label = 1),
                (SELECT count(*) FROM comment WHERE datasetID = dataset.id AND label = 0)
            FROM dataset WHERE dataset.removedAt IS NULL AND dataset.fromRevision IS NOT NULL ORDER BY dataset.name
            """
        return try await read { db in
            try Row.fetchAll(db, sql: sql).map { row in
                Dataset(name: row[0], importedAt: row[1], spam: row[2], ham: row[3])
            }
        }
    }
}
