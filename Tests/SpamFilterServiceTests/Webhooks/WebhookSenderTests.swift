import Crypto
import FeedbackStore
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Synchronization
import Testing

@testable import SpamFilterService

@Suite(.timeLimit(.minutes(5)))
struct WebhookSenderTests {
    private static let secrets = WebhookSecrets(current: Array(0..<32))

    private func made(_ resolver: HostResolver = .system, patience: Duration = .seconds(20)) -> WebhookSender {
        var sender = WebhookSender(keys: AkismetKeyring(), resolver: resolver)
        sender.patience = patience
        return sender
    }

    /// A name server that gives one address, and counts how often it is asked.
    private func resolver(_ address: String, _ count: Counted = Counted()) -> HostResolver {
        HostResolver { _, port in
            count.add()
            return try SocketAddress(ipAddress: address, port: port)
        }
    }

    @Test func `the signature is that of the published example`() throws {
        let secret = try #require(Data(base64Encoded: "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))
        let signature = WebhookSignature(
            of: Data(#"{"test": 2432232314}"#.utf8),
            id: "msg_p5jXN8AQM9LWM0D4loKWxJek",
            at: 1_614_265_330,
            with: WebhookSecrets(current: Array(secret))
        )
        #expect(signature.signature == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
        #expect(WebhookSecrets(current: Array(secret)).text == "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    }

    @Test func `a receiver can check id, time and body with the secret, the new or the old one`() async throws {
        try await withReceiver { port, receiver in
            let secrets = WebhookSecrets(current: Array(0..<32), previous: Array(32..<64))
            try await made().test(.local(port), secrets)
            let request = try #require(receiver.requests.first)
            #expect(request.path == "/hook")
            #expect(request.header("content-type") == "application/json")
            #expect(request.json["type"]?.string == "test")
            let (id, time) = (request.header("webhook-id") ?? "", request.header("webhook-timestamp") ?? "")
            #expect(abs(Date().timeIntervalSince1970 - (Double(time) ?? 0)) < 60)
            let expected = [Array(0..<32), Array(32..<64)].map { (secret: [UInt8]) in
                let message = Data("\(id).\(time).".utf8) + request.body
                let code = HMAC<SHA256>.authenticationCode(for: message, using: SymmetricKey(data: secret))
                return "v1," + Data(code).base64EncodedString()
            }
            #expect(request.header("webhook-signature") == expected.joined(separator: " "))
        }
    }

    @Test func `the address that was checked is the one that is called, and is looked up once`() async throws {
        try await withReceiver { port, receiver in
            let count = Counted()
            let webhook = Webhook.local(port, host: "receiver.invalid")
            try await made(resolver("127.0.0.1", count)).test(webhook, Self.secrets)
            #expect(receiver.requests.count == 1)
            #expect(count.value == 1)
        }
    }

    @Test(arguments: ["127.0.0.1", "localhost", "receiver.invalid"])
    func `an address of this machine is not called unless that is allowed`(host: String) async throws {
        try await withReceiver { port, receiver in
            let sender = host == "localhost" ? made() : made(resolver("127.0.0.1"))
            do {
                try await sender.test(.local(port, host: host, allowsPrivate: false), Self.secrets)
                Issue.record("it was called")
            } catch WebhookSender.Failure.refusedAddress {}
            #expect(receiver.requests.isEmpty)
        }
    }

    @Test func `a name that is a number in disguise is checked like the number`() async throws {
        let webhook = Webhook.local(9, host: "2130706433", allowsPrivate: false)
        await #expect(throws: WebhookSender.Failure.refusedAddress("127.0.0.1")) {
            try await made().test(webhook, Self.secrets)
        }
    }

    @Test func `a redirect is not followed`() async throws {
        try await withReceiver { path in
            Response(status: .found, headers: [.location: "/elsewhere"])
        } _: { port, receiver in
            await #expect(throws: WebhookSender.Failure.status(302)) {
                try await made().test(.local(port), Self.secrets)
            }
            #expect(receiver.requests.map(\.path) == ["/hook"])
        }
    }

    @Test(arguments: [200, 204, 400, 410, 500, 503])
    func `only a success counts as taken`(status: Int) async throws {
        try await withReceiver { _ in
            Response(status: .init(code: status))
        } _: { port, _ in
            do {
                try await made().test(.local(port), Self.secrets)
                #expect(status < 300)
            } catch WebhookSender.Failure.status(let code) {
                #expect(code == status)
                #expect(status >= 300)
            }
        }
    }

    @Test func `an answer without end is not read`() async throws {
        try await withReceiver { _ in
            let body = ResponseBody { writer in
                let chunk = ByteBuffer(repeating: 0x20, count: 1 << 16)
                while !Task.isCancelled { try await writer.write(chunk) }
                try await writer.finish(nil)
            }
            return Response(status: .ok, body: body)
        } _: { port, _ in
            try await made().test(.local(port), Self.secrets)
        }
    }

    @Test func `a receiver that does not answer is given up in time`() async throws {
        let released = Counted()
        try await withReceiver { _ in
            while released.value == 0 { try await Task.sleep(for: .milliseconds(5)) }
            return Response(status: .ok)
        } _: { port, _ in
            defer { released.add() }
            await #expect(throws: WebhookSender.Failure.tooSlow) {
                try await made(patience: .milliseconds(100)).test(.local(port), Self.secrets)
            }
        }
    }

    @Test func `nobody at the address, no address, and another host are told apart from a refusal`() async throws {
        let failing = HostResolver { _, _ in throw UnknownHost() }
        await #expect(throws: WebhookSender.Failure.unreachable) {
            try await made(failing).test(.local(9, host: "receiver.invalid"), Self.secrets)
        }
        await #expect(throws: WebhookSender.Failure.unreachable) {
            try await made().test(.local(1), Self.secrets)
        }
        var webhook = Webhook.local(9)
        webhook.authority = "blog.example"
        let other = webhook
        await #expect(throws: WebhookSender.Failure.otherHost) { try await made().test(other, Self.secrets) }
    }

    @Test func `the look-up of a name waits for nobody who has gone`() async throws {
        let task = Task { try await HostResolver.system.address("receiver.invalid", 80) }
        task.cancel()
        await #expect(throws: (any Error).self) { try await task.value }
    }
}

private struct UnknownHost: Error {}

/// Counts calls.
final class Counted: Sendable {
    private let count = Mutex(0)

    var value: Int { count.withLock { $0 } }

    func add() { count.withLock { $0 += 1 } }
}
