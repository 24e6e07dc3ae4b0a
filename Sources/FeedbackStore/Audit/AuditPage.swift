import GRDB

/// A page of the audit log.
public struct AuditPage: Sendable, Hashable {
    /// The entries, newest first.
    public var entries: [AuditEntry]
    /// Where the next page begins; `nil` when this is the last one.
    public var next: AuditCursor?
}

/// How far a page of the audit log has come in each of the three tables that it is read from.
public struct AuditCursor: Sendable, Hashable {
    var audit = Int64.max
    var feedback = Int64.max
    var erasure = Int64.max

    /// In front of everything.
    public init() {}
}

extension AuditCursor: LosslessStringConvertible {
    /// Reads ``description`` back; `nil` for any other text.
    public init?(_ text: String) {
        let places = text.split(separator: ".", omittingEmptySubsequences: false).map { Int64($0) }
        guard places.count == 3, let audit = places[0], let feedback = places[1], let erasure = places[2] else {
            return nil
        }
        (self.audit, self.feedback, self.erasure) = (audit, feedback, erasure)
    }

    /// Three numbers with dots between them.
    public var description: String { "\(audit).\(feedback).\(erasure)" }
}

extension FeedbackStore {
    /// A page of who did what, newest first: see ``audit(since:limit:)``.
    ///
    /// - Parameters:
    ///   - cursor: Where to go on.
    ///   - limit: The most entries of the page, clamped to 1...500.
    /// - Returns: The page.
    /// - Throws: A ``FeedbackStoreError``, or `CancellationError`.
    /// - Complexity: O(limit), wherever the page begins.
    public func auditPage(from cursor: AuditCursor = AuditCursor(), limit: Int) async throws -> AuditPage {
        let limit = min(max(limit, 1), 500)
        return try await read { db in
            var cursor = cursor
            // One more of each, to know whether anything follows.
            var own = try Self.side(db, Self.ownSQL, cursor.audit, limit)
            var log = try Self.side(db, Self.logSQL, cursor.feedback, limit)
            var erasures = try Self.side(db, Self.erasureSQL, cursor.erasure, limit)
            var entries: [AuditEntry] = []
            while entries.count < limit {
                // Each side goes on in its own order, so that a clock that was set back loses nothing between two pages.
                let newest = [own.last, log.last, erasures.last].compactMap(\.self).map(\.entry.loggedAt).max()
                if let entry = own.take(newest) {
                    cursor.audit = entry.place
                    entries.append(entry.entry)
                } else if let entry = erasures.take(newest) {
                    cursor.erasure = entry.place
                    entries.append(entry.entry)
                } else if let entry = log.take(newest) {
                    cursor.feedback = entry.place
                    entries.append(entry.entry)
                } else {
                    break
                }
            }
            let isEnd = own.isEmpty && log.isEmpty && erasures.isEmpty
            return AuditPage(entries: entries, next: isEnd ? nil : cursor)
        }
    }

    /// The entries of one table before a place, the newest at the end.
    private static func side(_ db: Database, _ sql: String, _ place: Int64, _ limit: Int) throws -> [PlacedEntry] {
        try Row.fetchAll(db, sql: sql, arguments: [place, limit + 1]).reversed().map { row in
            PlacedEntry(place: row[4], entry: try entry(row))
        }
    }

    private static let ownSQL = """
        SELECT loggedAt, source, action, subject, id FROM audit WHERE id < ? ORDER BY id DESC LIMIT ?
        """

    private static let logSQL = """
        SELECT feedback.loggedAt, feedback.source, feedback.kind, \(logSubject), feedback.revision
        FROM feedback LEFT JOIN comment ON comment.key = feedback.commentKey
        WHERE feedback.revision < ? AND (feedback.source IS NULL OR feedback.source NOT LIKE 'dataset:%')
        ORDER BY feedback.revision DESC LIMIT ?
        """

    private static let erasureSQL = """
        SELECT erasedAt, source, 'erasure', \(erasureSubject), id FROM erasure WHERE id < ? ORDER BY id DESC LIMIT ?
        """
}

private struct PlacedEntry {
    let place: Int64
    let entry: AuditEntry
}

extension [PlacedEntry] {
    /// Takes the newest entry off if it was logged at the time.
    fileprivate mutating func take(_ time: Int64?) -> PlacedEntry? {
        guard let last, last.entry.loggedAt == time else { return nil }
        return removeLast()
    }
}
