import FeedbackStore
import HTTPTypes
import Testing

@testable import SpamFilterService

/// A key of one site, and comments of another.
struct SiteTests {
    /// What a key of the site “a” sends about a comment of the site “b”, for each route that takes a key.
    private static let trespasses:
        [String: @Sendable (_ client: Client, _ id: String, _ key: HTTPFields) async throws -> Answer] = [
            "POST /v1/comments": {
                try await $0.send(.post, "/v1/comments", #"{"content": "x", "site": "b"}"#, headers: $2)
            },
            "GET /v1/comments/{id}": { try await $0.send(.get, "/v1/comments/\($1)", headers: $2) },
            "PUT /v1/comments/{id}/label": {
                try await $0.send(.put, "/v1/comments/\($1)/label", #"{"label": "spam"}"#, headers: $2)
            },
            "DELETE /v1/comments/{id}/label": { try await $0.send(.delete, "/v1/comments/\($1)/label", headers: $2) },
            "GET /v1/comments": { client, _, key in
                try await client.send(.get, "/v1/comments?site=b", headers: key)
            },
            "GET /v1/stats": { client, _, key in try await client.send(.get, "/v1/stats?site=b", headers: key) },
            "DELETE /v1/comments/{id}": { try await $0.send(.delete, "/v1/comments/\($1)", headers: $2) },
            "POST /v1/erasures": { client, id, key in
                try await client.send(.post, "/v1/erasures", #"{"ids": ["\#(id)"]}"#, headers: key)
            },
            "POST /v1/model/retrain": { client, _, key in
                try await client.send(.post, "/v1/model/retrain", headers: key)
            },
            "GET /metrics": { client, _, key in try await client.send(.get, "/metrics", headers: key) },
            "POST /v1/labels": {
                let body = #"{"comment": {"content": "x", "site": "b"}, "label": "spam"}"#
                return try await $0.send(.post, "/v1/labels", body, headers: $2)
            },
        ]

    /// Routes that answer the key of any site, and tell it nothing of another.
    private static let harmless: Set = ["GET /v1/model", "POST /v1/comments/batch"]

    @Test func `each route refuses a key of another site, and nothing is changed or recorded`() async throws {
        try await withService { client, filter in
            let body = #"{"content": "cheap watches", "site": "b"}"#
            let id = try await client.send(.post, "/v1/comments", body).json["id"]?.string ?? ""
            let key = try await filter.store.createKey(.bearer, role: .admin, site: "a", source: .commandLine).secret
            let keyed = RouteAccess.table.filter { $0.value != .everyone && $0.value != .ownKey && !$0.value.isPage }
                .keys
            #expect(Set(keyed) == Set(Self.trespasses.keys).union(Self.harmless))
            for (route, trespass) in Self.trespasses {
                let answer = try await trespass(client, id, .bearer(key))
                #expect(answer.status == 403, "\(route): \(answer.text)")
                answer.expectProblem(403, "foreign-site")
                #expect(!answer.text.contains("watches"))
            }
            #expect(try await filter.store.revision() == 0)
            #expect(filter.recorder.load.waiting <= 1)
        }
    }

    @Test func `lines of another site in a batch are refused one by one`() async throws {
        try await withService { client, filter in
            let key = try await filter.store.createKey(.bearer, role: .check, site: "a", source: .commandLine).secret
            let lines = ["b", "a"].map { #"{"content": "x", "site": "\#($0)"}"# }.joined(separator: "\n")
            let answer = try await client.send(.post, "/v1/comments/batch", lines, headers: .bearer(key))
            let rows = try answer.text.split(separator: "\n").map { try JSONValue(String($0)) }
            #expect(rows.map { $0["problem"]?["status"] } == [.number(403), nil])
            #expect(filter.recorder.load.waiting == 1)
        }
    }

    @Test func `lists and counts without a site show the site of the key alone`() async throws {
        try await withService { client, filter in
            for site in ["a", "b", "b"] {
                _ = try await client.send(.post, "/v1/comments", #"{"content": "x", "site": "\#(site)"}"#)
            }
            try await filter.recorder.drain()
            let key = try await filter.store.createKey(.bearer, role: .moderate, site: "a", source: .commandLine).secret
            let list = try await client.send(.get, "/v1/comments", headers: .bearer(key)).json["comments"]?.array
            #expect(list?.map { $0["comment"]?["site"]?.string } == ["a"])
            let statistics = try await client.send(.get, "/v1/stats", headers: .bearer(key)).json
            #expect(statistics["days"]?.array?.map { $0["site"]?.string } == ["a"])
        }
    }

    @Test func `ids of another site in a list are refused one by one`() async throws {
        try await withService { client, filter in
            let foreign = try await client.send(.post, "/v1/comments", #"{"content": "one", "site": "b"}"#)
            let key = try await filter.store.createKey(.bearer, role: .moderate, site: "a", source: .commandLine).secret
            let own = try await client.send(.post, "/v1/comments", #"{"content": "two"}"#, headers: .bearer(key))
            let ids = [foreign, own].map { "\"\($0.json["id"]?.string ?? "")\"" }.joined(separator: ",")
            let body = #"{"label": "spam", "ids": [\#(ids)]}"#
            let results = try await client.send(.post, "/v1/labels", body, headers: .bearer(key)).json["results"]?.array
            #expect(results?.map { $0["problem"]?["status"] } == [.number(403), nil])
            #expect(try await filter.store.revision() == 1)
        }
    }

    @Test func `a comment without a site belongs to the site of the key`() async throws {
        try await withService { client, filter in
            let key = try await filter.store.createKey(.bearer, role: .moderate, site: "a", source: .commandLine).secret
            let other = try await filter.store.createKey(.bearer, role: .moderate, site: "b", source: .commandLine)
            let body = #"{"content": "cheap watches"}"#
            let id = try await client.send(.post, "/v1/comments", body, headers: .bearer(key)).json["id"]?.string ?? ""
            let path = "/v1/comments/\(id)"
            let shown = try await client.send(.get, path, headers: .bearer(key))
            #expect(shown.json["comment"]?["site"]?.string == "a")
            #expect(try await client.send(.get, path, headers: .bearer(other.secret)).status == 403)
        }
    }

    @Test func `what the model counts over all sites is for keys to all sites`() async throws {
        try await withService { client, filter in
            let bound = try await filter.store.createKey(.bearer, role: .admin, site: "a", source: .commandLine).secret
            let model = try await client.send(.get, "/v1/model", headers: .bearer(bound)).json
            #expect(model.keys == ["revision", "thresholds"])
            let named = try await client.send(.get, "/v1/model?digest=true", headers: .bearer(bound)).json
            #expect(named.keys == ["revision", "thresholds"])
        }
    }
}
