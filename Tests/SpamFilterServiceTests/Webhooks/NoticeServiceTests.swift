import FeedbackStore
import HTTPTypes
import Hummingbird
import Logging
import ServiceLifecycle
import ServiceLifecycleTestKit
import SpamClassifier
import Testing

@testable import SpamFilterService

@Suite(.timeLimit(.minutes(5)))
struct NoticeServiceTests {
    private func notices(of filter: SpamFilter, patience: Duration = .seconds(10)) -> NoticeService {
        var sender = WebhookSender(keys: filter.akismetKeyring)
        sender.patience = patience
        return NoticeService(
            store: filter.store,
            sender: sender,
            metrics: filter.metrics,
            logger: .silent,
            interval: .milliseconds(5)
        )
    }

    /// Runs the service until a condition holds, then asks it to end and waits for that.
    private func run(_ service: NoticeService, until isDone: @Sendable () async throws -> Bool) async throws {
        try await testGracefulShutdown { trigger in
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { await service.run() }
                while try await !isDone() { try await Task.sleep(for: .milliseconds(2)) }
                trigger.triggerGracefulShutdown()
                try await group.waitForAll()
            }
        }
    }

    @Test func `a marked mistake is told once, signed, with ids and no text`() async throws {
        try await withReceiver { port, receiver in
            try await withFilter { filter in
                let secret = try await filter.store.register(.local(port), source: .commandLine)
                let id = try await filter.store.recordMistake(1)
                let (store, service) = (filter.store, notices(of: filter))
                try await run(service) { try await store.webhooks().first?.delivered == 1 }
                let request = try #require(receiver.requests.first)
                #expect(receiver.requests.count == 1)
                #expect(request.json.keys == NoticeBody.fieldNames)
                #expect(request.json["type"]?.string == "verdict.changed")
                #expect(request.json["comment"]?.string == id.description)
                #expect(request.json["verdict"]?.string == "ham")
                #expect(request.json["outcome"]?.string == "spam")
                #expect(request.json["label"]?.string == "spam")
                #expect(request.json["site"] == .null)
                let signature = WebhookSignature(
                    of: request.body,
                    id: request.header("webhook-id") ?? "",
                    at: Int64(request.header("webhook-timestamp") ?? "") ?? 0,
                    with: WebhookSecrets(current: secret)
                )
                #expect(request.header("webhook-signature") == signature.signature)
                #expect(try await filter.store.webhooks().first?.pending == 0)
            }
        }
    }

    @Test func `a receiver that hangs holds up neither a mark nor another site nor the end`() async throws {
        let (hanging, released) = (Counted(), Counted())
        try await withReceiver { path in
            if path == "/hook" { return Response(status: .ok) }
            hanging.add()
            while released.value == 0 { try await Task.sleep(for: .milliseconds(5)) }
            return Response(status: .ok)
        } _: { port, receiver in
            defer { released.add() }
            try await withFilter { filter in
                var slow = Webhook.local(port)
                slow.site = "slow.example"
                slow.url = "http://127.0.0.1:\(port)/slow"
                _ = try await filter.store.register(slow, source: .commandLine)
                _ = try await filter.store.register(.local(port), source: .commandLine)
                _ = try await filter.store.recordMistake(1, site: "slow.example")
                let store = filter.store
                try await run(notices(of: filter, patience: .seconds(600))) {
                    guard hanging.value == 1 else { return false }
                    if try await store.comment(CommentID(at: 0)) == nil, try await store.revision() == 1 {
                        _ = try await store.recordMistake(2)
                    }
                    return try await store.webhooks().first { $0.site == nil }?.delivered == 1
                }
                // What was begun is not lost: it waits for the next service.
                let state = try #require(try await store.webhooks().first { $0.site == "slow.example" })
                #expect(state.pending == 1)
                #expect(state.failures == 0)
            }
        }
    }

    @Test func `a failure is seen, and made good when the receiver comes back`() async throws {
        let isUp = Counted()
        try await withReceiver { _ in
            Response(status: isUp.value > 0 ? .ok : .badRequest)
        } _: { port, receiver in
            try await withFilter { filter in
                _ = try await filter.store.register(.local(port), source: .commandLine)
                _ = try await filter.store.recordMistake(1)
                let site = try #require(try await filter.store.sitesWithDueNotices().first)
                let service = notices(of: filter)
                #expect(try await service.deliverNext(ofSite: site))
                let state = try #require(try await filter.store.webhooks().first)
                #expect(state.failures == 1)
                #expect(state.failure == "the answer was 400")
                #expect(try await !service.deliverNext(ofSite: site))
                isUp.add()
                _ = try await filter.store.recordMistake(2)
                #expect(try await service.deliverNext(ofSite: site))
                #expect(try await filter.store.webhooks().first?.failure == nil)
                var text = PrometheusText()
                filter.metrics.factory.write(to: &text)
                #expect(text.text.contains(#"hamlet_webhook_attempts_total{outcome="delivered",site=""} 1"#))
                #expect(text.text.contains(#"hamlet_webhook_attempts_total{outcome="failed",site=""} 1"#))
            }
        }
    }

    @Test(arguments: [true, false])
    func `an Akismet client is told at its callback, with its own key and the guid it was given`(
        isBound: Bool
    ) async throws {
        try await withReceiver { port, receiver in
            try await withService { client, filter in
                let site = "127.0.0.1:\(port)"
                let key = try await filter.store.createKey(
                    .akismet,
                    role: .moderate,
                    site: isBound ? site : nil,
                    source: .commandLine
                )
                var webhook = Webhook.local(port)
                (webhook.kind, webhook.url, webhook.site) = (.akismet, nil, site)
                _ = try await filter.store.register(webhook, source: .commandLine)
                let fields = [
                    "api_key": key.secret, "blog": "http://\(site)", "comment_content": "an honest question",
                    "callback": "http://\(site)/wp-json/akismet/v1/webhook",
                ]
                let answer = try await client.akismet("comment-check", fields)
                let guid = try #require(answer.header("X-akismet-guid"))
                let evil = fields.merging(["callback": "http://127.0.0.1:1/evil"]) { $1 }
                _ = try await client.akismet("comment-check", evil)
                let id = try #require(CommentID(hexadecimal: guid))
                let service = notices(of: filter)
                await service.noteCallbacks()
                #expect(try await filter.store.webhooks().first?.url == fields["callback"])
                let verdict = try await filter.comment(id).judgement?.verdict
                _ = try await filter.mark(id, as: verdict == "spam" ? .ham : .spam)
                let due = try #require(try await filter.store.sitesWithDueNotices().first)
                #expect(try await service.deliverNext(ofSite: due))
                let request = try #require(receiver.requests.first)
                #expect(request.path == "/wp-json/akismet/v1/webhook")
                #expect(request.header("X-akismet-webhook") == "1")
                #expect(request.header("webhook-signature") == nil)
                #expect(request.json["key"]?.string == key.secret)
                #expect(request.json["endpoint"]?.string == "comment-check")
                let entry = request.json["comments"]?.array?.first
                #expect(entry?["guid"]?.string == guid)
                #expect(entry?["result"]?.string == (verdict == "spam" ? "false" : "true"))
            }
        }
    }

    @Test func `a notice for an Akismet client waits until the client has shown its key`() async throws {
        try await withFilter { filter in
            var webhook = Webhook.local(9)
            (webhook.kind, webhook.site) = (.akismet, "127.0.0.1:9")
            _ = try await filter.store.register(webhook, source: .commandLine)
            _ = try await filter.store.recordMistake(1, site: "127.0.0.1:9")
            let site = try #require(try await filter.store.sitesWithDueNotices().first)
            #expect(try await notices(of: filter).deliverNext(ofSite: site))
            let state = try #require(try await filter.store.webhooks().first)
            #expect(state.pending == 1)
            #expect(state.failure == WebhookSender.Failure.keyUnknown.description)
        }
    }

    @Test func `a site's own key is not replaced by one that is for any site, as long as it is good`() async throws {
        try await withService { client, filter in
            let store = filter.store
            let own = try await store.createKey(.akismet, role: .moderate, site: "a.example", source: .commandLine)
            let any = try await store.createKey(.akismet, role: .moderate, source: .commandLine)
            func call(_ key: String, site: String) async throws -> String? {
                let fields = ["api_key": key, "blog": "https://\(site)", "callback": "https://\(site)/\(key)"]
                _ = try await client.akismet("verify-key", fields)
                let shown = filter.akismetKeyring.key(ofSite: site)
                #expect(filter.akismetKeyring.callback(ofSite: site)?.url == shown.map { "https://\(site)/\($0)" })
                return shown
            }
            #expect(try await call(any.secret, site: "a.example") == any.secret)
            #expect(try await call(own.secret, site: "a.example") == own.secret)
            #expect(try await call(any.secret, site: "a.example") == own.secret)
            #expect(try await call(any.secret, site: "b.example") == any.secret)
            _ = try await store.revokeKey(own.key.id, source: .commandLine)
            #expect(try await call(any.secret, site: "a.example") == any.secret)
        }
    }

    @Test func `who names ever more sites takes no more memory`() {
        let keyring = AkismetKeyring()
        for number in 0..<20_000 { keyring.remember("key", callback: nil, ofSite: "\(number).example") }
        #expect((0..<20_000).count { keyring.key(ofSite: "\($0).example") != nil } == 10_000)
        #expect(keyring.key(ofSite: "19999.example") == "key")
        let long = String(repeating: "a", count: 1_025)
        keyring.remember("key", callback: nil, ofSite: long)
        #expect(keyring.key(ofSite: long) == nil)
    }
}
