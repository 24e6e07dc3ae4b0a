import GRDB

/// The record of an erasure: that it happened and how much went, but nothing of what or whom.
public struct Erasure: Sendable, Hashable {
    /// The number of the erasure in this database.
    public var id: Int64
    /// When it happened, in milliseconds since 1970.
    public var erasedAt: Int64
    /// Who asked.
    public var source: MarkSource
    /// How many comments were forgotten.
    public var comments: Int
    /// How many of them had a label.
    public var labels: Int
    /// The revision of the refit that followed; `nil` where nothing had been learnt of the comments.
    public var revision: Int64?
    /// The digest of the model before.
    public var digestBefore: UInt64
    /// The digest of the model afterwards: that of a model that was never taught the comments.
    public var digestAfter: UInt64
}

extension Erasure {
    /// Notes that comments were forgotten, in the transaction that forgets them.
    static func record(
        _ outcome: RefitOutcome,
        source: MarkSource,
        digests: (before: UInt64, after: UInt64),
        at time: Int64,
        _ db: Database
    ) throws -> Erasure {
        try db.execute(
            sql: """
                INSERT INTO erasure (erasedAt, source, comments, labels, revision, digestBefore, digestAfter)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                time, source.description.storable, outcome.removed, outcome.removedLabels, outcome.revision,
                Int64(bitPattern: digests.before), Int64(bitPattern: digests.after),
            ]
        )
        return Erasure(
            id: db.lastInsertedRowID,
            erasedAt: time,
            source: source,
            comments: outcome.removed,
            labels: outcome.removedLabels,
            revision: outcome.revision,
            digestBefore: digests.before,
            digestAfter: digests.after
        )
    }
}

extension FeedbackStore {
    /// How many comments a request to forget would find, and how many of them have a label.
    public func count(_ request: ErasureRequest) async throws -> (comments: Int, labels: Int) {
        let privacy = privacyFilter
        return try await read { db in
            let keys = try request.keys(db, privacy)
            let labelled = try db.cachedStatement(sql: "SELECT label IS NOT NULL FROM comment WHERE key = ?")
            let labels = try keys.count { try Bool.fetchOne(labelled, arguments: [$0]) ?? false }
            return (keys.count, labels)
        }
    }

    /// Writes the database anew from its rows and empties the write-ahead log, so that what was deleted stands in neither
    /// file.
    ///
    /// `secure_delete` overwrites what is deleted where it stands, but not the copies that SQLite leaves in the free space of a
    /// page when it has moved rows to another. Marks wait meanwhile; O(size of the database), and room for a copy is needed.
    ///
    /// - Returns: Whether that was possible: `false` while another process reads an older state, or writes for long.
    /// - Throws: Why the database could not be written.
    public func overwriteRemoved() async throws(FeedbackStoreError) -> Bool {
        let result: Result<Bool, any Error> = await withCheckedContinuation { continuation in
            pool.asyncWriteWithoutTransaction { [files] db in
                continuation.resume(
                    returning: Result {
                        try files.check(db)
                        try db.execute(sql: "VACUUM")
                        let row = try Row.fetchOne(db, sql: "PRAGMA wal_checkpoint(TRUNCATE)")
                        return row?[0] == 0
                    }
                )
            }
        }
        if case .failure(let error as DatabaseError) = result, error.resultCode == .SQLITE_BUSY { return false }
        do { return try result.get() } catch { throw failure(error) }
    }
}
