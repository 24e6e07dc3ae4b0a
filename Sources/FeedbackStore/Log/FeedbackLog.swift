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

    static func appendRefit(at time: Int64, _ db: Database) throws -> Int64 {
        let statement = try db.cachedStatement(sql: "INSERT INTO feedback (kind, loggedAt) VALUES ('refit', ?)")
        try statement.execute(arguments: [time])
        return db.lastInsertedRowID
    }

    static func revision(_ db: Database) throws -> Int64 {
        let statement = try db.cachedStatement(sql: "SELECT coalesce(max(revision), 0) FROM feedback")
        return try Int64.fetchOne(statement) ?? 0
    }
}
