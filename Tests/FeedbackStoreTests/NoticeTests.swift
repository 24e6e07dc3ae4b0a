import Foundation
import GRDB
import SpamClassifier
import Synchronization
import Testing

@testable import FeedbackStore

struct NoticeTests {
    private static let patience: Int64 = 60_000

    private static let webhook = Webhook(
        site: nil,
        kind: .signed,
        authority: "blog.example",
        url: "https://blog.example/hook",
        allowsPrivate: false,
        createdAt: 0
    )

    /// Runs a test with comments of the default site, which were called ham and spam in turn, and a webhook for them.
    private func withHook(_ body: (FeedbackStore, Int64) async throws -> Void) async throws {
        try await withStore { store in
            _ = try await store.register(Self.webhook, source: .commandLine)
            try await store.record((0..<6).map { .numbered($0, verdict: $0.isMultiple(of: 2) ? "ham" : "spam") })
            try await body(store, 1)
        }
    }

    private func due(_ store: FeedbackStore) async throws -> [Int64] { try await store.sitesWithDueNotices() }

    /// Takes what is due and notes that it arrived; what was told, in order.
    private func deliverAll(_ store: FeedbackStore, _ site: Int64) async throws -> [String] {
        var told: [String] = []
        while let delivery = try await store.takeNotice(ofSite: site, patience: Self.patience) {
            told.append("\(delivery.notice.verdict) → \(delivery.notice.outcome)")
            try await store.delivered(delivery)
        }
        return told
    }

    @Test func `a mark against the verdict is told, one that agrees is not`() async throws {
        try await withHook { store, site in
            _ = try await store.mark(.numbered(0), as: .ham, source: .dashboard)
            #expect(try await due(store).isEmpty)
            _ = try await store.mark(.numbered(2), as: .spam, source: .dashboard)
            #expect(try await due(store) == [site])
            let delivery = try #require(try await store.takeNotice(ofSite: site, patience: Self.patience))
            #expect(delivery.notice.comment == .numbered(2))
            #expect(delivery.notice.verdict == "ham")
            #expect(delivery.notice.outcome == "spam")
            #expect(delivery.notice.label == "spam")
            #expect(delivery.notice.attempts == 1)
            #expect(delivery.secrets.current.count == 32)
            try await store.delivered(delivery)
            #expect(try await due(store).isEmpty)
            let state = try await store.webhooks()
            #expect(state.map(\.pending) == [0])
            #expect(state.map(\.delivered) == [1])
        }
    }

    @Test func `a comment of which the filter was unsure is settled by either label`() async throws {
        try await withHook { store, site in
            try await store.record([.numbered(20), .numbered(21)])
            _ = try await store.mark(.numbered(20), as: .ham, source: .dashboard)
            _ = try await store.mark(.numbered(21), as: .spam, source: .dashboard)
            #expect(try await deliverAll(store, site) == ["unsure → ham", "unsure → spam"])
        }
    }

    @Test func `a mark that is taken back before anybody was told leaves nothing to tell`() async throws {
        try await withHook { store, site in
            _ = try await store.mark(.numbered(0), as: .spam, source: .dashboard)
            _ = try await store.unmark(.numbered(0))
            #expect(try await deliverAll(store, site) == [])
            for label in [Label.spam, .ham, .spam] {
                _ = try await store.mark(.numbered(2), as: label, source: .dashboard)
            }
            #expect(try await deliverAll(store, site) == ["ham → spam"])
        }
    }

    @Test func `a mark that is taken back afterwards is told again`() async throws {
        try await withHook { store, site in
            _ = try await store.mark(.numbered(0), as: .spam, source: .dashboard)
            #expect(try await deliverAll(store, site) == ["ham → spam"])
            _ = try await store.unmark(.numbered(0))
            #expect(try await deliverAll(store, site) == ["ham → ham"])
            _ = try await store.mark(.numbered(0), as: .ham, source: .dashboard)
            #expect(try await deliverAll(store, site) == [])
        }
    }

