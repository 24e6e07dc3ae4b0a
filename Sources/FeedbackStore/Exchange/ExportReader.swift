import GRDB
import SpamClassifier

/// Reads an export in pieces, all of one moment, for whoever sends it on as fast as somebody takes it.
///
/// While it lives the database keeps that moment, and the write-ahead log cannot be emptied.
public final class ExportReader: Sendable {
    /// The first line of the export.
    public let header: ExchangeHeader
    private let snapshot: DatabaseSnapshot
    private let store: FeedbackStore
    private let extractor: FeatureExtractor?

    fileprivate init(
        header: ExchangeHeader,
        snapshot: DatabaseSnapshot,
        store: FeedbackStore,
        extractor: FeatureExtractor?
    ) {
        self.header = header
        self.snapshot = snapshot
        self.store = store
        self.extractor = extractor
    }

    /// The comments behind a key, in the order in which they came.
    ///
    /// - Parameters:
    ///   - key: The key of the last comment that was read; 0 at the beginning.
    ///   - limit: The most comments to read.
    /// - Returns: The comments, and the key of the last one; `nil` behind the last comment.
    /// - Throws: A ``FeedbackStoreError``, or `CancellationError`.
    public func comments(after key: Int64, limit: Int) async throws -> (comments: [ExchangedComment], lastKey: Int64)? {
        do {
            return try await snapshot.read { [extractor] db in
                let rows = try Row.fetchAll(db, sql: FeedbackStore.exportedPiece, arguments: [key, max(limit, 1)])
                guard let last = rows.last else { return nil }
                let comments = try rows.map { row in
                    let exchanged = try FeedbackStore.exchanged(row)
                    return extractor.map { exchanged.withoutTexts($0) } ?? exchanged
                }
                return (comments, last[CommentRow.key])
            }
        } catch let error as CancellationError {
            throw error
        } catch {
            throw store.failure(error)
        }
    }
}

extension FeedbackStore {
    /// Begins to read everything that another database needs to lead to the same model: see ``export(withTexts:_:)``.
    ///
    /// - Parameter withTexts: Whether texts and what is known of the authors are exported, or the hashed features instead.
    /// - Returns: The reader, at the beginning.
    /// - Throws: A ``FeedbackStoreError``.
    public func exportReader(withTexts: Bool = true) async throws -> ExportReader {
        let time = clock()
        let seed = try await hashSeed()
        do {
            try files.checkPlace()
            let snapshot = try pool.makeSnapshot()
            let count = try await snapshot.read { db in
                try Int.fetchOne(db, sql: "SELECT count(*) FROM \(CommentRow.tables) WHERE \(CommentRow.isPresent)")
                    ?? 0
            }
            let header = ExchangeHeader(
                exportedAt: time,
                hashSeed: seed,
                featureVersion: FeatureExtractor.version,
                comments: count
            )
            let extractor = FeatureExtractor(hasher: FeatureHasher(seed: seed))
            return ExportReader(header: header, snapshot: snapshot, store: self, extractor: withTexts ? nil : extractor)
        } catch let error as CancellationError {
            throw error
        } catch {
            throw failure(error)
        }
    }
}
