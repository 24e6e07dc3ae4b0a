import GRDB
public import SpamClassifier

/// A comment with the label it had at some revision of the log.
public struct LabelledComment: Sendable, Hashable {
    /// The number of the comment in this database.
    public var key: Int64
    /// The comment with all its fields.
    public var comment: Comment
    /// What the comment was marked as.
    public var label: Label
    /// The features of the comment, as `FeatureSet.bytes()` gave them, where its text or a part of it was not kept.
    public var features: [UInt8]?

    /// Makes a labelled comment from its parts.
    public init(key: Int64, comment: Comment, label: Label, features: [UInt8]? = nil) {
        self.key = key
        self.comment = comment
        self.label = label
        self.features = features
    }
}

/// The labelled comments as they were when the log ended at some revision, in batches in the order of their keys.
///
/// Marks that are made while the batches are read do not change them: every batch undoes what the log says happened
/// after the revision. No transaction is held open between batches.
public struct LabelledComments: AsyncSequence, Sendable {
    fileprivate let store: FeedbackStore
    fileprivate let set: LabelledSet
    fileprivate let batchSize: Int

    /// Begins reading with the first key.
    public func makeAsyncIterator() -> Iterator { Iterator(comments: self) }

    /// Reads one batch after another.
    public struct Iterator: AsyncIteratorProtocol {
        fileprivate let comments: LabelledComments
        private var lastKey: Int64? = 0

        fileprivate init(comments: LabelledComments) {
            self.comments = comments
        }

        /// The next batch, never empty; `nil` behind the last.
        public mutating func next() async throws -> [LabelledComment]? {
            while let key = lastKey {
                let batch = try await comments.store.batch(of: comments, after: key)
                lastKey = batch.lastKey
                if !batch.comments.isEmpty { return batch.comments }
            }
            return nil
        }
    }
}

extension FeedbackStore {
    /// The labelled comments as they were when the log ended at a revision.
    ///
    /// - Parameters:
    ///   - revision: A revision of the log; one behind its end means its end at the time of reading.
    ///   - batchSize: The most comments of one batch, at least 1.
    /// - Returns: A sequence that reads a batch whenever the next one is asked for.
    public func labelledComments(asOf revision: Int64, batchSize: Int = 500) -> LabelledComments {
        labelledComments(in: LabelledSet(at: revision), batchSize: batchSize)
    }

    /// The labelled comments that a refit learns, or learnt.
    ///
    /// Comments that were forgotten since are missing: whoever reads a set that stands before the last refit of the log has
    /// to look, when it was read, whether the log has a later one.
    public func labelledComments(in set: LabelledSet, batchSize: Int = 500) -> LabelledComments {
        LabelledComments(store: self, set: set, batchSize: max(batchSize, 1))
    }

    fileprivate func batch(
        of comments: LabelledComments,
        after key: Int64
    ) async throws -> (comments: [LabelledComment], lastKey: Int64?) {
        let set = comments.set
        return try await read { db in
            let rows = try Row.fetchAll(
                db,
                sql: LabelledComments.statement,
                arguments: [
                    "after": key, "revision": set.marksThrough, "limit": comments.batchSize, "at": set.datasetsAt,
                    "added": set.added, "removed": set.removed,
                ]
            )
            let batch = rows.compactMap { row -> LabelledComment? in
                guard row[CommentRow.end + 1] as Bool, let label = CommentRow.label(in: row, at: CommentRow.end),
                    !set.forgotten.contains(row[CommentRow.key])
                else { return nil }
                return LabelledComment(
                    key: row[CommentRow.key],
                    comment: CommentRow.comment(in: row),
                    label: label,
                    features: CommentRow.features(in: row)
                )
            }
            let lastKey: Int64? = rows.last.map { $0[CommentRow.key] }
            return (batch, rows.count < comments.batchSize ? nil : lastKey)
        }
    }
}

extension LabelledComments {
    /// The comments of a batch with the label of the time: what the first later mark found, or else the label of today.
    ///
    /// Only a comment that has a label now or was marked later can have had one then; and one of a dataset counts only while
    /// its dataset is in force.
    fileprivate static let statement = """
        WITH candidate (key) AS (
            SELECT key FROM comment WHERE label = 0 AND key > :after
            UNION
            SELECT key FROM comment WHERE label = 1 AND key > :after
            UNION
            SELECT commentKey FROM feedback WHERE revision > :revision AND commentKey > :after
            ORDER BY 1 LIMIT :limit
        )
        SELECT \(CommentRow.columns),
            CASE WHEN later.revision IS NULL THEN comment.label ELSE later.previous END,
            comment.datasetID IS NULL OR dataset.id IS :added OR (
                coalesce(dataset.fromRevision <= :at, FALSE) AND coalesce(dataset.untilRevision > :at, TRUE)
                AND dataset.id IS NOT :removed
            )
        FROM candidate CROSS JOIN comment ON comment.key = candidate.key
        LEFT JOIN site ON site.id = comment.siteID LEFT JOIN dataset ON dataset.id = comment.datasetID
        LEFT JOIN feedback AS later ON later.revision = (
            SELECT min(revision) FROM feedback WHERE commentKey = comment.key AND revision > :revision
        )
        ORDER BY candidate.key
        """
}