    @Test func `what was on its way when the mark changed is followed by the change, whether it arrived or not`()
        async throws
    {
        for didArrive in [true, false] {
            try await withHook { store, site in
                _ = try await store.mark(.numbered(0), as: .spam, source: .dashboard)
                let first = try #require(try await store.takeNotice(ofSite: site, patience: Self.patience))
                _ = try await store.unmark(.numbered(0))
                if didArrive {
                    try await store.delivered(first)
                } else {
                    try await store.failed(first, DeliveryFailure(reason: "x", retryAt: .max, pauseUntil: nil))
                }
                let second = try #require(try await store.takeNotice(ofSite: site, patience: Self.patience))
                #expect(second.notice.outcome == "ham")
                #expect(second.notice.label == nil)
                #expect(second.notice.id != first.notice.id)
                #expect(second.notice.attempts == 1)
                try await store.delivered(second)
                #expect(try await due(store).isEmpty)
            }
        }
    }

    @Test func `a site is not told what it reported itself, but is when somebody contradicts it`() async throws {
        try await withHook { store, site in
            _ = try await store.mark(.numbered(0), as: .spam, source: .akismet)
            #expect(try await due(store).isEmpty)
            _ = try await store.mark(.numbered(0), as: .ham, source: .dashboard)
            #expect(try await deliverAll(store, site) == ["ham → ham"])
        }
    }

    @Test func `nothing is told of comments without a verdict, of datasets, and of sites without a webhook`()
        async throws
    {
        try await withHook { store, _ in
            _ = try await store.mark(Comment(content: "never judged"), as: .spam, source: .dashboard)
            try await store.record([.numbered(30, site: "other", verdict: "ham")])
            _ = try await store.mark(.numbered(30), as: .spam, source: .dashboard)
            _ = try await store.importDataset(named: "set", rows: [(Comment(content: "x"), .ham)])
            #expect(try await due(store).isEmpty)
            let rows = try await store.pool.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM notice") }
            #expect(rows == 0)
        }
    }

