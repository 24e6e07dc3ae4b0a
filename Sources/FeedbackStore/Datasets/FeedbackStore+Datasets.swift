import GRDB
public import SpamClassifier

extension FeedbackStore {
    /// Imports labelled comments under a name, in place of an earlier dataset of that name.
    ///
    /// Everything is one transaction that ends with a refit: if `rows` throws, or the task is cancelled, nothing has
    /// happened. Nobody else can write to the database meanwhile, so read slow sources first.
    ///
    /// ```swift
    /// try await store.importDataset(named: "sms") { add in
    ///     while let message = try reader.next() { try add(message.comment, message.label) }
    /// }
    /// ```
    ///
    /// - Parameters:
    ///   - name: The name of the dataset, not empty.
    ///   - rows: Passes the comments one by one to its argument. Equal comments stay separate.
    /// - Returns: What was added and taken back.
    /// - Throws: What `rows` throws, `CancellationError`, or a ``FeedbackStoreError``.
    public func importDataset(
        named name: String,
        rows: @Sendable (_ add: (Comment, Label) throws -> Void) throws -> Void
    ) async throws -> DatasetOutcome {
        let name = try Self.checked(name)
        let time = clock()
        return try await writeCancellably { db in
            let removed = try DatasetImport.remove(named: name, time: time, db) ?? 0
            var dataset = try DatasetImport(name: name, time: time, db)
            try rows { comment, label in try dataset.add(comment, label, db) }
            return DatasetOutcome(
                name: name,
                spam: dataset.counts[.spam, default: 0],
                ham: dataset.counts[.ham, default: 0],
                removed: removed,
                revision: try FeedbackLog.appendRefit(at: time, db)
            )
        }
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

    /// Takes back every label of a dataset in one transaction that ends with a refit.
    ///
    /// The texts stay in the file, out of reach of ids and lists, for models that have yet to unlearn them.
    ///
    /// - Throws: ``FeedbackStoreError/unknownDataset(name:)``, or why the database could not be written.
    public func removeDataset(named name: String) async throws(FeedbackStoreError) -> DatasetOutcome {
        let name = name.storable
        let time = clock()
        return try await write { db in
            guard let removed = try DatasetImport.remove(named: name, time: time, db) else {
                throw FeedbackStoreError.unknownDataset(name: name)
            }
            let revision = try FeedbackLog.appendRefit(at: time, db)
            return DatasetOutcome(name: name, spam: 0, ham: 0, removed: removed, revision: revision)
        }
    }

    /// The datasets that are there, by name, with the labels that their comments have now.
    public func datasets() async throws -> [Dataset] {
        let sql = """
            SELECT dataset.name, dataset.importedAt,
                (SELECT count(*) FROM comment WHERE datasetID = dataset.id AND label = 1),
                (SELECT count(*) FROM comment WHERE datasetID = dataset.id AND label = 0)
            FROM dataset WHERE dataset.removedAt IS NULL ORDER BY dataset.name
            """
        return try await read { db in
            try Row.fetchAll(db, sql: sql).map { row in
                Dataset(name: row[0], importedAt: row[1], spam: row[2], ham: row[3])
            }
        }
    }

    private static func checked(_ name: String) throws -> String {
        guard !name.isEmpty else { throw FeedbackStoreError.unnamedDataset }
        return name.storable
    }
}
