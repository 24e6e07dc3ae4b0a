import GRDB
import SpamClassifier
import Testing

@testable import FeedbackStore

struct AuditTests {
    @Test func `marks, keys and refits are told newest first, with who did them`() async throws {
        try await withStore { store in
            let ids = try await store.recordNumbered(1)
            let key = try await store.createKey(.bearer, role: .moderate, site: "s", name: "desk", source: .commandLine)
            _ = try await store.mark(ids[0], as: .spam, source: .moderator(key.key.holder))
            _ = try await store.appendRefit()
            _ = try await store.unmark(ids[0], source: .akismet)
            _ = try await store.revokeKey(key.key.id, source: .commandLine)
            try await store.logAudit(.erasure, subject: "3 comments", source: .moderator("desk"))
            let entries = try await store.audit(limit: 10)
            #expect(entries.map(\.action) == [.erasure, .keyRevoked, .mark, .refit, .mark, .keyCreated])
            #expect(
                entries.map(\.source) == [
                    .moderator("desk"), .commandLine, .akismet, nil, .moderator("desk"), .commandLine,
                ]
            )
            #expect(entries[5].subject == "key 1, bearer, moderate, site s, “desk”")
            #expect(entries[4].subject == "\(ids[0]): unmarked → spam")
            #expect(entries[2].subject == "\(ids[0]): spam → unmarked")
            #expect(entries[3].subject == "revision 2")
            #expect(entries.map(\.loggedAt) == entries.map(\.loggedAt).sorted(by: >))
            #expect(try await store.audit(limit: 2) == Array(entries.prefix(2)))
            #expect(try await store.audit(since: entries[1].loggedAt, limit: 10) == Array(entries.prefix(2)))
        }
    }

    @Test(arguments: [1, 2, 3, 100]) func `page by page the whole log is told once`(limit: Int) async throws {
        try await withStore { store in
            let ids = try await store.recordNumbered(3)
            for id in ids { _ = try await store.mark(id, as: .spam, source: .moderator("desk")) }
            let key = try await store.createKey(.bearer, role: .check, source: .commandLine).key
            var erasure = ErasureRequest(source: .commandLine)
            erasure.ids = [ids[0]]
            var plan = try await store.plan(.forgetting(erasure))
            plan.digestBefore = 1
            let receipt = try #require(try await store.commit(plan, digest: 2).receipt)
            #expect((receipt.comments, receipt.labels, receipt.digestBefore, receipt.digestAfter) == (1, 1, 1, 2))
            _ = try await store.revokeKey(key.id, source: .dashboard)
            let whole = try await store.audit(limit: 100)
            #expect(whole.count == 6)
            var told: [AuditEntry] = []
            var cursor: AuditCursor? = AuditCursor()
            while let place = cursor {
                let page = try await store.auditPage(from: place, limit: limit)
                #expect(page.entries.count == limit || page.next == nil)
                told += page.entries
                cursor = page.next
                #expect(cursor.flatMap { AuditCursor("\($0)") } == cursor)
            }
            #expect(told == whole)
        }
    }

    @Test(arguments: ["", "1", "1.2", "1.2.x", "1.2.3.4"]) func `no other text is a cursor`(text: String) {
        #expect(AuditCursor(text) == nil)
    }

    @Test func `what stands in the audit log stays there`() async throws {
        try await withStore { store in
            try await store.logAudit(.retrain, subject: "all", source: .commandLine)
            for statement in ["DELETE FROM audit", "UPDATE audit SET subject = 'nothing'"] {
                await #expect(throws: DatabaseError.self) {
                    try await store.pool.write { db in try db.execute(sql: statement) }
                }
            }
            #expect(try await store.audit(limit: 1).map(\.subject) == ["all"])
        }
    }
}
