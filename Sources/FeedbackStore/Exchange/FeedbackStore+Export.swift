import GRDB
import SpamClassifier

extension FeedbackStore {
    /// Reads everything that another database needs to lead to the same model, all of one moment, while others go on
    /// writing.
    ///
    /// Comments of removed datasets stay behind. Comments are read one by one: memory does not grow with their number.
    ///
    /// - Parameter body: Gets the header, and the comments in the order in which they came, one a call, then `nil`.
    /// - Returns: What `body` returned.
    /// - Throws: What `body` throws, `CancellationError`, or a ``FeedbackStoreError``.
    public func export<Value: Sendable>(
        _ body: @Sendable (_ header: ExchangeHeader, _ next: () throws -> ExchangedComment?) throws -> Value
    ) async throws -> Value {
        let time = clock()
        do {
            return try await pool.read { db in
                let count = try Int.fetchOne(db, sql: "SELECT count(*) FROM \(CommentRow.tables) \(Self.kept)") ?? 0
                let header = ExchangeHeader(
                    exportedAt: time,
                    hashSeed: try Self.hashSeed(db),
                    featureVersion: FeatureExtractor.version,
                    comments: count
                )
                let rows = try Row.fetchCursor(db, sql: Self.exported)
                return try body(header) { try rows.next().map(Self.exchanged) }
            }
        } catch let error as DatabaseError {
            throw failure(error)
        } catch let error as DamagedRow {
            throw failure(error)
        }
    }

    private static let kept = "WHERE dataset.removedAt IS NULL"

    private static let exported = """
        SELECT \(CommentRow.columns), mark.source, mark.loggedAt
        FROM \(CommentRow.tables) LEFT JOIN feedback AS mark ON mark.revision = (
            SELECT max(revision) FROM feedback WHERE commentKey = comment.key
        )
        \(kept) ORDER BY comment.key
        """

    private static func exchanged(_ row: Row) throws -> ExchangedComment {
        let recorded = try CommentRow.recordedComment(in: row)
        var mark: ExchangedComment.Mark?
        if recorded.label != nil {
            guard let source: String = row[CommentRow.end], let time: Int64 = row[CommentRow.end + 1] else {
                throw DamagedRow(detail: "no mark gave \(recorded.id) its label")
            }
            mark = ExchangedComment.Mark(source: source, time: time)
        }
        return ExchangedComment(
            id: recorded.id,
            comment: recorded.comment,
            judgement: recorded.judgement,
            label: recorded.label,
            mark: mark,
            dataset: recorded.dataset
        )
    }
}
