import FeedbackStore
import HTTPTypes
import Testing

@testable import SpamFilterService

struct AccountTests {
    @Test(arguments: [
        ("verify-key", "valid", "text/plain; charset=utf-8"),
        ("deactivate", "deactivated", "text/plain; charset=utf-8"),
        ("token", "hamlet", "text/plain; charset=utf-8"), ("test", "connected", "text/plain; charset=utf-8"),
        ("compatible-plugins", "[]", "application/json"), ("verify-wpcom-key", "{}", "application/json"),
        (
            "get-subscription",
            #"{"account_id":1,"account_name":"Hamlet","account_type":"self-hosted","limit_reached":false,"next_billing_date":false,"status":"active"}"#,
            "application/json"
        ),
    ])
    func `what plugins ask about the account is answered`(route: String, text: String, type: String) async throws {
        try await withService { client, _ in
            let answer = try await client.akismet(route)
            #expect((answer.status, answer.text) == (200, text))
            #expect(answer.headers[.contentType] == type)
            #expect(answer.headers[.contentLength] == "\(text.utf8.count)")
            #expect(answer.ownHeaders.isEmpty)
        }
    }

    @Test(arguments: [
        "verify-key", "deactivate", "token", "get-subscription", "get-stats", "usage-limit", "key-sites", "submit-ham",
    ])
    func `without a good key the answer is invalid`(route: String) async throws {
        try await withService { client, _ in
            for key in ["", "wrong", "00aa11bb22c"] {
                let answer = try await client.akismet(route, ["api_key": key])
                #expect((answer.status, answer.text) == (200, "invalid"))
                let isNamed = route == "verify-key" && key.isEmpty
                #expect(answer.header("X-akismet-debug-help") == (isNamed ? #"Empty "key" value"# : nil))
                #expect(answer.ownHeaders.count == (isNamed ? 1 : 0))
            }
        }
    }

    @Test(arguments: [("", #"Empty "blog" value"#), ("two words", "We were unable to parse your blog URI")])
    func `a key is verified for a site`(blog: String, help: String) async throws {
        try await withService { client, _ in
            let answer = try await client.akismet("verify-key", ["blog": blog])
            #expect((answer.status, answer.text) == (200, "invalid"))
            #expect(answer.header("X-akismet-debug-help") == help)
        }
    }

    @Test(arguments: [true, false])
    func `an unknown route is none of the protocol's, with a key and without`(isOpen: Bool) async throws {
        try await withService { client, filter in
            if !isOpen {
                _ = try await filter.store.createKey(.akismet, role: .moderate, source: .commandLine)
                try await client.send(.get, "/2.0/verify-key").expectProblem(401, "key-required")
            }
            try await client.akismet("get-rich").expectProblem(404, "unknown-route")
            try await client.send(.get, "/1.2/get-rich?api_key=\(Client.akismetKey)").expectProblem(
                404,
                "unknown-route"
            )
            if isOpen { try await client.send(.post, "/2.0/verify-key").expectProblem(404, "unknown-route") }
            try await client.send(.delete, "/1.1/verify-key").expectProblem(405, "method-not-allowed")
        }
    }
}
