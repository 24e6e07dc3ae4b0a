import FeedbackStore
import HTTPTypes
import Testing

@testable import SpamFilterService

struct RepeatTests {
    private static let body = #"{"content": "cheap watches"}"#

    @Test func `a verdict that is asked for again is the same one, and recorded once`() async throws {
        try await withService { client, filter in
            let headers: HTTPFields = [.idempotencyKey: "b1"]
            let first = try await client.send(.post, "/v1/comments", Self.body, headers: headers)
            let second = try await client.send(.post, "/v1/comments", Self.body, headers: headers)
            let other = try await client.send(.post, "/v1/comments", Self.body, headers: [.idempotencyKey: "b2"])
            #expect(first.status == 200, "\(first.text)")
            #expect(first.text == second.text)
            #expect(first.headers[.idempotentReplayed] == nil)
            #expect(second.headers[.idempotentReplayed] == "true")
            #expect(other.json["id"] != first.json["id"])
            #expect(filter.recorder.load.waiting == 2)
        }
    }

    @Test func `the answer to a dry run is not kept: its reasons are words of the comment`() async throws {
        try await withService(.services) { client, _ in
            for isDryRun in [true, false] {
                let body = #"{"content": "cheap watches", "dry_run": \#(isDryRun)}"#
                var headers: HTTPFields = [:]
                headers[.idempotencyKey] = "key-\(isDryRun)"
                let path = "/v1/comments?explain=true"
                let first = try await client.send(.post, path, body, headers: headers)
                let again = try await client.send(.post, path, body, headers: headers)
                #expect(first.text == again.text)
                #expect((again.headers[.idempotentReplayed] == "true") == !isDryRun)
            }
        }
    }

    @Test func `a mark that is sent again is told as it was the first time`() async throws {
        try await withService { client, _ in
            let headers: HTTPFields = [.idempotencyKey: "mark"]
            let body = #"{"comment": {"content": "cheap watches"}, "label": "spam"}"#
            let first = try await client.send(.post, "/v1/labels", body, headers: headers)
            let second = try await client.send(.post, "/v1/labels", body, headers: headers)
            #expect(first.json["changed"] == .bool(true))
            #expect(second.text == first.text)
        }
    }

    @Test func `the same key for another body is a problem, and so is a key that is none`() async throws {
        try await withService { client, _ in
            let headers: HTTPFields = [.idempotencyKey: "b1"]
            _ = try await client.send(.post, "/v1/comments", Self.body, headers: headers)
            try await client.send(.post, "/v1/comments", #"{"content": "other"}"#, headers: headers)
                .expectProblem(422, "repeat-differs", field: "Idempotency-Key")
            try await client.send(.post, "/v1/comments?explain=true", Self.body, headers: headers)
                .expectProblem(422, "repeat-differs", field: "Idempotency-Key")
            for key in ["", "a b", String(repeating: "a", count: 256)] {
                let answer = try await client.send(.post, "/v1/comments", Self.body, headers: [.idempotencyKey: key])
                answer.expectProblem(422, "invalid-value", field: "Idempotency-Key")
            }
        }
    }

    @Test func `a request that failed may be sent again with the same key`() async throws {
        try await withService { client, _ async throws in
            let headers: HTTPFields = [.idempotencyKey: "b1"]
            #expect(try await client.send(.post, "/v1/comments", "{}", headers: headers).status == 422)
            #expect(try await client.send(.post, "/v1/comments", Self.body, headers: headers).status == 200)
        }
    }

    @Test func `the keys of two clients never meet`() async throws {
        try await withService { client, filter in
            var ids: [JSONValue?] = []
            for site in ["a", "b"] {
                let key = try await filter.store.createKey(.bearer, role: .check, site: site, source: .commandLine)
                var headers = HTTPFields.bearer(key.secret)
                headers[.idempotencyKey] = "same"
                ids.append(try await client.send(.post, "/v1/comments", Self.body, headers: headers).json["id"])
            }
            #expect(ids[0] != nil)
            #expect(ids[0] != ids[1])
        }
    }

    @Test func `many repeats at once do it once`() async throws {
        try await withService { client, filter in
            let answers = try await withThrowingTaskGroup(of: Answer.self) { group in
                for _ in 0..<20 {
                    group.addTask {
                        let headers: HTTPFields = [.idempotencyKey: "b1"]
                        return try await client.send(.post, "/v1/comments", Self.body, headers: headers)
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            let done = answers.filter { $0.status == 200 }
            #expect(Set(done.map(\.text)).count == 1)
            for answer in answers where answer.status != 200 {
                answer.expectProblem(409, "repeat-in-progress")
                #expect(answer.headers[.retryAfter] == "1")
            }
            #expect(filter.recorder.load.waiting == 1)
        }
    }

    @Test func `a verdict goes out although the answer cannot be kept`() async throws {
        try await withService { client, filter in
            _ = try filter.keys.hasKeys()
            try filter.store.close()
            let answer = try await client.send(.post, "/v1/comments", Self.body, headers: [.idempotencyKey: "b1"])
            #expect(answer.status == 200, "\(answer.text)")
        }
    }
}
