import Foundation
import GRDB

extension FeedbackStoreError {
    /// The fact behind an error that came up while working on the database at the path.
    init(_ error: any Error, path: String) {
        switch error {
        case let error as FeedbackStoreError: self = error
        case let error as DamagedRow: self = .damaged(path: path, detail: error.detail)
        case let error as DatabaseError: self.init(error, path: path)
        default: self = .sqlite(path: path, code: 1, detail: String(describing: error))
        }
    }

    private init(_ error: DatabaseError, path: String) {
        let detail = error.message ?? ""
        switch error.extendedResultCode {
        case .SQLITE_IOERR_SHORT_READ:
            self = .damaged(path: path, detail: "a part of the file or of its write-ahead log is missing")
            return
        // The file of shared memory could not grow.
        case .SQLITE_IOERR_SHMSIZE:
            self = .diskFull(path: path)
            return
        default: break
        }
        switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .locked(path: path)
        case .SQLITE_FULL: self = .diskFull(path: path)
        case .SQLITE_READONLY: self = .readOnly(path: path)
        case .SQLITE_NOTADB: self = .notADatabase(path: path)
        case .SQLITE_CORRUPT: self = .damaged(path: path, detail: detail)
        case .SQLITE_PERM, .SQLITE_AUTH: self = .unreadable(path: path)
        // The only way to misuse a connection here is to use it after it was closed.
        case .SQLITE_MISUSE: self = .closed(path: path)
        case .SQLITE_CANTOPEN: self = .unopened(path: path)
        default: self = .sqlite(path: path, code: error.extendedResultCode.rawValue, detail: detail)
        }
    }

    /// Why a file cannot be opened: SQLite has one code for all reasons.
    private static func unopened(path: String) -> FeedbackStoreError {
        let files = FileManager.default
        guard isFolder(URL(fileURLWithPath: path).deletingLastPathComponent()) else {
            return .missingFolder(path: path)
        }
        guard files.fileExists(atPath: path) else { return .readOnly(path: path) }
        guard !isFolder(URL(fileURLWithPath: path)), files.isReadableFile(atPath: path) else {
            return .unreadable(path: path)
        }
        return .readOnly(path: path)
    }

    private static func isFolder(_ url: URL) -> Bool {
        (try? url.resourceValues(forKeys: [.isDirectoryKey]).isDirectory) ?? false
    }
}
