import Foundation
import GRDB
import SpamClassifier

/// Throwing away what has served its time: each call is one small transaction, so that marks never wait long.
extension FeedbackStore {
    /// Throws away comments without a label that arrived before a time, oldest first.
    ///
    /// A comment whose mark was taken back goes when the last refit has left its marks behind; until then a model may still
    /// have to unlearn it.
    ///
    /// - Parameters:
    ///   - time: Milliseconds since 1970.
    ///   - limit: The most comments to throw away.
    /// - Returns: How many went; fewer than the limit when no more are due.
    /// - Throws: Why the database could not be written.
    public func dropUnlabelled(before time: Int64, limit: Int) async throws(FeedbackStoreError) -> Int {
        let now = clock()
        return try await write { db in
            let refit = try FeedbackLog.lastRefit(db)?.asOf ?? 0
            let keys = try Int64.fetchAll(
                db,
                sql: Self.unlabelled,
                arguments: [CommentID.earliest(at: time).description, refit, limit]
            )
            try Self.delete(keys, at: now, db)
            return keys.count
        }
    }

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

    /// Whether any comment arrived before a time.
    public func hasComments(before time: Int64) async throws -> Bool {
        let sql = "SELECT EXISTS (SELECT 1 FROM comment WHERE datasetID IS NULL AND id < ?)"
        let id = CommentID.earliest(at: time).description
        return try await read { db in try Bool.fetchOne(db, sql: sql, arguments: [id]) ?? false }
    }

    static let unlabelled = """
        SELECT key FROM comment
        WHERE datasetID IS NULL AND label IS NULL AND id < ?
            AND NOT EXISTS (SELECT 1 FROM feedback WHERE commentKey = comment.key AND revision > ?)
        ORDER BY id LIMIT ?
        """

    /// Drops the texts and the personal fields of labelled comments that arrived before a time, oldest first, and keeps their
    /// features: enough to unlearn them and to learn them again.
    ///
    /// Comments of datasets are left alone.
    ///
    /// - Parameters:
    ///   - time: Milliseconds since 1970.
    ///   - limit: The most texts to drop.
    /// - Returns: How many texts were dropped; fewer than the limit when no more are due.
    /// - Throws: Why the database could not be written.
    public func dropTexts(before time: Int64, limit: Int) async throws(FeedbackStoreError) -> Int {
        let now = clock()
        return try await write { db in
            let extractor = FeatureExtractor(hasher: FeatureHasher(seed: try Self.hashSeed(db)))
            let rows = try Row.fetchAll(
                db,
                sql: Self.labelledTexts,
                arguments: [CommentID.earliest(at: time).description, limit]
            )
            let drop = try db.cachedStatement(sql: Self.dropText)
            for row in rows {
                let features =
                    CommentRow.features(in: row) ?? extractor.features(of: CommentRow.comment(in: row)).bytes()
                try drop.execute(arguments: [Data(features), now, row[CommentRow.key] as Int64])
            }
            return rows.count
        }
    }

    static let labelledTexts = """
        SELECT \(CommentRow.columns) FROM \(CommentRow.tables)
        WHERE comment.datasetID IS NULL AND comment.label IS NOT NULL AND comment.id < ?
            AND comment.textDroppedAt IS NULL
        ORDER BY comment.id LIMIT ?
        """

    private static let dropText = """
        UPDATE comment SET content = '', author = NULL, authorEmail = NULL, authorURL = NULL, authorIP = NULL,
            userAgent = NULL, referrer = NULL, permalink = NULL, context = NULL, honeypot = NULL, role = NULL, signals = NULL,
            features = ?, textDroppedAt = ?
        WHERE key = ?
        """

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

    private static func delete(_ keys: [Int64], at time: Int64, _ db: Database) throws {
        let removal = try CommentRemoval(at: time, db)
        for key in keys { try removal.remove(key) }
    }
}
