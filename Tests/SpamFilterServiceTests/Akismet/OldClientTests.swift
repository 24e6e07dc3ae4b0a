import HummingbirdTesting
import Testing

@testable import SpamFilterService

@Suite(.timeLimit(.minutes(5)))
struct OldClientTests {
    private func exchange(_ request: String, untilClosed: Bool) async throws -> RawExchange.Answer {
        try await withService(.socket) { client, _ in
            let port = try #require(client.base.port)
            return try await RawExchange.send(Array(request.utf8), port: port, untilClosed: untilClosed)
        }
    }

    @Test(arguments: [
        "GET /1.1/test HTTP/1.0\r\n\r\n", "GET /1.1/test HTTP/1.0\r\nHost: rest.akismet.com\r\n\r\n",
        "GET /1.1/test HTTP/1.1\r\nHost: rest.akismet.com\r\nConnection: TE, close\r\nTE: deflate\r\n\r\n",
        "GET /1.1/test HTTP/1.1\r\nHost: rest.akismet.com\r\nConnection: Close\r\n\r\n",
    ])
    func `a client that reads to the end of the connection is answered`(request: String) async throws {
        let answer = try await exchange(request, untilClosed: true)
        #expect((answer.body, answer.isClosed) == ("connected", true))
    }

    @Test func `a client of today keeps its connection`() async throws {
        let answer = try await exchange("GET /1.1/test HTTP/1.1\r\nHost: a\r\n\r\n", untilClosed: false)
        #expect((answer.body, answer.isClosed) == ("connected", false))
    }

    @Test func `a client that waits to be told to go on is told`() async throws {
        try await withService(.socket) { client, _ in
            let port = try #require(client.base.port)
            let head = "POST /1.1/verify-key HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 21\r\n\r\n"
            let answer = try await RawExchange.send(Array((head + "key=00aa11bb22cc&blog").utf8), port: port)
            #expect(answer.interim == "HTTP/1.1 100 Continue")
            #expect(answer.body == "invalid")
        }
    }
}
