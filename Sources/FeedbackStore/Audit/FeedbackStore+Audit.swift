import GRDB

extension FeedbackStore {
    /// Who did what, newest first: marks and refits from the feedback log, and keys, erasures and retrains.
    ///
    /// - Parameters:
    ///   - since: The earliest time, in milliseconds since 1970.
    ///   - limit: The most entries to return.
    /// - Returns: The entries.
    /// - Throws: A ``FeedbackStoreError``, or `CancellationError`.
    public func audit(since: Int64 = 0, limit: Int) async throws -> [AuditEntry] {
        try await read { db in
            let rows = try Row.fetchAll(db, sql: Self.auditSQL, arguments: ["since": since, "limit": max(limit, 0)])
            return try rows.map(Self.entry)
        }
    }

    /// Writes down what was done outside of the transactions that write it down themselves.
    public func logAudit(
        _ action: AuditEntry.Action,
        subject: String,
        source: MarkSource
    ) async throws(FeedbackStoreError) {
        let entry = AuditEntry(loggedAt: clock(), source: source, action: action, subject: subject)
        try await write { db in try entry.append(db) }
    }

    static func entry(_ row: Row) throws -> AuditEntry {
        guard let action = AuditEntry.Action(rawValue: row[2]) else {
            throw DamagedRow(detail: "the audit log has an action that does not exist")
        }
        let source: String? = row[1]
        return AuditEntry(
            loggedAt: row[0],
            source: source.flatMap(MarkSource.init),
            action: action,
            subject: row[3]
        )
    }

    /// What a row of the feedback log was about.
    static let logSubject = """
        iif(feedback.kind = 'refit', 'revision ' || feedback.revision,
            coalesce(comment.id, 'a comment that is forgotten') || ': '
            || CASE feedback.previous WHEN 1 THEN 'spam' WHEN 0 THEN 'ham' ELSE 'unmarked' END || ' → '
            || CASE feedback.label WHEN 1 THEN 'spam' WHEN 0 THEN 'ham' ELSE 'unmarked' END)
        """

    /// What an erasure took away.
    static let erasureSubject = "comments || ' comments, ' || labels || ' labels'"

    // Each side is cut to the limit first, along its own key, so that a long log is not sorted as a whole.
    private static let auditSQL = """
        SELECT loggedAt, source, action, subject FROM (
            SELECT * FROM (
                SELECT loggedAt, source, action, subject, 1 AS side, id AS place FROM audit
                WHERE loggedAt >= :since ORDER BY id DESC LIMIT :limit
            )
            UNION ALL
            SELECT * FROM (
                SELECT feedback.loggedAt, feedback.source, feedback.kind,
                    \(logSubject),
                    0, feedback.revision
                FROM feedback LEFT JOIN comment ON comment.key = feedback.commentKey
                WHERE feedback.loggedAt >= :since AND (feedback.source IS NULL OR feedback.source NOT LIKE 'dataset:%')
                ORDER BY feedback.revision DESC LIMIT :limit
            )
            UNION ALL
            SELECT * FROM (
                SELECT erasedAt, source, 'erasure', \(erasureSubject), 2, id FROM erasure
                WHERE erasedAt >= :since ORDER BY id DESC LIMIT :limit
            )
        ) ORDER BY loggedAt DESC, side DESC, place DESC LIMIT :limit
        """
}
