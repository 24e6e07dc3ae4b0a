import Foundation
import GRDB
import SpamClassifier
import Testing

@testable import FeedbackStore

struct OpeningTests {
    @Test func `the pragmas promise durability`() async throws {
        try await withStore { store in
            let writer = try await store.pool.writeWithoutTransaction { db in
                try ["journal_mode", "synchronous", "foreign_keys", "secure_delete", "busy_timeout"].map { pragma in
                    try String.fetchOne(db, sql: "PRAGMA \(pragma)")
                }
            }
            #expect(writer == ["wal", "2", "1", "1", "5000"])
        }
    }

    @Test func `a reopened database keeps its seed, its comments and its labels`() async throws {
        try await withTemporaryFolder { folder in
            let first = try openStore(in: folder)
            let ids = try await first.recordNumbered(2)
            _ = try await first.mark(ids[0], as: .spam, source: .commandLine)
            let before = try await first.comments(matching: CommentQuery())
            try first.close()

            let second = try openStore(in: folder)
            #expect(second.installation == first.installation)
            #expect(try await second.comments(matching: CommentQuery()) == before)
            #expect(try await second.comment(ids[0])?.label == .spam)
        }
    }

    @Test func `a closed database is one file`() async throws {
        try await withTemporaryFolder { folder in
            let store = try openStore(in: folder)
            let ids = try await store.recordNumbered(3)
            _ = try await store.mark(ids[0], as: .spam, source: .commandLine)
            try store.close()
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["hamlet.sqlite"])
        }
    }

    @Test func `two installations have different seeds`() async throws {
        let first = try await withStore { $0.installation.hashSeed }
        let second = try await withStore { $0.installation.hashSeed }
        #expect(first != second)
    }

    @Test func `a database can be created by several openers at once`() async throws {
        try await withTemporaryFolder { folder in
            let seeds = try await withThrowingTaskGroup(of: UInt64.self) { group in
                for _ in 0..<4 { group.addTask { try openStore(in: folder).installation.hashSeed } }
                return try await group.reduce(into: Set<UInt64>()) { $0.insert($1) }
            }
            #expect(seeds.count == 1)
        }
    }

    @Test func `a newer schema is refused and named`() async throws {
        try await withTemporaryFolder { folder in
            let path = databasePath(in: folder)
            let store = try openStore(in: folder)
            try await store.pool.write { db in
                try db.execute(sql: "INSERT INTO grdb_migrations (identifier) VALUES ('99 telepathy')")
            }
            try store.close()
            let refusal = FeedbackStoreError.newerSchema(path: path, migrations: ["99 telepathy"])
            #expect(throws: refusal) { try FeedbackStore.open(at: path) }
            #expect(throws: refusal) { try FeedbackStore.open(at: path, readOnly: true) }
        }
    }

    @Test func `an older schema is upgraded, but not by a reader`() async throws {
        try await withTemporaryFolder { folder in
            let path = databasePath(in: folder)
            try await DatabaseQueue(path: path).write { db in
                try db.execute(sql: "CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY)")
            }
            #expect(throws: FeedbackStoreError.olderSchema(path: path)) {
                try FeedbackStore.open(at: path, readOnly: true)
            }
            try FeedbackStore.open(at: path).close()
            try FeedbackStore.open(at: path, readOnly: true).close()
        }
    }

    @Test func `a text file is not a database`() async throws {
        try await withTemporaryFolder { folder in
            let path = databasePath(in: folder)
            let text = String(repeating: "To publish, or not to publish. ", count: 50)
            try text.write(toFile: path, atomically: true, encoding: .utf8)
            #expect(throws: FeedbackStoreError.notADatabase(path: path)) { try FeedbackStore.open(at: path) }
            #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
        }
    }

    @Test func `another program's database is refused and left alone`() async throws {
        try await withTemporaryFolder { folder in
            let path = databasePath(in: folder)
            let stranger = try DatabaseQueue(path: path)
            try await stranger.write { db in try db.execute(sql: "CREATE TABLE bookmark (url TEXT)") }
            try stranger.close()
            let before = try Data(contentsOf: URL(fileURLWithPath: path))
            #expect(throws: FeedbackStoreError.foreignDatabase(path: path)) { try FeedbackStore.open(at: path) }
            #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
        }
    }

    @Test func `a missing folder, a folder as file and a missing file are told apart`() async throws {
        try await withTemporaryFolder { folder in
            let inside = folder.appending(path: "nowhere/hamlet.sqlite").path
            #expect(throws: FeedbackStoreError.missingFolder(path: inside)) { try FeedbackStore.open(at: inside) }
            #expect(throws: FeedbackStoreError.unreadable(path: folder.path)) {
                try FeedbackStore.open(at: folder.path)
            }
            let absent = databasePath(in: folder)
            #expect(throws: FeedbackStoreError.missing(path: absent)) {
                try FeedbackStore.open(at: absent, readOnly: true)
            }
            #expect(!FileManager.default.fileExists(atPath: absent))
        }
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/proc/self")))
    func `no database is created where nothing can be written`() {
        // The process file system refuses new files even to the administrator, whom file modes do not stop.
        let path = "/proc/hamlet.sqlite"
        #expect(throws: FeedbackStoreError.readOnly(path: path)) { try FeedbackStore.open(at: path) }
    }

    @Test(.disabled(if: NSUserName() == "root", "file modes do not stop the administrator"))
    func `a folder that may not be written is read-only`() async throws {
        try await withTemporaryFolder { folder in
            let files = FileManager.default
            try files.setAttributes([.posixPermissions: 0o555], ofItemAtPath: folder.path)
            let path = databasePath(in: folder)
            #expect(throws: FeedbackStoreError.readOnly(path: path)) { try FeedbackStore.open(at: path) }
            try files.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path)
        }
    }

    @Test func `a store opened to be read only reads and refuses to write`() async throws {
        try await withTemporaryFolder { folder in
            let path = databasePath(in: folder)
            let writer = try openStore(in: folder)
            let ids = try await writer.recordNumbered(1)
            let reader = try openStore(in: folder, readOnly: true)
            #expect(try await reader.comment(ids[0])?.id == ids[0])
            await #expect(throws: FeedbackStoreError.readOnly(path: path)) {
                try await reader.mark(ids[0], as: .spam, source: .commandLine)
            }
        }
    }

    @Test func `a locked database says so`() async throws {
        try await withTemporaryFolder { folder in
            let path = databasePath(in: folder)
            let store = try openStore(in: folder)
            try await store.pool.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA busy_timeout = 0") }
            var configuration = Configuration()
            configuration.allowsUnsafeTransactions = true
            let other = try DatabaseQueue(path: path, configuration: configuration)
            try await other.writeWithoutTransaction { db in try db.execute(sql: "BEGIN IMMEDIATE") }
            await #expect(throws: FeedbackStoreError.locked(path: path)) { try await store.appendRefit() }
            try await other.writeWithoutTransaction { db in try db.execute(sql: "ROLLBACK") }
            #expect(try await store.appendRefit() == 1)
        }
    }

    @Test func `a closed store says so`() async throws {
        try await withTemporaryFolder { folder in
            let closed = FeedbackStoreError.closed(path: databasePath(in: folder))
            let store = try openStore(in: folder)
            try store.close()
            await #expect(throws: closed) { try await store.revision() }
            await #expect(throws: closed) { try await store.appendRefit() }
            await #expect(throws: closed) { try await store.mark(.numbered(1), as: .ham, source: .akismet) }
        }
    }
}
