import GRDB

/// Takes comments out of the database, and their marks out of the log, inside one transaction.
///
/// The log lets go of the marks of a comment only when the comment is noted as forgotten.
struct CommentRemoval {
    private let forget: Statement
    private let unlog: Statement
    private let delete: Statement
    private let time: Int64

    /// Prepares to remove comments at a time, in milliseconds since 1970.
    init(at time: Int64, _ db: Database) throws {
        self.time = time
        forget = try db.cachedStatement(sql: "UPDATE comment SET forgottenAt = ? WHERE key = ?")
        unlog = try db.cachedStatement(sql: "DELETE FROM feedback WHERE commentKey = ?")
        delete = try db.cachedStatement(sql: "DELETE FROM comment WHERE key = ?")
    }

    /// Removes the comment of a key; O(marks of the comment).
    func remove(_ key: Int64) throws {
        try forget.execute(arguments: [time, key])
        try unlog.execute(arguments: [key])
        try delete.execute(arguments: [key])
    }
}
