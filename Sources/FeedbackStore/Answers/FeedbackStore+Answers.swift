public import Foundation
import GRDB

/// An answer that is kept for a client that may send its request again.
public struct SavedAnswer: Sendable, Hashable {
    /// A fingerprint of the request that was answered: 32 bytes.
    public var request: Data
    /// The HTTP status.
    public var status: Int
    /// The body of the answer.
    public var body: Data
    /// The comment that the answer is about, with which it is forgotten.
    public var commentID: CommentID?

    /// Makes an answer from its parts.
    public init(request: Data, status: Int, body: Data, commentID: CommentID?) {
        self.request = request
        self.status = status
        self.body = body
        self.commentID = commentID
    }
}

extension FeedbackStore {
    /// The answer saved under a name of 32 bytes; `nil` if there is none younger than the given age.
    public func savedAnswer(_ name: Data, maximumAge: Int64) async throws -> SavedAnswer? {
        let oldest = clock() - maximumAge
        return try await read { db in
            let statement = try db.cachedStatement(
                sql: "SELECT request, status, body, commentID FROM savedAnswer WHERE name = ? AND savedAt > ?"
            )
            guard let row = try Row.fetchOne(statement, arguments: [name, oldest]) else { return nil }
            let id: String? = row[3]
            return SavedAnswer(request: row[0], status: row[1], body: row[2], commentID: id.flatMap { CommentID($0) })
        }
    }

    /// Saves an answer under a name of 32 bytes, and drops those that are older than the given age in milliseconds.
    public func save(
        _ answer: SavedAnswer,
        as name: Data,
        maximumAge: Int64
    ) async throws(FeedbackStoreError) {
        let time = clock()
        try await write { db in
            try db.execute(sql: "DELETE FROM savedAnswer WHERE savedAt <= ?", arguments: [time - maximumAge])
            try db.execute(
                sql: """
                    INSERT OR REPLACE INTO savedAnswer (name, request, status, body, commentID, savedAt)
                    VALUES (?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    name, answer.request, answer.status, answer.body, answer.commentID?.description, time,
                ]
            )
        }
    }

    /// Drops the oldest answers beyond a number; O(number).
    public func keepAnswers(_ number: Int) async throws(FeedbackStoreError) {
        try await write { db in
            try db.execute(
                sql: """
                    DELETE FROM savedAnswer WHERE savedAt < (
                        SELECT savedAt FROM savedAnswer ORDER BY savedAt DESC LIMIT 1 OFFSET ?
                    )
                    """,
                arguments: [max(number - 1, 0)]
            )
        }
    }
}
