import Foundation
import Hummingbird
import HummingbirdTesting
import NIOCore
import NIOPosix
import Synchronization
import Testing

@testable import SpamFilterService

/// What clients may put on the wire, byte by byte.
@Suite(.timeLimit(.minutes(5)))
struct WireTests {
    private let body = #"{"content": "a"}"#

    /// Sends bytes on a connection of their own, and reads until the service closes it or nothing comes any more.
    private func exchange(
        _ text: String,
        _ change: (inout ServiceLimits) -> Void = { $0.idleSeconds = 3 }
    ) async throws -> String {
        var configuration = ServiceConfiguration(address: .host("127.0.0.1", port: 0))
        change(&configuration.limits)
        return try await withFilter { filter in
            try await filter.learner.start()
            let application = try SpamFilterApplication.build(filter, configuration: configuration, logger: .silent)
            return try await application.test(.live) { client in
                let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                    .connect(host: "127.0.0.1", port: client.port ?? 0) { channel in
                        channel.eventLoop.makeCompletedFuture {
                            try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                        }
                    }
                let answer = Mutex("")
                do {
                    try await channel.executeThenClose { inbound, outbound in
                        try await outbound.write(ByteBuffer(string: text))
                        for try await bytes in inbound { answer.withLock { $0 += String(buffer: bytes) } }
                    }
                } catch is ChannelError {
                    // A connection that is cut off ends what it has answered.
                } catch is IOError {
                    // The same.
                }
                return answer.withLock { $0 }
            }
        }
    }

    private func statuses(_ answer: String) -> [String] {
        answer.ranges(of: "HTTP/1.1 ").map { String(answer[$0.upperBound...].prefix(3)) }
    }

    private func post(_ headers: String, _ body: String) -> String {
        "POST /v1/comments HTTP/1.1\r\nHost: a\r\n\(headers)\r\n\r\n\(body)"
    }

    @Test func `a chunked body is read, and one with a bad size is refused`() async throws {
        let chunked = "Transfer-Encoding: chunked"
        let good = try await exchange(post(chunked, "4\r\n{\"co\r\nc\r\nntent\": \"a\"}\r\n0\r\n\r\n"))
        #expect(statuses(good) == ["200"], "\(good)")
        for size in ["x", "-1", "fffffffffffffffff", ""] {
            let bad = try await exchange(post(chunked, "\(size)\r\n{}\r\n0\r\n\r\n"))
            #expect(statuses(bad).allSatisfy { $0 == "400" }, "\(bad)")
        }
    }

    @Test func `requests one behind the other are answered in order`() async throws {
        let one = post("Content-Length: \(body.utf8.count)", body)
        let answer = try await exchange(one + "GET /v1/nothing HTTP/1.1\r\nHost: a\r\n\r\n" + one)
        #expect(statuses(answer) == ["200", "404", "200"], "\(answer)")
    }

    @Test func `a client that asks first is told to go on`() async throws {
        let headers = "Expect: 100-continue\r\nContent-Length: \(body.utf8.count)"
        let answer = try await exchange(post(headers, body))
        #expect(statuses(answer) == ["100", "200"], "\(answer)")
    }

    @Test func `HTTP 1.0 is answered, and the connection closed`() async throws {
        let answer = try await exchange("GET /livez HTTP/1.0\r\n\r\n")
        #expect(statuses(answer) == ["200"], "\(answer)")
        #expect(answer.hasSuffix(#"{"status":"alive"}"#))
    }

    @Test(arguments: ["a\r\nX-Evil: 1", "a\nX-Evil: 1", "a%0d%0aX-Evil: 1", "\u{0}", "<script>"])
    func `an id cannot smuggle headers into the answer`(id: String) async throws {
        let answer = try await exchange("GET /livez HTTP/1.1\r\nHost: a\r\nX-Request-Id: \(id)\r\n\r\n")
        #expect(!answer.contains("X-Evil: 1"))
        #expect(!answer.contains("<script>"))
    }

    @Test(arguments: [
        "GET / HTTP/1.1\r\nHost: a\r\nX: " + String(repeating: "a", count: 10_000) + "\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\n" + String(repeating: "X: a\r\n", count: 200) + "\r\n",
        "POST /v1/comments HTTP/1.1\r\nHost: a\r\nContent-Length: 16\r\nX: " + String(repeating: "a", count: 10_000)
            + "\r\n\r\n{\"content\": \"a\"}",
        "POST /v1/comments HTTP/1.1\r\nHost: a\r\nContent-Length: 16\r\n"
            + (0..<5).map { "X\($0): " + String(repeating: "a", count: 7_000) + "\r\n" }.joined()
            + "\r\n{\"content\": \"a\"}",
        "GET /" + String(repeating: "a", count: 10_000) + " HTTP/1.1\r\nHost: a\r\n\r\n",
        "POST /v1/comments HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n{}",
        "POST /v1/comments HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
        "POST /v1/comments HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "nonsense\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "\u{16}\u{3}\u{1}", "GET  HTTP/1.1\r\n\r\n",
    ])
    func `what is no request, or too much of one, is refused`(text: String) async throws {
        let answer = try await exchange(text)
        #expect(statuses(answer).allSatisfy { $0 == "400" }, "\(answer)")
    }

    @Test func `a client that sends nothing, or stops in the middle, is cut off`() async throws {
        for text in ["", "GET /livez HT", post("Content-Length: 100", "{")] {
            #expect(statuses(try await exchange(text)).isEmpty)
        }
    }

    @Test func `a request that takes too long to arrive is cut off although it is never silent`() async throws {
        let answer = try await exchange(post("Content-Length: 100", "{")) {
            $0.idleSeconds = 60
            $0.bodySeconds = 1
        }
        #expect(statuses(answer).isEmpty, "\(answer)")
    }
}
