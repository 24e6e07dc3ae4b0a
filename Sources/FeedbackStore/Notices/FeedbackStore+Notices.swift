import Foundation
import GRDB
import SpamClassifier

/// What becomes of an attempt to deliver a notice.
public struct DeliveryFailure: Sendable, Hashable {
    /// Why it failed, in words for the operator.
    public var reason: String
    /// When the same notice may be tried again, in milliseconds since 1970; `nil` to give it up.
    public var retryAt: Int64?
    /// Until when no notice of the site is tried; `nil` if the fault is that of this notice alone.
    public var pauseUntil: Int64?

    /// Makes a failure from its parts.
    public init(reason: String, retryAt: Int64?, pauseUntil: Int64?) {
        self.reason = reason
        self.retryAt = retryAt
        self.pauseUntil = pauseUntil
    }
}

extension FeedbackStore {
    /// The sites that have a notice to deliver now, by their numbers in this database.
    public func sitesWithDueNotices() async throws -> [Int64] {
        let time = clock()
        let sql = """
            SELECT siteID FROM webhook
            WHERE url IS NOT NULL AND retryAt <= ? AND EXISTS (
                SELECT 1 FROM notice WHERE siteID = webhook.siteID AND outcome IS NOT NULL AND dueAt <= ?
            )
            """
        return try await read { db in try Int64.fetchAll(db, sql: sql, arguments: [time, time]) }
    }

    /// Takes the notice of a site that has been due for longest; `nil` if none is.
    ///
    /// From now on the site may have been told. Nobody else takes the notice before `patience` is over, and then anybody
    /// does who finds it still there: that is how a delivery that a killed process has begun is made again.
    ///
    /// - Parameters:
    ///   - siteID: A site of ``sitesWithDueNotices()``.
    ///   - patience: How long an attempt takes at the most, in milliseconds.
    /// - Returns: What to deliver, to whom.
    /// - Throws: Why the database could not be written.
    public func takeNotice(
        ofSite siteID: Int64,
        patience: Int64
    ) async throws(FeedbackStoreError) -> NoticeDelivery? {
        let time = clock()
        return try await write { db in
            let target = "\(WebhookRow.selection) WHERE webhook.siteID = ? AND url IS NOT NULL AND retryAt <= ?"
            guard let row = try Row.fetchOne(db, sql: target, arguments: [siteID, time]),
                let notice = try Row.fetchOne(db, sql: Self.due, arguments: [siteID, time]).map(Self.notice)
            else { return nil }
            try db.execute(
                sql: "UPDATE notice SET told = NULL, attempts = ?, dueAt = ? WHERE commentKey = ?",
                arguments: [notice.attempts, time + patience, notice.key]
            )
            return NoticeDelivery(
                notice: notice,
                webhook: try WebhookRow.webhook(row),
                secrets: WebhookRow.secrets(row, at: time),
                siteID: siteID
            )
        }
    }

    /// Notes that a notice arrived.
    ///
    /// If another became due of the same comment meanwhile, that one stays.
    public func delivered(_ delivery: NoticeDelivery) async throws(FeedbackStoreError) {
        let time = clock()
        try await write { db in
            try db.execute(
                sql: "UPDATE notice SET told = ? WHERE commentKey = ? AND (id = ? OR told IS NULL)",
                arguments: [delivery.notice.outcome, delivery.notice.key, delivery.notice.id.description]
            )
            try Self.close(delivery.notice, db)
            try db.execute(
                sql: """
                    UPDATE webhook SET delivered = delivered + 1, deliveredAt = ?, failures = 0, retryAt = 0, failure = NULL
                    WHERE siteID = ?
                    """,
                arguments: [time, delivery.siteID]
            )
        }
    }

