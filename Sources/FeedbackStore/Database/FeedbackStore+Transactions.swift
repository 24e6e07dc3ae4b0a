import GRDB

extension FeedbackStore {
    /// Reads one state of the database; ends early with `CancellationError` when the task is cancelled.
    func read<Value: Sendable>(_ body: @Sendable (Database) throws -> Value) async throws -> Value {
        do {
            // A connection that is opened now would open whatever lies at the path.
            try files.checkPlace()
            return try await pool.read(body)
        } catch let error as CancellationError {
            throw error
        } catch {
            writing.note(error)
            throw failure(error)
        }
    }

    /// Writes one transaction, which a cancelled task cannot take back.
    func write<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(FeedbackStoreError) -> Value {
        let result: Result<Value, any Error> = await withCheckedContinuation { continuation in
            pool.asyncWriteWithoutTransaction { [writing] db in
                continuation.resume(returning: Result { try writing.transaction(db) { try body(db) } })
            }
        }
        do { return try result.get() } catch { throw failure(error) }
    }

    /// Writes one transaction, which is rolled back when the task is cancelled before it ends.
    func writeCancellably<Value: Sendable>(_ body: @Sendable (Database) throws -> Value) async throws -> Value {
        do {
            return try await pool.writeWithoutTransaction { [writing] db in
                try writing.transaction(db) { try body(db) }
            }
        } catch let error as DatabaseError {
            throw failure(error)
        } catch let error as DamagedRow {
            throw failure(error)
        }
    }

    func failure(_ error: any Error) -> FeedbackStoreError { FeedbackStoreError(error, path: path) }
}

extension Database {
    /// Takes the write lock, works, and commits; an error rolls everything back.
    func inImmediateTransaction<Value>(_ body: () throws -> Value) throws -> Value {
        var value: Value?
        try inTransaction(.immediate) {
            value = try body()
            return .commit
        }
        guard let value else { throw DamagedRow(detail: "a transaction ended without a value") }
        return value
    }
}
