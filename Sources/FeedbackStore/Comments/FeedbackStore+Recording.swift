import GRDB

extension FeedbackStore {
    /// Records comments in one transaction.
    ///
    /// A comment whose id is already there is left alone, so that a batch may be sent again.
    public func record(_ comments: [JudgedComment]) async throws(FeedbackStoreError) {
        guard !comments.isEmpty else { return }
        let privacy = privacyFilter
        try await write { db in
            var sites = SiteDirectory()
            for judged in comments {
                let row = CommentInsertion(
                    id: judged.id,
                    comment: judged.comment,
                    judgement: judged.judgement,
                    privacy: privacy
                )
                _ = try row.insert(db, sites: &sites)
            }
        }
    }

    /// The comment of a key; `nil` if there is none, or the dataset that brought it was removed.
    public func comment(key: Int64) async throws -> RecordedComment? {
        try await read { db in
            let sql = """
                SELECT \(CommentRow.columns) FROM \(CommentRow.tables)
                WHERE comment.key = ? AND \(CommentRow.isPresent)
                """
            return try Row.fetchOne(db, sql: sql, arguments: [key]).map(CommentRow.recordedComment)
        }
    }

    /// The comment of an id; `nil` if there is none, or the dataset that brought it was removed.
    public func comment(_ id: CommentID) async throws -> RecordedComment? {
        try await read { db in
            let sql = """
                SELECT \(CommentRow.columns) FROM \(CommentRow.tables)
                WHERE comment.id = ? AND \(CommentRow.isPresent)
                """
            let statement = try db.cachedStatement(sql: sql)
            return try Row.fetchOne(statement, arguments: [id.description]).map(CommentRow.recordedComment)
        }
    }
}
