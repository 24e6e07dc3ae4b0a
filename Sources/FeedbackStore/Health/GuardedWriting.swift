import GRDB

/// How the database is changed: into the files that were opened, in one transaction, with the outcome noted.
struct GuardedWriting: Sendable {
    let path: String
    let files: DatabaseFiles
    let health: StoreHealth

    /// Takes the write lock, works, and commits; an error rolls everything back.
    ///
    /// A database that was seen to be damaged takes nothing, so that nothing is lost when a backup is restored.
    ///
    /// - Throws: What the body throws, or why the database could not be written.
    func transaction<Value>(_ db: Database, _ body: () throws -> Value) throws -> Value {
        if let failure = health.failure, failure.error.isDamage { throw failure.error }
        do {
            let value = try transactionWithoutNote(db, body)
            health.wrote()
            return value
        } catch {
            note(error)
            throw error
        }
    }

    /// Does the same, whatever the health, and notes nothing.
    func transactionWithoutNote<Value>(_ db: Database, _ body: () throws -> Value) throws -> Value {
        try files.check(db)
        let value = try db.inImmediateTransaction(body)
        // What was committed into a file that lost its name meanwhile must not be acknowledged.
        try files.check(db)
        return value
    }

    /// Notes an error of the database; errors of whoever gave the work to do are passed over.
    func note(_ error: any Error) {
        switch error {
        case let error as FeedbackStoreError: health.failed(error)
        case is DatabaseError, is DamagedRow: health.failed(FeedbackStoreError(error, path: path))
        default: break
        }
    }
}