    /// Notes that an attempt failed.
    public func failed(_ delivery: NoticeDelivery, _ failure: DeliveryFailure) async throws(FeedbackStoreError) {
        let time = clock()
        try await write { db in
            if let retryAt = failure.retryAt {
                try db.execute(
                    sql: "UPDATE notice SET dueAt = ? WHERE id = ?",
                    arguments: [retryAt, delivery.notice.id.description]
                )
            } else {
                try Self.close(delivery.notice, db)
            }
            try db.execute(
                sql: """
                    UPDATE webhook SET failures = failures + 1, failedAt = ?, failure = ?, retryAt = max(retryAt, ?),
                        dropped = dropped + ?
                    WHERE siteID = ?
                    """,
                arguments: [
                    time, failure.reason.storable, failure.pauseUntil ?? 0, failure.retryAt == nil ? 1 : 0,
                    delivery.siteID,
                ]
            )
        }
    }

    /// Gives up notices that nobody took in for too long, and the oldest beyond a number.
    ///
    /// - Parameters:
    ///   - age: The greatest age of a notice, in milliseconds.
    ///   - limit: The most notices that may wait.
    /// - Returns: How many were given up: a small transaction's worth, and 0 when none is left to give up.
    /// - Throws: Why the database could not be written.
    public func dropNotices(olderThan age: Int64, beyond limit: Int) async throws -> Int {
        let oldest = clock() - age
        let isNeeded = """
            SELECT EXISTS (SELECT 1 FROM notice WHERE outcome IS NOT NULL AND madeAt < ?)
                OR EXISTS (SELECT 1 FROM notice WHERE outcome IS NOT NULL ORDER BY madeAt DESC LIMIT 1 OFFSET ?)
            """
        guard try await read({ try Bool.fetchOne($0, sql: isNeeded, arguments: [oldest, limit]) }) == true else {
            return 0
        }
        return try await write { db in
            let bound = """
                SELECT madeAt FROM notice WHERE outcome IS NOT NULL ORDER BY madeAt DESC LIMIT 1 OFFSET ?
                """
            let newestBeyond = try Int64.fetchOne(db, sql: bound, arguments: [limit]) ?? oldest - 1
            let rows = try Row.fetchAll(
                db,
                sql: "SELECT commentKey, siteID FROM notice WHERE outcome IS NOT NULL AND madeAt <= ? LIMIT ?",
                arguments: [max(newestBeyond, oldest - 1), Self.droppedAtOnce]
            )
            for row in rows {
                try Self.close(row[0], db)
                try db.execute(
                    sql: "UPDATE webhook SET dropped = dropped + 1 WHERE siteID = ?",
                    arguments: [row[1] as Int64]
                )
            }
            return rows.count
        }
    }

    /// The most notices that are given up in one transaction.
    private static let droppedAtOnce = 500

    private static let due = """
        SELECT notice.id, comment.id, comment.verdict, notice.outcome, comment.label, notice.madeAt, notice.attempts,
            notice.commentKey
        FROM notice CROSS JOIN comment ON comment.key = notice.commentKey
        WHERE notice.siteID = ? AND notice.outcome IS NOT NULL AND notice.dueAt <= ? ORDER BY notice.dueAt LIMIT 1
        """

    private static func notice(_ row: Row) throws -> Notice {
        guard let id = CommentID(row[0] as String), let comment = CommentID(row[1] as String) else {
            throw DamagedRow(detail: "a notice has no name")
        }
        return Notice(
            id,
            comment,
            verdict: row[2],
            outcome: row[3],
            label: CommentRow.label(in: row, at: 4)?.name,
            madeAt: row[5],
            attempts: row[6] + 1,
            key: row[7]
        )
    }

    private static func close(_ notice: Notice, _ db: Database) throws {
        try db.execute(sql: closing + " AND id = ?", arguments: [notice.key, notice.id.description])
    }

    private static func close(_ key: Int64, _ db: Database) throws {
        try db.execute(sql: closing, arguments: [key])
    }

    private static let closing = """
        UPDATE notice SET id = NULL, outcome = NULL, madeAt = NULL, dueAt = NULL, attempts = 0 WHERE commentKey = ?
        """
}
