import HTTPTypes
import SpamClassifier
import Testing

@testable import SpamFilterService

struct VerdictTests {
    private let path = "/v1/comments"

    @Test(arguments: Running.allCases)
    func `a comment gets a verdict without reasons`(running: Running) async throws {
        try await withService(running) { client, _ in
            let answer = try await client.send(.post, path, #"{"content": "cheap watches for sale"}"#)
            #expect(answer.status == 200)
            #expect(answer.headers[.contentType]?.hasPrefix("application/json") == true)
            #expect(answer.json.keys == ["id", "verdict", "probability", "discard", "confidence", "revision"])
            #expect(["ham", "unsure", "spam"].contains(answer.json["verdict"]?.string))
        }
    }

    @Test func `spam is more probable for what resembles spam`() async throws {
        try await withService { client, _ in
            let spam = try await client.send(.post, path, #"{"content": "cheap casino pills, win money"}"#)
            let ham = try await client.send(.post, path, #"{"content": "the children loved the old bridge"}"#)
            #expect((spam.json["probability"]?.number ?? 0) > (ham.json["probability"]?.number ?? 1))
        }
    }

    @Test(arguments: ["?explain=true", "?explain=1", "?explain"])
    func `the reasons add up to the log odds`(query: String) async throws {
        try await withService { client, _ in
            let content = SampleComments.starter.prefix(4).map(\.comment.content).joined(separator: " ")
            let answer = try await client.send(.post, path + query, #"{"content": "\#(content)"}"#).json
            let evidence = answer["evidence"]?.array ?? []
            let parts = evidence + (answer["general"]?.array ?? [])
            let sum = parts.reduce(0) { $0 + ($1["log_odds"]?.number ?? .nan) }
            #expect(evidence.count == 20)
            #expect(evidence.allSatisfy { $0.keys == ["family", "feature", "log_odds", "spam", "ham"] })
            #expect(abs(sum - (answer["log_odds"]?.number ?? .nan)) < 1e-9)
        }
    }

    @Test func `a query that is neither yes nor no is a problem`() async throws {
        try await withService { client, _ in
            let answer = try await client.send(.post, path + "?explain=maybe", #"{"content": "a"}"#)
            answer.expectProblem(422, "invalid-value", field: "explain")
        }
    }

    @Test func `a dry run records nothing`() async throws {
        try await withService { client, filter in
            let answer = try await client.send(.post, path, #"{"content": "cheap watches", "dry_run": true}"#)
            #expect(answer.status == 200)
            #expect(!answer.json.keys.contains("id"))
            #expect(filter.recorder.load.waiting == 0)
        }
    }

    @Test func `the same comment gets the same bytes, keys in alphabetical order`() async throws {
        try await withService { client, _ in
            let body = #"{"content": "cheap watches", "author": "Best Watches", "dry_run": true}"#
            let first = try await client.send(.post, path + "?explain=true", body).text
            let second = try await client.send(.post, path + "?explain=true", body).text
            #expect(first == second)
            let keys = ["confidence", "decisive", "discard", "evidence", "general", "log_odds"].map { "\"\($0)\":" }
            let places = keys.compactMap { first.firstRange(of: $0)?.lowerBound }
            #expect(places.count == keys.count)
            #expect(first.hasPrefix("{" + keys[0]))
        }
    }

    @Test func `foreign fields are passed over and known ones may be null`() async throws {
        try await withService { client, _ async throws in
            let body = #"{"content": "a", "author": null, "dry_run": null, "karma": {"up": 3}}"#
            #expect(try await client.send(.post, path, body).status == 200)
        }
    }

    @Test func `a comment comes back with all its fields, the verdict as given, and that of today`() async throws {
        try await withService { client, _ in
            let comment = """
                {"author": "Ann", "author_email": "ann@a.example", "author_ip": "192.0.2.1", "author_url": \
                "https://a.example/", "content": "a text", "context": "a page", "date": "2024-01-02T03:04:05Z", \
                "honeypot": "x", "language": "en", "permalink": "https://b.example/1", "referrer": \
                "https://b.example/", "seconds_to_submit": 1.5, "site": "b.example", "type": "comment", \
                "user_agent": "Mozilla/5.0"}
                """
            let given = try await client.send(.post, path, comment).json
            let id = given["id"]?.string ?? ""
            let shown = try await client.send(.get, "/v1/comments/\(id)").json
            #expect(shown["comment"] == (try JSONValue(comment)))
            #expect(shown["given"]?["probability"] == given["probability"])
            #expect(shown["now"]?["probability"] == given["probability"])
            #expect(shown["now"]?["evidence"]?.array != nil)
            #expect(shown["received_at"]?.string?.hasSuffix("Z") == true)
            #expect(!shown.keys.contains("label"))
        }
    }
}
