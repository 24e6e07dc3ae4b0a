import Foundation
import GRDB

/// Throwing away what datasets left behind, in small transactions.
extension FeedbackStore {
    /// Whether ``discardLeftovers(olderThan:limit:)`` would find anything to do.
    public func hasLeftovers(olderThan age: Int64 = 86_400_000) async throws -> Bool {
        let sql = """
            SELECT EXISTS (
                SELECT 1 FROM dataset WHERE (removedAt IS NOT NULL AND isEmptied = 0)
                    OR (fromRevision IS NULL AND removedAt IS NULL AND importedAt < ?)
            )
            """
        let time = clock() - age
        return try await read { db in try Bool.fetchOne(db, sql: sql, arguments: [time]) ?? false }
    }

    /// Throws away comments of datasets that were removed, or whose reading was cut short.
    ///
    /// - Parameters:
    ///   - age: How old in milliseconds a dataset that never came into force must be: a younger one may be being read in.
    ///   - limit: The most comments to throw away.
    /// - Returns: How many comments and datasets went; 0 when nothing is left.
    /// - Throws: Why the database could not be written.
    public func discardLeftovers(
        olderThan age: Int64 = 86_400_000,
        limit: Int
    ) async throws(FeedbackStoreError) -> Int {
        let now = clock()
        return try await write { db in
            try db.execute(
                sql: """
                    UPDATE dataset SET removedAt = ?
                    WHERE fromRevision IS NULL AND removedAt IS NULL AND importedAt < ?
                    """,
                arguments: [now, now - age]
            )
            guard let id = try Int64.fetchOne(db, sql: Self.leftover) else { return 0 }
            let keys = try Int64.fetchAll(
                db,
                sql: "SELECT key FROM comment WHERE datasetID = ? LIMIT ?",
                arguments: [id, limit]
            )
            try Self.delete(keys, at: now, db)
            guard keys.isEmpty else { return keys.count }
            try db.execute(sql: "UPDATE dataset SET isEmptied = 1 WHERE id = ?", arguments: [id])
            return 1
        }
    }

    static let leftover = "SELECT id FROM dataset WHERE removedAt IS NOT NULL AND isEmptied = 0 LIMIT 1"

    static func delete(_ keys: [Int64], at time: Int64, _ db: Database) throws {
        let removal = try CommentRemoval(at: time, db)
        for key in keys { try removal.remove(key) }
    }
}
