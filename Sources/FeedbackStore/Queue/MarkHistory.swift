import GRDB
public import SpamClassifier

/// A change of a comment's label, as the log has it.
public struct MarkRecord: Sendable, Hashable {
    /// The revision of the log.
    public var revision: Int64
    /// The label from then on; `nil` where the mark was taken back.
    public var label: Label?
    /// The label before.
    public var previous: Label?
    /// Who marked; `nil` if the log does not say it in words of this version.
    public var source: MarkSource?
    /// When, in milliseconds since 1970.
    public var loggedAt: Int64
}

extension FeedbackStore {
    /// Every mark of a comment, newest first; at most `limit`.
    public func marks(of id: CommentID, limit: Int = 100) async throws -> [MarkRecord] {
        try await read { db in
            let sql = """
                SELECT revision, label, previous, source, loggedAt FROM feedback
                WHERE commentKey = (SELECT key FROM comment WHERE id = ?) ORDER BY revision DESC LIMIT ?
                """
            return try Row.fetchAll(db, sql: sql, arguments: [id.description, max(limit, 0)]).map { row in
                MarkRecord(
                    revision: row[0],
                    label: CommentRow.label(in: row, at: 1),
                    previous: CommentRow.label(in: row, at: 2),
                    source: (row[3] as String?).flatMap(MarkSource.init),
                    loggedAt: row[4]
                )
            }
        }
    }
}
