import Foundation
import GRDB
import SpamClassifier
import Testing

@testable import FeedbackStore

struct MigrationTests {
    @Test(arguments: EarlierDatabase.versions.indices)
    func `a database of an earlier version keeps what it holds, and gets the schema of a new one`(
        version: Int
    ) async throws {
        try await withTemporaryFolder { folder in
            let path = databasePath(in: folder)
            try EarlierDatabase.make(EarlierDatabase.versions[version], at: path)
            let store = try openStore(in: folder)
            #expect(store.installation.hashSeed == UInt64(bitPattern: -42))
            #expect(store.installation.createdAt == 1_700_000_000_000)
            #expect(store.installation.secret.count == 32)
            let features = EarlierDatabase.versions(since: "7 features").contains(version)
            let forgetting = EarlierDatabase.versions(since: "2 forgetting").contains(version)
            let revision: Int64 = features ? 15 : forgetting ? 14 : 11
            #expect(try await store.revision() == revision)
            #expect(try await store.lastRefit(through: .max) == revision)
            let marked: [Int64: Label] = [1: .spam, 2: .ham, 5: .ham].merging(forgetting ? [10: .spam] : [:]) { $1 }
            // Comments of datasets have had no marks in the log since datasets come and go whole.
            #expect(try await store.labels(asOf: .max) == marked.merging(forgetting ? [9: .ham] : [:]) { $1 })
            #expect(try await Replay(store.allEntries()).labels == marked)
            #expect(try await store.labels(asOf: 6) == [1: .spam, 2: .spam, 3: .ham, 5: .ham, 6: .spam])
            #expect(try await store.datasets().map(\.name) == ["kept"] + (forgetting ? ["later"] : []))
            let first = try await store.comment(key: 1)
            #expect(first?.comment.author == "Ann")
            #expect(first?.judgement == Judgement(verdict: "unsure", probability: 0.5, revision: 0))
            #expect(try await store.comment(key: 2)?.comment.site == "example.org")
            #expect(try await store.comment(key: 6) == nil)
            #expect(try await store.pool.read { try String.fetchOne($0, sql: "PRAGMA integrity_check") } == "ok")
            let orphans = try await store.pool.read { db in
                try Int.fetchOne(db, sql: "SELECT count(*) FROM pragma_foreign_key_check")
            }
            #expect(orphans == 0)
            try await store.expectTrueTallies()
            #expect(try await store.mark(first?.id ?? .numbered(0), as: .ham, source: .dashboard).revision > revision)

            let new = try FeedbackStore.open(at: folder.appending(path: "new.sqlite").path)
            #expect(try await schema(store) == schema(new))
        }
    }

    @Test func `every migration has a database from before it`() {
        let known = EarlierDatabase.versions.map { $0.migrations.joined(separator: ", ") }
        let migrations = Schema.migrator.migrations
        for count in migrations.indices.dropFirst() {
            let version = migrations.prefix(count).joined(separator: ", ")
            #expect(known.contains(version), "no database of the version with \(version)")
        }
    }

    @Test(arguments: EarlierDatabase.versions.indices)
    func `no table and no column of an earlier version is without a value to migrate`(version: Int) async throws {
        try await withTemporaryFolder { folder in
            let path = databasePath(in: folder)
            try EarlierDatabase.make(EarlierDatabase.versions[version], at: path)
            let sql = """
                SELECT object.name, place.name FROM sqlite_schema AS object JOIN pragma_table_xinfo(object.name) AS place
                WHERE object.type = 'table' AND object.name NOT LIKE 'sqlite%'
                """
            let empty = try await DatabaseQueue(path: path).read { db in
                try Row.fetchAll(db, sql: sql).map { ($0[0] as String, $0[1] as String) }.filter { table, column in
                    try Int.fetchOne(db, sql: "SELECT count(\(column)) FROM \(table)") == 0
                }
            }
            // It is set and its row deleted in one transaction.
            let transient = EarlierDatabase.versions(since: "2 forgetting").contains(version) ? ["forgottenAt"] : []
            #expect(empty.map(\.1) == transient, "\(empty)")
        }
    }

    /// Every table, index and trigger as SQLite was told to make it.
    private func schema(_ store: FeedbackStore) async throws -> [[String?]] {
        try await store.pool.read { db in
            let sql = "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name"
            return try Row.fetchAll(db, sql: sql).map { row in [row[0], row[1], row[2], row[3]] }
        }
    }
}
