import GRDB

/// The right to change the labelled set: while somebody holds it, nobody else's refit is written.
///
/// A refit that is computed beside the marks would otherwise be outdated by every refit that a service makes meanwhile. The
/// right lapses unless it is renewed, so that a holder that was killed keeps nobody out for long.
public struct ChangeLease: Sendable, Hashable {
    let holder: Int64

    /// How long the right holds, in milliseconds, unless it is renewed.
    ///
    /// A renewal may wait five seconds for the lock, and for a busy machine.
    public static let duration: Int64 = 15_000

    /// Whether nobody holds the right but the given holder, at a time in milliseconds since 1970.
    static func isFree(for lease: ChangeLease?, at time: Int64, _ db: Database) throws -> Bool {
        // A time further ahead than any holder writes comes from a clock that was set back.
        let statement = try db.cachedStatement(
            sql: "SELECT holder FROM changeLease WHERE until > ? AND until <= ?"
        )
        guard let holder = try Int64.fetchOne(statement, arguments: [time, time + duration]) else { return true }
        return holder == lease?.holder
    }
}

extension FeedbackStore {
    /// Whether somebody holds the right to change the labelled set.
    public func isLeased() async throws -> Bool {
        let time = clock()
        return try await read { db in try !ChangeLease.isFree(for: nil, at: time, db) }
    }

    /// Takes the right to change the labelled set; `nil` while somebody else holds it.
    public func takeLease() async throws(FeedbackStoreError) -> ChangeLease? {
        let time = clock()
        return try await write { db in
            guard try ChangeLease.isFree(for: nil, at: time, db) else { return nil }
            let lease = ChangeLease(holder: Int64.random(in: .min ... .max))
            try db.execute(
                sql: "INSERT OR REPLACE INTO changeLease (id, holder, until) VALUES (1, ?, ?)",
                arguments: [lease.holder, time + ChangeLease.duration]
            )
            return lease
        }
    }

    /// Renews the right; a holder that lost it does not get it back by this.
    public func renew(_ lease: ChangeLease) async throws(FeedbackStoreError) {
        let time = clock()
        try await write { db in
            try db.execute(
                sql: "UPDATE changeLease SET until = ? WHERE holder = ?",
                arguments: [time + ChangeLease.duration, lease.holder]
            )
        }
    }

    /// Gives the right back.
    public func release(_ lease: ChangeLease) async throws(FeedbackStoreError) {
        try await write { db in
            try db.execute(sql: "DELETE FROM changeLease WHERE holder = ?", arguments: [lease.holder])
        }
    }
}
