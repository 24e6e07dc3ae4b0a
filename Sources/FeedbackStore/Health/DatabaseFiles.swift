import Foundation
import GRDB
import Synchronization

/// The files of an open database, watched for being changed behind SQLite's back.
///
/// SQLite holds on to the files that it opened. When one of them is deleted or replaced, it goes on writing into a file
/// that has no name any more, and what was acknowledged would end with the process. When the write-ahead log is cut, it
/// goes on writing behind the gap, where no restart would find it. A look costs six system calls.
final class DatabaseFiles: Sendable {
    private struct Identity: Sendable, Equatable {
        var device: UInt64
        var number: UInt64
    }

    /// A time of the file system.
    struct Time: Sendable, Equatable {
        var seconds: Int
        var nanoseconds: Int
    }

    private struct Status {
        var identity: Identity
        var bytes: Int64
        var changed: Time
    }

    private struct Opened: Sendable {
        var paths: [String]
        var identities: [Identity]
        /// The most bytes that the write-ahead log had; it never shrinks but by a truncating checkpoint.
        var logBytes: Int64
        /// When the write-ahead log was changed that was last copied into the database.
        var copiedLog: Time?
    }

    private let path: String
    private let opened = Mutex<Opened?>(nil)

    init(database path: String) {
        self.path = path
    }

    /// Remembers which files are open; to be called as soon as SQLite has opened all of them.
    func remember() {
        // SQLite keeps its other files beside the file that a symbolic link leads to.
        let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        let paths = [path, target + "-wal", target + "-shm"]
        let found = paths.map(Self.status)
        let identities = found.compactMap { $0?.identity }
        guard identities.count == paths.count else { return }
        opened.withLock { $0 = Opened(paths: paths, identities: identities, logBytes: found[1]?.bytes ?? 0) }
    }

    /// Expects that the files at the paths are those that are open, and may be written.
    func checkPlace() throws(FeedbackStoreError) {
        _ = try look()
    }

    /// Expects the same, and that nothing was cut off the write-ahead log.
    ///
    /// A log that became shorter is taken as sound if everything in it can be copied into the database, which is what
    /// another process has done that emptied it. Otherwise the copying fails: it reads what is not there any more.
    func check(_ db: Database) throws {
        guard try look() else { return }
        do {
            try db.checkpoint(.truncate)
        } catch let error as DatabaseError where error.resultCode != .SQLITE_BUSY {
            throw FeedbackStoreError.damaged(path: path, detail: "the write-ahead log was cut short")
        }
        opened.withLock { $0?.logBytes = 0 }
    }

    /// Looks no more, for the files were closed; renames the write-ahead log if its database is no longer at its path.
    ///
    /// SQLite leaves that log behind, and would copy it into whatever database lies at the path at the next start.
    func forget() throws {
        let files = opened.withLock { opened in
            defer { opened = nil }
            return opened
        }
        guard let files else { return }
        let isOpened = zip(files.paths, files.identities).map { path, identity in
            Self.status(of: path)?.identity == identity
        }
        guard !isOpened[0], isOpened[1] else { return }
        let aside = files.paths[1] + ".of-replaced"
        try? FileManager.default.removeItem(atPath: aside)
        try FileManager.default.moveItem(atPath: files.paths[1], toPath: aside)
        try? FileManager.default.removeItem(atPath: files.paths[2])
    }

    /// Whether the write-ahead log became shorter.
    private func look() throws(FeedbackStoreError) -> Bool {
        let path = path
        return try opened.withLock { opened throws(FeedbackStoreError) in
            guard let files = opened else { return false }
            for (place, identity) in zip(files.paths, files.identities) {
                guard let status = Self.status(of: place), status.identity == identity else {
                    throw .exchanged(path: path)
                }
                // The file of shared memory is mapped: a write to it that fails ends the process.
                guard unsafe access(place, W_OK) == 0 else { throw .readOnly(path: path) }
                guard place == files.paths[1] else { continue }
                if status.bytes < files.logBytes { return true }
                opened?.logBytes = status.bytes
            }
            return false
        }
    }

    /// When the write-ahead log was changed, if that was after it was last copied.
    func timeOfLogToCopy() -> Time? {
        opened.withLock { opened in
            guard let opened, let time = Self.status(of: opened.paths[1])?.changed else { return nil }
            return time == opened.copiedLog ? nil : time
        }
    }

    /// Notes that the log as it was changed at a time is copied.
    func copiedLog(of time: Time) {
        opened.withLock { $0?.copiedLog = time }
    }

    private static func status(of path: String) -> Status? {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return nil }
        return Status(
            identity: Identity(device: UInt64(status.st_dev), number: UInt64(status.st_ino)),
            bytes: Int64(status.st_size),
            changed: status.changed
        )
    }
}

extension stat {
    /// The time of the last change of the contents.
    fileprivate var changed: DatabaseFiles.Time {
        #if canImport(Darwin)
            DatabaseFiles.Time(seconds: st_mtimespec.tv_sec, nanoseconds: st_mtimespec.tv_nsec)
        #else
            DatabaseFiles.Time(seconds: st_mtim.tv_sec, nanoseconds: st_mtim.tv_nsec)
        #endif
    }
}