    @Test func `two processes that mark and deliver at once tell each change once`() async throws {
        try await withTemporaryFolder { folder in
            let stores = [try openStore(in: folder), try openStore(in: folder)]
            _ = try await stores[0].register(Self.webhook, source: .commandLine)
            try await stores[0].record((0..<40).map { .numbered($0, verdict: "ham") })
            let told = Told()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for store in stores {
                    group.addTask {
                        for number in 0..<40 {
                            _ = try await store.mark(.numbered(number), as: .spam, source: .dashboard)
                        }
                        while let delivery = try await store.takeNotice(ofSite: 1, patience: Self.patience) {
                            told.add(delivery.notice.comment)
                            try await store.delivered(delivery)
                        }
                    }
                }
                try await group.waitForAll()
            }
            let comments = told.comments
            #expect(comments.count == 40)
            #expect(Set(comments).count == 40)
        }
    }

    @Test func `a notice outlives its process, and is taken again when a killed one has held it long enough`()
        async throws
    {
        try await withTemporaryFolder { folder in
            let first = try openStore(in: folder)
            _ = try await first.register(Self.webhook, source: .commandLine)
            try await first.record([.numbered(0, verdict: "ham")])
            _ = try await first.mark(.numbered(0), as: .spam, source: .dashboard)
            let begun = try #require(try await first.takeNotice(ofSite: 1, patience: 0))
            let second = try FeedbackStore.open(at: databasePath(in: folder))
            let again = try #require(try await second.takeNotice(ofSite: 1, patience: Self.patience))
            #expect(again.notice.id == begun.notice.id)
            #expect(again.notice.attempts == 2)
            #expect(try await second.takeNotice(ofSite: 1, patience: Self.patience) == nil)
        }
    }

    @Test func `a failed attempt is made again when it is due, and a site that failed is left alone meanwhile`()
        async throws
    {
        try await withHook { store, site in
            for number in [0, 2] { _ = try await store.mark(.numbered(number), as: .spam, source: .dashboard) }
            let first = try #require(try await store.takeNotice(ofSite: site, patience: Self.patience))
            try await store.failed(first, DeliveryFailure(reason: "refused", retryAt: 0, pauseUntil: .max))
            #expect(try await due(store).isEmpty)
            #expect(try await store.takeNotice(ofSite: site, patience: Self.patience) == nil)
            let state = try #require(try await store.webhooks().first)
            #expect(state.failures == 1)
            #expect(state.failure == "refused")
            #expect(state.pending == 2)
            _ = try await store.register(Self.webhook, source: .commandLine)
            #expect(try await deliverAll(store, site).count == 2)
            #expect(try await store.webhooks().first?.failure == nil)
        }
    }

    @Test func `a notice that is given up is counted, and the next change is told all the same`() async throws {
        try await withHook { store, site in
            _ = try await store.mark(.numbered(0), as: .spam, source: .dashboard)
            let first = try #require(try await store.takeNotice(ofSite: site, patience: Self.patience))
            try await store.failed(first, DeliveryFailure(reason: "x", retryAt: nil, pauseUntil: nil))
            #expect(try await due(store).isEmpty)
            #expect(try await store.webhooks().map(\.dropped) == [1])
            _ = try await store.unmark(.numbered(0))
            #expect(try await deliverAll(store, site) == ["ham → ham"])
        }
    }

    @Test func `forgetting a comment, and dropping it for its age, takes its notice along`() async throws {
        try await withHook { store, site in
            for number in [0, 2, 4] { _ = try await store.mark(.numbered(number), as: .spam, source: .dashboard) }
            let begun = try #require(try await store.takeNotice(ofSite: site, patience: 0))
            var request = ErasureRequest(source: .commandLine)
            request.ids = [begun.notice.comment, .numbered(2)]
            _ = try await store.apply(.forgetting(request))
            try await store.delivered(begun)
            #expect(try await deliverAll(store, site) == ["ham → spam"])
            _ = try await store.unmark(.numbered(4))
            _ = try await store.appendRefit()
            #expect(try await store.dropUnlabelled(before: .max, limit: 10) == 4)
            let rows = try await store.pool.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM notice") }
            #expect(rows == 0)
        }
    }

    @Test func `the outbox is bounded in age and in number`() async throws {
        try await withHook { store, site in
            for number in [0, 2, 4] { _ = try await store.mark(.numbered(number), as: .spam, source: .dashboard) }
            #expect(try await store.dropNotices(olderThan: 1_000_000, beyond: 3) == 0)
            #expect(try await store.dropNotices(olderThan: 1_000_000, beyond: 2) == 1)
            #expect(try await deliverAll(store, site).count == 2)
            _ = try await store.mark(.numbered(1), as: .ham, source: .dashboard)
            #expect(try await store.dropNotices(olderThan: 0, beyond: 9) == 1)
            #expect(try await due(store).isEmpty)
            #expect(try await store.webhooks().map(\.dropped) == [2])
        }
    }

    @Test func `a renewed secret stands beside the old one for a day`() async throws {
        try await withTemporaryFolder { folder in
            let time = StandingClock()
            let path = databasePath(in: folder)
            let store = try FeedbackStore(path: path, readOnly: false, clock: { time.now })
            let old = try await store.register(Self.webhook, source: .commandLine)
            let new = try await store.rotateSecret(ofSite: nil, source: .commandLine)
            #expect(old != new)
            #expect(try await store.webhook(ofSite: nil)?.secrets == WebhookSecrets(current: new, previous: old))
            time.move(by: WebhookSecrets.overlap)
            #expect(try await store.webhook(ofSite: nil)?.secrets == WebhookSecrets(current: new))
            #expect(try await store.audit(limit: 9).map(\.action) == [.webhookRotated, .webhookRegistered])
        }
    }

    @Test func `removing a webhook throws its notices away, and an unknown one is an error`() async throws {
        try await withHook { store, _ in
            _ = try await store.mark(.numbered(0), as: .spam, source: .dashboard)
            try await store.removeWebhook(ofSite: nil, source: .commandLine)
            #expect(try await store.webhooks().isEmpty)
            #expect(try await due(store).isEmpty)
            let unknown = FeedbackStoreError.unknownWebhook(site: nil)
            await #expect(throws: unknown) { try await store.removeWebhook(ofSite: nil, source: .commandLine) }
            await #expect(throws: unknown) { try await store.rotateSecret(ofSite: nil, source: .commandLine) }
        }
    }
}

/// The comments that a site was told about, in order.
private final class Told: Sendable {
    private let list = Mutex<[CommentID]>([])

    var comments: [CommentID] { list.withLock { $0 } }

    func add(_ comment: CommentID) { list.withLock { $0.append(comment) } }
}
