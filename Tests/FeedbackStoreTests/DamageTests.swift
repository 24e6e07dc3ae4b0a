import Foundation
import GRDB
import SpamClassifier
import Testing

@testable import FeedbackStore

/// Damage that is done to the files while they are open.
struct DamageTests {
    @Test(arguments: [0.0, 0.5])
    func `a write-ahead log that was cut takes no mark, and what is left is sound`(share: Double) async throws {
        try await withTemporaryFolder { folder in
            let store = try openStore(in: folder)
            let ids = try await store.recordNumbered(400)
            _ = try await store.pool.writeWithoutTransaction { db in try db.checkpoint(.truncate) }
            let path = databasePath(in: folder)
            for id in ids.prefix(40) { _ = try await store.mark(id, as: .spam, source: .dashboard) }
            try cut(path + "-wal", to: share)
            for id in ids.suffix(2) {
                let error = await #expect(throws: FeedbackStoreError.self) {
                    try await store.mark(id, as: .ham, source: .dashboard)
                }
                #expect(error?.isDamage == true)
            }
            await #expect(throws: (any Error).self) { try await store.probe() }
            try? store.close()

            let next = try openStore(in: folder)
            #expect(try await next.pool.read { try String.fetchOne($0, sql: "PRAGMA integrity_check") } == "ok")
            let labels = try await next.labels(asOf: .max)
            #expect(try await Replay(next.allEntries()).labels == labels)
            #expect(labels.count < 40 && labels.values.allSatisfy { $0 == .spam })
            _ = try await next.mark(ids[399], as: .ham, source: .dashboard)
        }
    }

    @Test(arguments: [0.0, 0.5])
    func `nothing is lost with a write-ahead log that was copied before it was cut`(share: Double) async throws {
        try await withTemporaryFolder { folder in
            let store = try openStore(in: folder)
            let ids = try await store.recordNumbered(40)
            for id in ids.prefix(39) { _ = try await store.mark(id, as: .spam, source: .dashboard) }
            await store.copyLog()
            let path = databasePath(in: folder)
            try cut(path + "-wal", to: share)
            #expect(try await store.mark(ids[39], as: .spam, source: .dashboard).revision == 40)
            #expect(store.failure == nil)

            // Another process that opens the files after the first one died.
            for ending in ["", "-wal"] {
                try FileManager.default.copyItem(atPath: path + ending, toPath: path + ".copy" + ending)
            }
            let next = try FeedbackStore.open(at: path + ".copy")
            #expect(try await next.labels(asOf: .max).count == 40)
            #expect(try await next.pool.read { try String.fetchOne($0, sql: "PRAGMA integrity_check") } == "ok")
        }
    }

    @Test func `a log is copied once`() async throws {
        try await withStore { store in
            let ids = try await store.recordNumbered(1)
            _ = try await store.mark(ids[0], as: .spam, source: .dashboard)
            #expect(store.files.timeOfLogToCopy() != nil)
            await store.copyLog()
            #expect(store.files.timeOfLogToCopy() == nil)
            await store.copyLog()
            #expect(store.failure == nil)
        }
    }

    @Test func `a write-ahead log that another process emptied is sound`() async throws {
        try await withTemporaryFolder { folder in
            let store = try openStore(in: folder)
            let ids = try await store.recordNumbered(40)
            let other = try DatabaseQueue(path: databasePath(in: folder))
            for id in ids {
                _ = try await store.mark(id, as: .spam, source: .dashboard)
                _ = try await other.writeWithoutTransaction { db in try db.checkpoint(.truncate) }
            }
            #expect(store.failure == nil)
            #expect(try await store.statistics().spam == 40)
        }
    }

    @Test func `damaged pages refuse every change until a check of the whole file finds them mended`() async throws {
        try await withTemporaryFolder { folder in
            let path = databasePath(in: folder)
            let first = try openStore(in: folder)
            let ids = try await first.recordNumbered(600)
            try first.close()
            let store = try openStore(in: folder)
            _ = try await store.mark(ids[0], as: .spam, source: .dashboard)
            _ = try await store.pool.writeWithoutTransaction { db in try db.checkpoint(.truncate) }

            let whole = try Data(contentsOf: URL(fileURLWithPath: path))
            try overwrite(path, with: damaged(whole))
            let error = await #expect(throws: FeedbackStoreError.self) {
                try await store.comments(matching: CommentQuery(limit: 500))
            }
            #expect(error?.isDamage == true)
            let refusal = await #expect(throws: FeedbackStoreError.self) { try await store.appendRefit() }
            #expect(refusal?.isDamage == true)
            await #expect(throws: FeedbackStoreError.self) { try await store.probe() }

            try overwrite(path, with: whole)
            try await store.probe()
            #expect(store.failure == nil)
            #expect(try await store.mark(ids[599], as: .ham, source: .dashboard).revision == 2)
            #expect(try await store.pool.read { try String.fetchOne($0, sql: "PRAGMA integrity_check") } == "ok")
        }
    }

    @Test func `a damaged file is refused when it is opened`() async throws {
        try await withTemporaryFolder { folder in
            let path = databasePath(in: folder)
            let store = try openStore(in: folder)
            _ = try await store.recordNumbered(600)
            try store.close()
            try overwrite(path, with: damaged(try Data(contentsOf: URL(fileURLWithPath: path))))
            let error = #expect(throws: FeedbackStoreError.self) { try FeedbackStore.open(at: path) }
            #expect(error?.isDamage == true)
        }
    }

    /// Every page but the first is filled with 0xAA, which is no kind of page.
    private func damaged(_ whole: Data) -> Data {
        var bytes = whole
        let rest = 4096..<bytes.count
        bytes.replaceSubrange(rest, with: Data(repeating: 0xAA, count: rest.count))
        return bytes
    }

    /// Writes into the file that is there, as a failing disk does.
    private func overwrite(_ path: String, with bytes: Data) throws {
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        try file.write(contentsOf: bytes)
    }

    private func cut(_ path: String, to share: Double) throws {
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        let length = try file.seekToEnd()
        try file.truncate(atOffset: UInt64(Double(length) * share))
    }
}
