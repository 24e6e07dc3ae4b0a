import Foundation
import GRDB

/// The database of an installation: comments, labels, and the log of every mark.
///
/// One file, written by one connection and read by several, also from other processes. Whatever a method acknowledged
/// is on disk. All methods may be called from any task at any time.
public final class FeedbackStore: Sendable {
    /// Where the database is.
    public let path: String
    /// What was fixed when the database was created.
    public let installation: Installation

    /// What of a person's data is kept with a comment.
    public let privacy: Privacy

    let pool: DatabasePool
    let markWriter: MarkWriter
    let privacyFilter: PrivacyFilter
    let files: DatabaseFiles
    let health: StoreHealth
    let writing: GuardedWriting
    let clock: @Sendable () -> Int64

    /// Opens a database; creates it if there is none and brings one of an older version up to date.
    ///
    /// - Parameters:
    ///   - path: The database file. SQLite keeps two more files beside it, with `-wal` and `-shm` added to the name.
    ///   - readOnly: Refuses to create, upgrade or change anything.
    ///   - privacy: What of a person's data is kept with the comments that are recorded from now on.
    /// - Returns: The open store.
    /// - Throws: Why the database cannot be used, for example ``FeedbackStoreError/newerSchema(path:migrations:)``.
    public static func open(
        at path: String,
        readOnly: Bool = false,
        privacy: Privacy = .full
    ) throws(FeedbackStoreError) -> FeedbackStore {
        try FeedbackStore(path: path, readOnly: readOnly, privacy: privacy, clock: FeedbackStore.systemClock)
    }

    init(
        path: String,
        readOnly: Bool,
        privacy: Privacy = .full,
        clock: @escaping @Sendable () -> Int64,
        trace: (@Sendable (String) -> Void)? = nil
    ) throws(FeedbackStoreError) {
        do {
            if readOnly, !FileManager.default.fileExists(atPath: path) { throw FeedbackStoreError.missing(path: path) }
            let files = DatabaseFiles(database: path)
            let configuration = Self.configuration(path: path, readOnly: readOnly, files: files, trace: trace)
            let pool = try DatabasePool(path: path, configuration: configuration)
            if !readOnly { try Self.prepare(pool, path: path, createdAt: clock()) }
            self.installation = try Self.checked(pool, path: path)
            // Who only reads promises nothing, and may read a file beside which SQLite keeps no others.
            if !readOnly { files.remember() }
            self.path = path
            self.pool = pool
            self.clock = clock
            self.privacy = privacy
            self.privacyFilter = PrivacyFilter(privacy, installation)
            self.files = files
            self.health = StoreHealth(clock: clock)
            self.writing = GuardedWriting(path: path, files: files, health: health)
            self.markWriter = MarkWriter(pool: pool, writing: writing, privacy: privacyFilter)
        } catch {
            throw FeedbackStoreError(error, path: path)
        }
    }

    /// Closes the database; every later call throws ``FeedbackStoreError/closed(path:)``.
    ///
    /// The last process that closes it leaves one file. A store that is let go without being closed loses nothing.
    public func close() throws(FeedbackStoreError) {
        do {
            // Of the connections only the writing one can empty the write-ahead log, so it has to go last.
            pool.releaseMemory()
            try pool.close()
            try files.forget()
        } catch {
            throw FeedbackStoreError(error, path: path)
        }
    }

    static let systemClock: @Sendable () -> Int64 = { Int64(Date().timeIntervalSince1970 * 1000) }
}

/// What is fixed for an installation when its database is created.
public struct Installation: Sendable, Hashable {
    /// The random seed of the feature hashes, as it was when the database was opened; ``FeedbackStore/hashSeed()`` is that of
    /// now.
    public var hashSeed: UInt64
    /// When the database was created, in milliseconds since 1970.
    public var createdAt: Int64
    /// 32 random bytes: the key of the hashes that stand for personal data.
    var secret: [UInt8]
}
