import Crypto
import Foundation
import GRDB
import Synchronization

/// Tells whom a key belongs to, as the database has it: a key that any process has created or revoked is good or bad from
/// the next question on.
///
/// It asks SQLite whether anybody has written since the last time, over a connection of its own that waits for no writer;
/// only then the keys are read again. Of many questions within ``patience`` the first alone asks, and whoever creates or
/// revokes a key waits as long before it counts as done.
public final class KeyDirectory: Sendable {
    /// What asking with a key came to.
    public enum Finding: Sendable, Hashable {
        /// No key was ever created: there is nothing to tell callers apart by.
        case open
        /// The key is good.
        case key(AccessKey)
        /// No key was shown, or one that was never given out, was revoked, or is of the other kind.
        case stranger
    }

    private struct State {
        var connection: DatabaseQueue?
        /// What SQLite said when the keys were last read; `nil` before that.
        var version: Int?
        /// When SQLite was last asked; `nil` before that, and when it could not answer.
        var askedAt: ContinuousClock.Instant?
        var isOpen = false
        /// The good keys by the first bytes of their digests.
        var keys: [UInt64: [KeyRow]] = [:]
        var used: Set<Int64> = []
    }

    private let path: String
    private let store: FeedbackStore
    private let now: @Sendable () -> ContinuousClock.Instant
    private let state = Mutex(State())

    /// How long an answer of SQLite counts.
    ///
    /// To ask takes a lock of the file and about 10 of the 290 µs of a dry run; see the decision record *Lean requests*.
    static let patience = Duration.milliseconds(5)

    /// Milliseconds of a day: how exactly the use of a key is noted.
    static let day: Int64 = 86_400_000

    /// Makes a directory of the keys in a database; the first question opens a connection.
    public convenience init(store: FeedbackStore) {
        self.init(store: store) { .now }
    }

    /// Makes a directory that has the time from elsewhere.
    init(store: FeedbackStore, now: @escaping @Sendable () -> ContinuousClock.Instant) {
        self.store = store
        path = store.path
        self.now = now
    }

    /// Finds out whom a key belongs to.
    ///
    /// While the database cannot be read, what was read last counts. O(1) while nobody writes, O(keys) after that.
    ///
    /// - Parameters:
    ///   - secret: What the client showed; `nil` if it showed nothing.
    ///   - kind: Which clients the key must be for.
    /// - Returns: The key, or why there is none.
    /// - Throws: Why the database cannot be read, if it never could.
    public func find(_ secret: String?, kind: AccessKey.Kind) throws(FeedbackStoreError) -> Finding {
        let digest = secret.map(KeySecret.digest)
        return try asking { state in
            if state.isOpen { return .open }
            guard let digest else { return .stranger }
            // The prefix of a digest tells nothing about a secret; the whole is compared in constant time.
            let candidates = state.keys[Self.prefix(of: digest)] ?? []
            guard let row = candidates.first(where: { digest == $0.digest && $0.key.kind == kind }) else {
                return .stranger
            }
            state.used.insert(row.key.id)
            return .key(row.key)
        }
    }

    /// Finds out whether the key of a number is still good, for whoever showed it before.
    ///
    /// O(keys).
    ///
    /// - Throws: Why the database cannot be read, if it never could.
    public func find(id: Int64) throws(FeedbackStoreError) -> Finding {
        try asking { state in
            if state.isOpen { return .open }
            guard let row = state.keys.values.lazy.joined().first(where: { $0.key.id == id }) else { return .stranger }
            state.used.insert(id)
            return .key(row.key)
        }
    }

    /// Whether some key is good.
    ///
    /// - Throws: Why the database cannot be read, if it never could.
    public func hasKeys() throws(FeedbackStoreError) -> Bool { try asking { !$0.keys.isEmpty } }

    /// Writes down which keys were used since the last call, to the day.
    public func noteUse() async throws(FeedbackStoreError) {
        let used = state.withLock { state in
            defer { state.used = [] }
            return state.used
        }
        try await store.noteUse(of: used)
    }

    /// Answers a question from the keys as they are now, or as they were read last where the database cannot be read.
    private func asking<Answer: Sendable>(
        _ answer: (inout State) -> Answer
    ) throws(FeedbackStoreError) -> Answer {
        let time = now()
        let result: Result<Answer, FeedbackStoreError> = state.withLock { state in
            if let askedAt = state.askedAt, time - askedAt < Self.patience { return .success(answer(&state)) }
            do {
                state.askedAt = nil
                try refresh(&state)
                state.askedAt = time
            } catch {
                guard state.version != nil else { return .failure(FeedbackStoreError(error, path: path)) }
            }
            return .success(answer(&state))
        }
        return try result.get()
    }

    private func refresh(_ state: inout State) throws {
        let connection = try state.connection ?? open()
        state.connection = connection
        let known = state.version
        // The version is read before the keys: what is written in between is read once more next time.
        let news = try connection.inDatabase { db -> (version: Int?, rows: [KeyRow])? in
            let version = try Int.fetchOne(try db.cachedStatement(sql: "PRAGMA data_version"))
            return version == known ? nil : (version, try KeyRow.fetchAll(db))
        }
        guard let news else { return }
        state.version = news.version
        state.isOpen = news.rows.isEmpty
        state.keys = Dictionary(grouping: news.rows.filter { $0.key.revokedAt == nil }) { Self.prefix(of: $0.digest) }
    }

    private func open() throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.label = "keys"
        configuration.readonly = true
        // Readers of a write-ahead log wait for nobody; if they must for once, what was read last is good enough.
        configuration.busyMode = .immediateError
        return try DatabaseQueue(path: path, configuration: configuration)
    }

    private static func prefix(of digest: some Sequence<UInt8>) -> UInt64 {
        digest.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }
}
