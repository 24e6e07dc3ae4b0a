import GRDB
import SpamClassifier

/// The statements that append to the log and read where it ends.
enum FeedbackLog {
    /// A mark about to be appended.
    struct Mark {
        var key: Int64
        var label: Label?
        var previous: Label?
        var source: MarkSource
        var time: Int64

        func append(_ db: Database) throws -> Int64 {
            let statement = try db.cachedStatement(
                sql: """
                    INSERT INTO feedback (kind, commentKey, label, previous, source, loggedAt)
                    VALUES ('mark', ?, ?, ?, ?, ?)
                    """
            )
            let source = source.description.storable
            try statement.execute(arguments: [key, label?.rawValue, previous?.rawValue, source, time])
            return db.lastInsertedRowID
        }
    }

    /// A refit about to be appended.
    struct Refit {
        /// The last mark that it learnt; `nil` for the last of the log.
        var asOf: Int64?
        var digest: UInt64?
        /// How many features it keeps at most; `nil` for all.
        var maxFeatures: Int?
        /// How many features the refitted model has; `nil` if nobody knows.
        var features: Int?
        var time: Int64

        func append(_ db: Database, changesSet: Bool) throws -> Int64 {
            let statement = try db.cachedStatement(
                sql: """
                    INSERT INTO feedback (kind, asOf, digest, maxFeatures, features, changesSet, loggedAt)
                    VALUES ('refit', ?, ?, ?, ?, ?, ?)
                    """
            )
            let digest = digest.map(Int64.init(bitPattern:))
            try statement.execute(arguments: [asOf, digest, maxFeatures, features, changesSet, time])
            return db.lastInsertedRowID
        }
    }

    static func lastRefit(_ db: Database) throws -> RefitEntry? {
        let statement = try db.cachedStatement(
            sql: """
                SELECT revision, coalesce(asOf, revision), digest, maxFeatures, features FROM feedback
                WHERE kind = 'refit' ORDER BY revision DESC LIMIT 1
                """
        )
        return try Row.fetchOne(statement).map { row in
            RefitEntry(
                revision: row[0],
                asOf: row[1],
                digest: (row[2] as Int64?).map(UInt64.init(bitPattern:)),
                maxFeatures: row[3],
                features: row[4]
            )
        }
    }

    /// The last revision at which datasets or comments came or went; 0 if they never did.
    static func lastChangeOfSet(_ db: Database) throws -> Int64 {
        let statement = try db.cachedStatement(
            sql: "SELECT coalesce(max(revision), 0) FROM feedback WHERE kind = 'refit' AND changesSet"
        )
        return try Int64.fetchOne(statement) ?? 0
    }

    static func revision(_ db: Database) throws -> Int64 {
        let statement = try db.cachedStatement(sql: "SELECT coalesce(max(revision), 0) FROM feedback")
        return try Int64.fetchOne(statement) ?? 0
    }
}
