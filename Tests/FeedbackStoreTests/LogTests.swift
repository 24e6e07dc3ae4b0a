import GRDB
import SpamClassifier
import Testing

@testable import FeedbackStore

struct LogTests {
    @Test func `an empty log ends at revision zero`() async throws {
        try await withStore { store throws in
            #expect(try await store.revision() == 0)
            #expect(try await store.entries(after: 0, limit: 10).isEmpty)
            #expect(try await store.lastRefit(through: .max) == nil)
            #expect(try await store.labels(asOf: 0).isEmpty)
        }
    }

    @Test func `entries carry all that is needed to learn`() async throws {
        try await withStore { store in
            let outcome = try await store.mark(RecordingTests.full, as: .spam, source: .akismet)
            let refit = try await store.appendRefit()
            _ = try await store.unmark(outcome.id, source: .moderator("Horatio"))
            let key = try #require(try await store.comment(outcome.id)?.key)
            let entries = try await store.allEntries()
            #expect(
                entries.map(\.kind) == [
                    .mark(key: key, comment: RecordingTests.full, label: .spam, previous: nil),
                    .refit,
                    .mark(key: key, comment: RecordingTests.full, label: nil, previous: .spam),
                ]
            )
            #expect(entries.map(\.source) == [.akismet, nil, .moderator("Horatio")])
            #expect(entries.map(\.revision) == [1, 2, 3])
            #expect(refit == 2)
            #expect(entries.map(\.loggedAt) == entries.map(\.loggedAt).sorted())
            #expect(try await store.entries(after: 1, limit: 1) == [entries[1]])
            #expect(try await store.entries(after: 3, limit: 1).isEmpty)
        }
    }

    @Test func `the last refit before a revision is found`() async throws {
        try await withStore { store in
            let ids = try await store.recordNumbered(2)
            let first = try await store.appendRefit()
            _ = try await store.mark(ids[0], as: .ham, source: .dashboard)
            let second = try await store.appendRefit()
            #expect(try await store.lastRefit(through: 0) == nil)
            #expect(try await store.lastRefit(through: first) == first)
            #expect(try await store.lastRefit(through: second - 1) == first)
            #expect(try await store.lastRefit(through: .max) == second)
        }
    }

    @Test(arguments: [
        "UPDATE feedback SET label = 0", "DELETE FROM feedback",
        "INSERT OR REPLACE INTO feedback (revision, kind, loggedAt) VALUES (1, 'refit', 0)",
    ])
    func `nothing in the log can be changed`(statement: String) async throws {
        try await withStore { store in
            _ = try await store.mark(Comment(content: "x"), as: .spam, source: .akismet)
            let before = try await store.allEntries()
            let error = await #expect(throws: DatabaseError.self) {
                try await store.pool.write { db in try db.execute(sql: statement) }
            }
            #expect(error?.message == "the feedback log is append-only")
            #expect(try await store.allEntries() == before)
        }
    }

    @Test(arguments: [
        "INSERT INTO feedback (kind, loggedAt) VALUES ('mark', 0)",
        "INSERT INTO feedback (kind, commentKey, loggedAt) VALUES ('refit', 1, 0)",
        "INSERT INTO feedback (kind, commentKey, label, source, loggedAt) VALUES ('mark', 99, 1, 'akismet', 0)",
        "INSERT INTO feedback (kind, commentKey, label, previous, source, loggedAt) VALUES ('mark', 1, 1, 1, 'akismet', 0)",
        "UPDATE comment SET label = 2", "UPDATE comment SET digest = NULL", "UPDATE comment SET probability = 1.5",
        "UPDATE comment SET verdict = 'ham'", "UPDATE comment SET content = NULL", "UPDATE comment SET author = x'00'",
        "DELETE FROM comment", "DELETE FROM site", "INSERT INTO installation VALUES (2, 0, 0, NULL)",
    ])
    func `the schema refuses what makes no sense`(statement: String) async throws {
        try await withStore { store in
            _ = try await store.mark(Comment(content: "x"), as: .spam, source: .akismet)
            let error = await #expect(throws: DatabaseError.self) {
                try await store.pool.write { db in try db.execute(sql: statement) }
            }
            #expect(error?.resultCode == .SQLITE_CONSTRAINT)
        }
    }
}
