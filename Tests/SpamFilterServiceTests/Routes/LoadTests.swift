import FeedbackStore
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization
import Testing

@testable import SpamFilterService

@Suite(.timeLimit(.minutes(5)))
struct LoadTests {
    private func configured(_ change: (inout ServiceLimits) -> Void) -> ServiceConfiguration {
        var configuration = ServiceConfiguration(address: .host("127.0.0.1", port: 0))
        change(&configuration.limits)
        return configuration
    }

    /// A service of three routes of different importance, whose answers wait until they are let go.
    private func gated(
        limit: Int,
        _ body: @Sendable (Client, AsyncStream<Void>, AsyncStream<Void>.Continuation) async throws -> Void
    ) async throws {
        let (begun, begin) = AsyncStream<Void>.makeStream()
        let (gate, open) = AsyncStream<Void>.makeStream()
        let router = Router(context: ServiceContext.self)
        router.addMiddleware {
            ProblemMiddleware()
            LoadMiddleware(limit: limit, factory: PrometheusFactory())
        }
        for path in ["/v1/comments", "/v1/labels", "/1.{minor}/submit-spam", "/livez"] {
            router.get(RouterPath(path)) { request, _ in
                if request.uri.query == "wait" {
                    begin.yield()
                    for await _ in gate { break }
                }
                return HTTPResponse.Status.ok
            }
        }
        try await Application(router: router, logger: .silent).test(.router) { base in
            try await body(Client(base: base), begun, open)
        }
    }

    @Test func `beyond the limit verdicts are refused, marks have room, and health is always told`() async throws {
        try await gated(limit: 2) { client, begun, open in
            try await withThrowingTaskGroup(of: Int.self) { group in
                var arrivals = begun.makeAsyncIterator()
                for path in ["/v1/comments", "/v1/comments", "/v1/labels", "/1.1/submit-spam", "/livez"] {
                    group.addTask { try await client.send(.get, path + "?wait").status }
                    await arrivals.next()
                }
                let refused = try await client.send(.get, "/v1/comments")
                refused.expectProblem(503, "overloaded")
                #expect(refused.headers[.retryAfter] == "1")
                #expect(try await client.send(.get, "/v1/labels").status == 503)
                #expect(try await client.send(.get, "/1.1/submit-spam").status == 503)
                #expect(try await client.send(.get, "/livez").status == 200)
                for _ in 0..<5 { open.yield() }
                #expect(try await group.reduce(into: []) { $0.append($1) } == [200, 200, 200, 200, 200])
                #expect(try await client.send(.get, "/v1/comments").status == 200)
            }
        }
    }

    @Test func `a key that sends too much is asked to wait, and others are not`() async throws {
        try await withFilter { filter in
            try await filter.learner.start()
            let router = SpamFilterApplication.router(filter, configuration: configured { $0.requestsPerSecond = 1 })
            try await Application(router: router, logger: .silent).test(.router) { base in
                let client = Client(base: base)
                let keys = try await ["a", "b"].asyncMap {
                    try await filter.store.createKey(.bearer, role: .check, name: $0, source: .commandLine).secret
                }
                let answers = try await withThrowingTaskGroup(of: Answer.self) { group in
                    for _ in 0..<40 {
                        group.addTask { try await client.send(.get, "/v1/model", headers: .bearer(keys[0])) }
                    }
                    return try await group.reduce(into: [Answer]()) { $0.append($1) }
                }
                let refused = answers.filter { $0.status == 429 }
                #expect(answers.contains { $0.status == 200 })
                #expect(!refused.isEmpty)
                refused.first?.expectProblem(429, "too-many-requests")
                #expect(refused.first?.headers[.retryAfter] == "1")
                #expect(try await client.send(.get, "/v1/model", headers: .bearer(keys[1])).status == 200)
                #expect(try await client.send(.get, "/readyz").status == 200)
            }
        }
    }
}

extension Sequence {
    /// What a function gives for each element, one after the other.
    func asyncMap<Value>(_ transform: (Element) async throws -> Value) async rethrows -> [Value] {
        var values: [Value] = []
        for element in self { values.append(try await transform(element)) }
        return values
    }
}
