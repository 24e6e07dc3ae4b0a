import GRDB

extension FeedbackStore {
    /// The revision of the last entry of the log; 0 while the log is empty.
    public func revision() async throws -> Int64 {
        try await read(FeedbackLog.revision)
    }

    /// The entries of the log behind a revision, oldest first.
    ///
    /// - Parameters:
    ///   - revision: The last revision that is known already; 0 reads from the beginning.
    ///   - limit: The most entries to return.
    /// - Returns: The entries; fewer than the limit mean that the log ended there.
    /// - Throws: A ``FeedbackStoreError``, or `CancellationError`.
    public func entries(after revision: Int64, limit: Int) async throws -> [LogEntry] {
        let end = CommentRow.end
        let sql = """
            SELECT \(CommentRow.columns), feedback.revision, feedback.kind, feedback.label, feedback.previous, \
            feedback.loggedAt, feedback.source, coalesce(feedback.asOf, feedback.revision), feedback.digest, \
            feedback.maxFeatures, feedback.features
            FROM feedback
            LEFT JOIN comment ON comment.key = feedback.commentKey
            LEFT JOIN site ON site.id = comment.siteID LEFT JOIN dataset ON dataset.id = comment.datasetID
            WHERE feedback.revision > ? ORDER BY feedback.revision LIMIT ?
            """
        return try await read { db in
            let statement = try db.cachedStatement(sql: sql)
            return try Row.fetchAll(statement, arguments: [revision, max(limit, 0)]).map { row in
                var entry = LogEntry(
                    revision: row[end],
                    kind: row[end + 1] == "refit"
                        ? .refit
                        : .mark(
                            key: row[CommentRow.key],
                            comment: CommentRow.comment(in: row),
                            label: CommentRow.label(in: row, at: end + 2),
                            previous: CommentRow.label(in: row, at: end + 3)
                        ),
                    loggedAt: row[end + 4],
                    source: try Self.source(row[end + 5])
                )
                entry.features = CommentRow.features(in: row)
                if entry.kind == .refit {
                    let digest = (row[end + 7] as Int64?).map(UInt64.init(bitPattern:))
                    entry.refit = RefitEntry(
                        revision: entry.revision,
                        asOf: row[end + 6],
                        digest: digest,
                        maxFeatures: row[end + 8],
                        features: row[end + 9]
                    )
                }
                return entry
            }
        }
    }

    /// Appends the entry at which every model computes its fitted layer anew; returns its revision.
    public func appendRefit() async throws(FeedbackStoreError) -> Int64 {
        let refit = FeedbackLog.Refit(asOf: nil, digest: nil, time: clock())
        return try await write { db in try refit.append(db, changesSet: false) }
    }

    /// The revision of the last refit up to and including a revision; `nil` if there is none.
    public func lastRefit(through revision: Int64) async throws -> Int64? {
        let sql = "SELECT max(revision) FROM feedback WHERE kind = 'refit' AND revision <= ?"
        return try await read { db in try Int64.fetchOne(db, sql: sql, arguments: [revision]) }
    }

    private static func source(_ text: String?) throws -> MarkSource? {
        guard let text else { return nil }
        guard let source = MarkSource(text) else {
            throw DamagedRow(detail: "“\(text)” is not the source of a mark")
        }
        return source
    }
}

extension FeedbackStore {
    /// Tells one history of the log from another: the last entry up to a revision, and when it was written.
    ///
    /// A backup that was put in place and written on has other entries under the same revisions.
    public func milestone(at revision: Int64) async throws -> LogMilestone? {
        let sql = "SELECT revision, loggedAt FROM feedback WHERE revision <= ? ORDER BY revision DESC LIMIT 1"
        return try await read { db in
            try Row.fetchOne(db, sql: sql, arguments: [revision]).map { LogMilestone(revision: $0[0], loggedAt: $0[1]) }
        }
    }
}

/// An entry of the log as a mark of the way.
public struct LogMilestone: Sendable, Hashable {
    /// The revision of the entry.
    public var revision: Int64
    /// When it was written, in milliseconds since 1970.
    public var loggedAt: Int64

    /// Makes a milestone from its parts.
    public init(revision: Int64, loggedAt: Int64) {
        self.revision = revision
        self.loggedAt = loggedAt
    }
}
