import GRDB

extension FeedbackStore {
    /// Why the database takes no changes at present; `nil` while all is well.
    ///
    /// O(1). A failure is remembered until a change succeeds. Damage is remembered, and refuses every change, until
    /// ``probe()`` found the whole file sound.
    public var failure: StoreFailure? { health.failure }

    /// An element whenever the database begins to fail; for one reader.
    public var failures: AsyncStream<Void> { health.failures }

    /// Looks whether the cause of the last failure is gone, by a small change that goes to the disk.
    ///
    /// Does nothing while all is well. After damage the whole file is checked first, O(size of the file).
    ///
    /// - Throws: What is still wrong, or `CancellationError`.
    public func probe() async throws {
        guard let failure = health.failure else { return }
        guard failure.error.isDamage else {
            try await writeProbe()
            return health.wrote()
        }
        try await quickCheck()
        try await writeProbe()
        health.mended()
    }

    /// The check of every page and row that SQLite can do without comparing the indexes with the tables.
    private func quickCheck() async throws {
        let path = path
        // Pages that were read before may hide what is on the disk now, or what was there then.
        pool.invalidateReadOnlyConnections()
        try await read { db in
            let finding = try String.fetchOne(db, sql: "PRAGMA quick_check(1)") ?? ""
            guard finding == "ok" else { throw FeedbackStoreError.damaged(path: path, detail: finding) }
        }
    }

    /// Changes the one number of the file's header that SQLite leaves to programs and that nothing else here uses.
    private func writeProbe() async throws {
        let result: Result<Void, any Error> = await withCheckedContinuation { continuation in
            pool.asyncWriteWithoutTransaction { [writing] db in
                continuation.resume(
                    returning: Result {
                        // Marks stand behind the probe in the queue: it does not wait for a lock.
                        try db.execute(sql: "PRAGMA busy_timeout = 0")
                        defer { try? db.execute(sql: "PRAGMA busy_timeout = \(Self.busySeconds * 1000)") }
                        try db.execute(sql: "PRAGMA shrink_memory")
                        try writing.transactionWithoutNote(db) {
                            let number = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
                            try db.execute(sql: "PRAGMA user_version = \((number + 1) & 0xFFFF)")
                        }
                    }
                )
            }
        }
        do {
            try result.get()
        } catch {
            let error = self.failure(error)
            health.failed(error)
            throw error
        }
    }
}
