import Foundation
import GRDB
import SpamClassifier

extension FeedbackStore {
    /// Reads everything that another database needs to lead to the same model, all of one moment, while others go on
    /// writing.
    ///
    /// Comments of removed datasets stay behind. Comments are read one by one: memory does not grow with their number.
    ///
    /// - Parameters:
    ///   - withTexts: Whether texts and what is known of the authors are exported; if not, the hashed features are, which only
    ///     a database with the same seed can use.
    ///   - body: Gets the header, and the comments in the order in which they came, one a call, then `nil`.
    /// - Returns: What `body` returned.
    /// - Throws: What `body` throws, `CancellationError`, or a ``FeedbackStoreError``.
    public func export<Value: Sendable>(
        withTexts: Bool = true,
        _ body: @Sendable (_ header: ExchangeHeader, _ next: () throws -> ExchangedComment?) throws -> Value
    ) async throws -> Value {
        let time = clock()
        let extractor = FeatureExtractor(hasher: FeatureHasher(seed: try await hashSeed()))
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
                return try body(header) {
                    guard let exchanged = try rows.next().map(Self.exchanged) else { return nil }
                    return withTexts ? exchanged : exchanged.withoutTexts(extractor)
                }
            }
        } catch let error as DatabaseError {
            throw failure(error)
        } catch let error as DamagedRow {
            throw failure(error)
        }
    }

    private static let kept = "WHERE \(CommentRow.isPresent)"

    private static let exported = "\(exportedRows) \(kept) ORDER BY comment.key"

    /// Some comments behind a key.
    static let exportedPiece = "\(exportedRows) \(kept) AND comment.key > ? ORDER BY comment.key LIMIT ?"

    private static let exportedRows = """
        SELECT \(CommentRow.columns), mark.source, mark.loggedAt, comment.digest, comment.likeness
        FROM \(CommentRow.tables) LEFT JOIN feedback AS mark ON mark.revision = (
            SELECT max(revision) FROM feedback WHERE commentKey = comment.key
        )
        """

    static func exchanged(_ row: Row) throws -> ExchangedComment {
        let recorded = try CommentRow.recordedComment(in: row)
        var mark: ExchangedComment.Mark?
        if recorded.label != nil {
            if let source: String = row[CommentRow.end], let time: Int64 = row[CommentRow.end + 1] {
                mark = ExchangedComment.Mark(source: source, time: time)
            } else if let dataset = recorded.dataset {
                mark = ExchangedComment.Mark(
                    source: MarkSource.dataset(dataset).description,
                    time: recorded.receivedAt
                )
            } else {
                throw DamagedRow(detail: "no mark gave \(recorded.id) its label")
            }
        }
        var exchanged = ExchangedComment(
            id: recorded.id,
            comment: recorded.comment,
            judgement: recorded.judgement,
            label: recorded.label,
            mark: mark,
            dataset: recorded.dataset,
            features: CommentRow.features(in: row)
        )
        if exchanged.features != nil {
            exchanged.digest = (row[CommentRow.end + 2] as Data?).map(Array.init)
            exchanged.likeness = (row[CommentRow.end + 3] as Data?).map(Array.init)
        }
        return exchanged
    }
}
