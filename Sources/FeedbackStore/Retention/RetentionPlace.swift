import GRDB

/// Up to which comment a search for what has served its time has got; a new one begins with the oldest.
///
/// Who keeps it from one search to the next looks at each comment once. A comment behind the place becomes due all the same
/// when its mark is taken back, when it is marked so late, or when it is imported: so begin anew from time to time.
public struct RetentionPlace: Sendable {
    /// The id of the last comment that was looked at.
    var id = ""

    /// The place before all comments.
    public init() {}
}

/// The places of the columns that say whether an old comment is due.
enum OldRow {
    static let key = 0
    static let id = 1
    static let label = 2
    static let textDroppedAt = 3
    static let lastRevision = 4
}

extension FeedbackStore {
    /// The most comments that are looked at in one read.
    static let retentionWindow = 2_000

    /// Looks at comments before a time, from a place on, until enough are due or none is left.
    ///
    /// - Parameters:
    ///   - time: Milliseconds since 1970.
    ///   - limit: How many are enough.
    ///   - place: Where to begin; moves behind what was looked at.
    ///   - sql: Selects the columns of ``OldRow`` between two ids, in their order, up to a limit.
    ///   - isDue: Whether a row is due, given the revision that the last refit reached.
    /// - Returns: The keys of the comments.
    /// - Throws: Why the database could not be read.
    func due(
        before time: Int64,
        limit: Int,
        from place: inout RetentionPlace,
        sql: String,
        _ isDue: @Sendable (_ row: Row, _ refit: Int64) -> Bool
    ) async throws -> [Int64] {
        let end = CommentID.earliest(at: time).description
        var keys: [Int64] = []
        while keys.count < limit {
            let (start, missing) = (place.id, limit - keys.count)
            let window = try await read { db in
                let refit = try FeedbackLog.lastRefit(db)?.asOf ?? 0
                var window: (keys: [Int64], last: String?) = ([], nil)
                let rows = try Row.fetchCursor(db, sql: sql, arguments: [start, end, Self.retentionWindow])
                while window.keys.count < missing, let row = try rows.next() {
                    if isDue(row, refit) { window.keys.append(row[OldRow.key]) }
                    window.last = row[OldRow.id]
                }
                return window
            }
            guard let last = window.last else { break }
            place.id = last
            keys += window.keys
        }
        return keys
    }

    static let oldComments = oldRows("")
    static let oldMarked = oldRows("AND label IS NOT NULL")

    private static func oldRows(_ condition: String) -> String {
        """
        SELECT key, id, label, textDroppedAt,
            CASE WHEN label IS NULL THEN (SELECT max(revision) FROM feedback WHERE commentKey = comment.key) END
        FROM comment WHERE datasetID IS NULL \(condition) AND id > ? AND id < ? ORDER BY id LIMIT ?
        """
    }
}
