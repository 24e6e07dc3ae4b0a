import Foundation
import SpamClassifier
import Testing

@testable import FeedbackStore

/// What earlier versions kept for the service and its clients is read back after the migration as it was meant.
struct MigratedServiceTests {
    private static func versions(since migration: String) -> [Int] { EarlierDatabase.versions(since: migration) }

    /// The webhook of `example.org`.
    private var signed: Webhook {
        var webhook = Webhook(
            site: "example.org",
            kind: .signed,
            authority: "example.org:8443",
            url: "https://example.org:8443/told",
            allowsPrivate: true,
            createdAt: 1_700_000_000_021
        )
        (webhook.pending, webhook.delivered, webhook.dropped, webhook.failures) = (1, 5, 1, 2)
        (webhook.deliveredAt, webhook.retryAt) = (1_699_999_999_980, 1_699_999_999_990)
        webhook.failure = "it took too long"
        return webhook
    }

    @Test(arguments: versions(since: "3 keys"))
    func `keys let in whom they let in, and what was done with them is in the audit log`(version: Int) async throws {
        try await withMigrated(version) { store in
            let admin = AccessKey(
                id: 1,
                kind: .bearer,
                role: .admin,
                name: "Horatio",
                createdAt: 1_700_000_000_016,
                lastUsedAt: 1_699_920_000_000
            )
            let blog = AccessKey(
                id: 2,
                kind: .akismet,
                role: .moderate,
                site: "example.org",
                createdAt: 1_700_000_000_017
            )
            let lost = AccessKey(
                id: 4,
                kind: .bearer,
                role: .check,
                name: "lost",
                createdAt: 1_700_000_000_018,
                revokedAt: 1_700_000_000_019
            )
            #expect(try await store.keys() == [admin, blog, lost])
            let directory = KeyDirectory(store: store)
            let ones = "hml_" + String(repeating: "1", count: 64)
            #expect(try directory.find(ones, kind: .bearer) == .key(admin))
            #expect(try directory.find("aaaabbbbcccc", kind: .akismet) == .key(blog))
            #expect(try directory.find("hml_" + String(repeating: "2", count: 64), kind: .bearer) == .stranger)
            let audit = try await store.audit(limit: 100).filter { [.keyCreated, .keyRevoked].contains($0.action) }
            #expect(audit.map(\.action) == [.keyRevoked, .keyCreated])
            #expect(audit.map(\.source) == [.commandLine, .moderator("Horatio")])
            #expect(audit.last?.subject == "key 4, bearer, check, “lost”")
            #expect(try await store.createKey(.bearer, role: .check, source: .commandLine).key.id == 5)
        }
    }

    @Test(arguments: versions(since: "3 keys"))
    func `an answer is kept for the request that it was given to, and goes with its comment`(version: Int) async throws
    {
        try await withMigrated(version) { store in
            let id = try #require(CommentID("00000000000000000000000004"))
            let name = Data(repeating: 10, count: 32)
            let request = Data(repeating: 11, count: 32)
            let answer = SavedAnswer(request: request, status: 200, body: Data("{}".utf8), commentID: id)
            #expect(try await store.savedAnswer(name, maximumAge: 86_400_000) == answer)
            #expect(try await store.savedAnswer(name, maximumAge: 1) == nil)
            var erasure = ErasureRequest(source: .commandLine)
            erasure.ids = [id]
            #expect(try await store.apply(.forgetting(erasure)).removed == 1)
            #expect(try await store.savedAnswer(name, maximumAge: 86_400_000) == nil)
        }
    }

    @Test(arguments: versions(since: "5 leases"))
    func `a change of the labelled set that was being made keeps others out until it ends`(version: Int) async throws {
        try await withMigrated(version) { store in
            #expect(try await store.isLeased())
            let refused = try await store.takeLease()
            #expect(refused == nil)
            try await store.release(ChangeLease(holder: 99))
            let lease = try await store.takeLease()
            #expect(lease != nil)
        }
    }

    @Test(arguments: versions(since: "6 notices"))
    func `sites are told as they were, and what was on its way arrives`(version: Int) async throws {
        try await withMigrated(version) { store in
            let webhooks = try await store.webhooks()
            let unnamed = Webhook(
                site: nil,
                kind: .akismet,
                authority: "blog.example",
                url: nil,
                allowsPrivate: false,
                createdAt: 1_700_000_000_020
            )
            #expect(webhooks.first == unnamed)
            #expect(webhooks.last == signed)
            #expect(try await store.sitesWithDueNotices() == [7])
            let delivery = try #require(try await store.takeNotice(ofSite: 7, patience: 1_000))
            #expect(delivery.secrets.current == [UInt8](repeating: 13, count: 32))
            #expect(delivery.secrets.previous == [UInt8](repeating: 14, count: 32))
            #expect(delivery.notice.id.description == "0000000000000000000000000c")
            #expect(delivery.notice.comment.description == "00000000000000000000000003")
            #expect((delivery.notice.verdict, delivery.notice.outcome) == ("spam", "spam"))
            #expect((delivery.notice.attempts, delivery.notice.madeAt) == (3, 1_699_999_999_970))
            try await store.delivered(delivery)
            #expect(try await store.sitesWithDueNotices().isEmpty)
            #expect(try await store.webhooks().map(\.delivered) == [0, 6])
            // The default site was told that its comment is spam, and hears nothing of a mark that says the same.
            let first = try #require(CommentID("00000000000000000000000001"))
            _ = try await store.mark(first, as: .ham, source: .dashboard)
            #expect(try await store.webhooks().map(\.pending) == [1, 0])
            _ = try await store.mark(first, as: .spam, source: .dashboard)
            #expect(try await store.webhooks().map(\.pending) == [0, 0])
        }
    }

    @Test(arguments: versions(since: "7 features"))
    func `a refit that bounded the features says so`(version: Int) async throws {
        try await withMigrated(version) { store in
            let refit = RefitEntry(revision: 15, asOf: 14, digest: 123_456_789, maxFeatures: 20_000, features: 1_234)
            let last = try await store.lastRefit()
            #expect(last == refit)
        }
    }
}
