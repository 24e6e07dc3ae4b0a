import Foundation
import GRDB
import SpamClassifier

/// Throwing away what has served its time, in small steps.
///
/// A step looks for what is due while others write, a few thousand comments at a time, and takes the write lock only for what
/// it found. Whatever changed in between is looked at again under the lock.
extension FeedbackStore {
    /// Throws away comments without a label that arrived before a time, oldest first.
    ///
    /// A comment whose mark was taken back goes when the last refit has left its marks behind; until then a model may still
    /// have to unlearn it.
    ///
    /// - Parameters:
    ///   - time: Milliseconds since 1970.
    ///   - limit: The most comments to throw away.
    ///   - place: Where to look on; moves behind what was looked at.
    /// - Returns: How many went; 0 when all comments before the time have been looked at.
    /// - Throws: Why the database could not be read or written.
    public func dropUnlabelled(before time: Int64, limit: Int, from place: inout RetentionPlace) async throws -> Int {
        try await step(from: &place) { place in
            try await unlabelled(before: time, limit: limit, from: &place)
        } drop: { keys in
            try await deleteUnlabelled(keys)
        }
    }

    /// Looks on until something was thrown away; the place stays where it is if that fails.
    private func step<Due>(
        from place: inout RetentionPlace,
        look: (inout RetentionPlace) async throws -> [Due],
        drop: ([Due]) async throws -> Int
    ) async throws -> Int {
        while true {
            var next = place
            let due = try await look(&next)
            let count = due.isEmpty ? 0 : try await drop(due)
            place = next
            if due.isEmpty || count > 0 { return count }
        }
    }

    /// Looks for comments that ``dropUnlabelled(before:limit:from:)`` may throw away.
    func unlabelled(before time: Int64, limit: Int, from place: inout RetentionPlace) async throws -> [Int64] {
        try await due(before: time, limit: limit, from: &place, sql: Self.oldComments) { row, refit in
            row[OldRow.label] == nil && row[OldRow.lastRevision] ?? 0 <= refit
        }
    }

    /// Throws away those of the comments that have no label still.
    func deleteUnlabelled(_ keys: [Int64]) async throws(FeedbackStoreError) -> Int {
        let now = clock()
        return try await write { db in
            let refit = try FeedbackLog.lastRefit(db)?.asOf ?? 0
            let isDue = try db.cachedStatement(sql: Self.isUnlabelled)
            let due = try keys.filter { try Bool.fetchOne(isDue, arguments: [$0, refit]) ?? false }
            try Self.delete(due, at: now, db)
            return due.count
        }
    }

    private static let isUnlabelled = """
        SELECT label IS NULL AND NOT EXISTS (SELECT 1 FROM feedback WHERE commentKey = comment.key AND revision > ?2)
        FROM comment WHERE key = ?1
        """

    /// Drops the texts and the personal fields of labelled comments that arrived before a time, oldest first, and keeps their
    /// features: enough to unlearn them and to learn them again.
    ///
    /// Comments of datasets are left alone.
    ///
    /// - Parameters:
    ///   - time: Milliseconds since 1970.
    ///   - limit: The most texts to drop.
    ///   - place: Where to look on; moves behind what was looked at.
    /// - Returns: How many texts were dropped; 0 when all comments before the time have been looked at.
    /// - Throws: Why the database could not be read or written.
    public func dropTexts(before time: Int64, limit: Int, from place: inout RetentionPlace) async throws -> Int {
        try await step(from: &place) { place in
            try await texts(before: time, limit: limit, from: &place)
        } drop: { texts in
            try await drop(texts)
        }
    }

    /// Looks for comments whose texts ``dropTexts(before:limit:from:)`` may drop, and computes the features that stay.
    func texts(
        before time: Int64,
        limit: Int,
        from place: inout RetentionPlace
    ) async throws -> [(key: Int64, features: [UInt8])] {
        let keys = try await due(before: time, limit: limit, from: &place, sql: Self.oldMarked) { row, _ in
            row[OldRow.textDroppedAt] == nil
        }
        guard !keys.isEmpty else { return [] }
        return try await read { db in
            let extractor = FeatureExtractor(hasher: FeatureHasher(seed: try Self.hashSeed(db)))
            let select = try db.cachedStatement(sql: Self.wholeComment)
            return try keys.compactMap { key in
                guard let row = try Row.fetchOne(select, arguments: [key]) else { return nil }
                let features = CommentRow.features(in: row)
                return (key, features ?? extractor.features(of: CommentRow.comment(in: row)).bytes())
            }
        }
    }

    /// Drops the texts of those comments that have a label still.
    func drop(_ texts: [(key: Int64, features: [UInt8])]) async throws(FeedbackStoreError) -> Int {
        let now = clock()
        return try await write { db in
            let drop = try db.cachedStatement(sql: Self.dropText)
            var count = 0
            for (key, features) in texts {
                try drop.execute(arguments: [Data(features), now, key])
                count += db.changesCount
            }
            return count
        }
    }

    private static let wholeComment = """
        SELECT \(CommentRow.columns) FROM \(CommentRow.tables) WHERE comment.key = ?
        """

    private static let dropText = """
        UPDATE comment SET content = '', author = NULL, authorEmail = NULL, authorURL = NULL, authorIP = NULL,
            userAgent = NULL, referrer = NULL, permalink = NULL, context = NULL, honeypot = NULL, role = NULL, signals = NULL,
            features = ?, textDroppedAt = ?
        WHERE key = ? AND label IS NOT NULL AND textDroppedAt IS NULL
        """
}
