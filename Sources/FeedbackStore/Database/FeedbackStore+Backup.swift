import Foundation
import GRDB

extension FeedbackStore {
    /// Copies the database, as it is at one moment, to a new file, while others go on reading and writing.
    ///
    /// The copy is one complete file that can be opened like any database. It gets its name only when it is complete; a
    /// copy that was cut short is left with `.partial` at the end of its name, and is overwritten by the next backup.
    ///
    /// - Throws: ``FeedbackStoreError/fileExists(path:)`` if something is at the path already, `CancellationError`, or why
    ///   the copy could not be read or written.
    public func backup(to destination: String) async throws {
        let files = FileManager.default
        guard !files.fileExists(atPath: destination) else { throw FeedbackStoreError.fileExists(path: destination) }
        let partial = destination + ".partial"
        do {
            if files.fileExists(atPath: partial) { try files.removeItem(atPath: partial) }
            let copy = try DatabaseQueue(path: partial)
            try await pool.read { db in try copy.inDatabase { try db.backup(to: $0) } }
            // The copy inherits the write-ahead mode; without it no second file can be forgotten.
            try await copy.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA journal_mode = DELETE") }
            try copy.close()
            try files.moveItem(atPath: partial, toPath: destination)
        } catch let error as CancellationError {
            throw error
        } catch {
            throw FeedbackStoreError(error, path: destination)
        }
    }
}
