import Foundation
import GRDB
import SpamClassifier
import Testing

@testable import FeedbackStore

struct HealthTests {
    @Test func `while all is well a probe writes nothing`() async throws {
        try await withStore { store in
            let ids = try await store.recordNumbered(1)
            _ = try await store.mark(ids[0], as: .spam, source: .dashboard)
            #expect(store.failure == nil)
            let before = try await store.pool.read { try Int.fetchOne($0, sql: "PRAGMA user_version") }
            try await store.probe()
            #expect(try await store.pool.read { try Int.fetchOne($0, sql: "PRAGMA user_version") } == before)
        }
    }

    @Test func `a request that is at fault itself leaves the database healthy`() async throws {
        try await withStore { store in
            await #expect(throws: FeedbackStoreError.unknownComment(.numbered(1))) {
                try await store.mark(.numbered(1), as: .spam, source: .dashboard)
            }
            await #expect(throws: FeedbackStoreError.unknownDataset(name: "none")) {
                try await store.removeDataset(named: "none")
            }
            let judgement = Judgement(verdict: "bacon", probability: 0.5, revision: 0)
            let comment = JudgedComment(id: .numbered(2), comment: Comment(content: "a"), judgement: judgement)
            await #expect(throws: FeedbackStoreError.self) { try await store.record([comment]) }
            #expect(store.failure == nil)
        }
    }

    @Test func `a failure is remembered with its time until a probe succeeds`() async throws {
        try await withTemporaryFolder { folder in
            let store = try openStore(in: folder)
            let path = databasePath(in: folder)
            try await store.pool.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA busy_timeout = 0") }
            let other = try otherProcess(path)
            try await other.writeWithoutTransaction { db in try db.execute(sql: "BEGIN EXCLUSIVE") }
            await #expect(throws: FeedbackStoreError.locked(path: path)) { try await store.appendRefit() }
            let failure = try #require(store.failure)
            #expect(failure.error == .locked(path: path))
            await #expect(throws: FeedbackStoreError.locked(path: path)) { try await store.probe() }
            #expect(store.failure == failure)
            try await other.writeWithoutTransaction { db in try db.execute(sql: "ROLLBACK") }
            try await store.probe()
            #expect(store.failure == nil)
            let patience = try await store.pool.writeWithoutTransaction { db in
                try Int.fetchOne(db, sql: "PRAGMA busy_timeout")
            }
            #expect(patience == 5000)
        }
    }

    @Test func `a change that succeeds proves that the database is well again`() async throws {
        try await withStore { store in
            store.health.failed(.diskFull(path: store.path))
            #expect(store.failure != nil)
            _ = try await store.appendRefit()
            #expect(store.failure == nil)
        }
    }

    @Test func `the beginning of a failure is announced once`() async throws {
        try await withStore { store in
            store.health.failed(.diskFull(path: store.path))
            store.health.failed(.locked(path: store.path))
            #expect(store.failure?.error == .locked(path: store.path))
            store.health.wrote()
            store.health.failed(.readOnly(path: store.path))
            var announced = store.failures.makeAsyncIterator()
            #expect(await announced.next() != nil)
            #expect(store.failure?.error == .readOnly(path: store.path))
        }
    }

    @Test(arguments: ["", "-wal", "-shm"])
    func `a file that is moved away takes nothing with it, and everything goes on when it is back`(
        ending: String
    ) async throws {
        try await withTemporaryFolder { folder in
            let store = try openStore(in: folder)
            let ids = try await store.recordNumbered(3)
            _ = try await store.mark(ids[0], as: .spam, source: .dashboard)
            let path = databasePath(in: folder)
            let files = FileManager.default
            try files.moveItem(atPath: path + ending, toPath: path + ".away")
            let exchanged = FeedbackStoreError.exchanged(path: path)
            await #expect(throws: exchanged) { try await store.mark(ids[1], as: .spam, source: .dashboard) }
            await #expect(throws: exchanged) { try await store.revision() }
            await #expect(throws: exchanged) { try await store.probe() }
            #expect(store.failure?.error == exchanged)

            try? files.removeItem(atPath: path + ending)
            try files.moveItem(atPath: path + ".away", toPath: path + ending)
            try await store.probe()
            #expect(store.failure == nil)
            #expect(try await store.mark(ids[1], as: .spam, source: .dashboard).revision == 2)
        }
    }

    @Test func `another database in the place of the open one is neither read nor written`() async throws {
        try await withTemporaryFolder { folder in
            let store = try openStore(in: folder)
            let ids = try await store.recordNumbered(1)
            let other = folder.appending(path: "other.sqlite").path
            try await store.backup(to: other)
            _ = try await store.mark(ids[0], as: .spam, source: .dashboard)
            let before = try Data(contentsOf: URL(fileURLWithPath: other))
            let path = databasePath(in: folder)
            try FileManager.default.removeItem(atPath: path)
            try FileManager.default.copyItem(atPath: other, toPath: path)
            await #expect(throws: FeedbackStoreError.exchanged(path: path)) {
                try await store.mark(ids[0], as: .spam, source: .dashboard)
            }
            await #expect(throws: FeedbackStoreError.exchanged(path: path)) { try await store.comment(ids[0]) }
            #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
            try store.close()

            // The write-ahead log of the one must not be taken for that of the other.
            let next = try openStore(in: folder)
            #expect(try await next.revision() == 0)
            #expect(try await next.comment(ids[0])?.label == nil)
            #expect(try await next.pool.read { try String.fetchOne($0, sql: "PRAGMA integrity_check") } == "ok")
        }
    }

    private func otherProcess(_ path: String) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        return try DatabaseQueue(path: path, configuration: configuration)
    }
}
