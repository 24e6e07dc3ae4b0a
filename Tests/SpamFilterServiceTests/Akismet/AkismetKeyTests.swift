import FeedbackStore
import HTTPTypes
import SpamClassifier
import Testing

@testable import SpamFilterService

struct AkismetKeyTests {
    @Test func `as soon as a key exists strangers are refused, and a revoked key is one`() async throws {
        try await withService { client, filter in
            #expect(try await client.akismet("verify-key").text == "valid")
            let issued = try await filter.store.createKey(.akismet, role: .moderate, source: .commandLine)
            #expect(try await client.akismet("verify-key").text == "invalid")
            for key in [issued.secret, issued.secret.uppercased()] {
                #expect(try await client.akismet("verify-key", ["api_key": key]).text == "valid")
            }
            _ = try await filter.store.revokeKey(issued.key.id, source: .commandLine)
            #expect(try await client.akismet("comment-check", ["api_key": issued.secret]).text == "invalid")
        }
    }

    @Test func `a key of another kind is none`() async throws {
        try await withService { client, filter in
            let bearer = try await filter.store.createKey(.bearer, role: .admin, source: .commandLine)
            let answer = try await client.akismet("verify-key", ["api_key": bearer.secret])
            #expect(answer.text == "invalid")
        }
    }

    @Test func `a key of one site stands for its site, whatever the client says`() async throws {
        try await withService { client, filter in
            let key = try await filter.store.createKey(
                .akismet,
                role: .moderate,
                site: "own.example",
                source: .commandLine
            )
            let fields = ["api_key": key.secret, "comment_content": "a remark", "blog": "https://other.example"]
            let check = try await client.akismet("comment-check", fields)
            let id = try #require(check.header("X-akismet-guid").flatMap(CommentID.init(hexadecimal:)))
            #expect(try await filter.comment(id).comment.site == "own.example")
            var other = Comment(content: "a remark")
            other.site = "other.example"
            _ = try await filter.report(other, as: .ham)
            _ = try await client.akismet("submit-spam", fields)
            #expect(try await filter.comment(id).label == .spam)
            let sites = try await client.akismet("key-sites", ["api_key": key.secret]).json
            #expect(sites["total"] == .number(1))
            let usage = try await client.akismet("usage-limit", ["api_key": key.secret]).json
            #expect(usage["usage"] == .number(1))
        }
    }

    @Test func `a key that may only check reports nothing`() async throws {
        try await withService { client, filter in
            let key = try await filter.store.createKey(.akismet, role: .check, source: .commandLine).secret
            let check = try await client.akismet("comment-check", ["api_key": key, "comment_content": "a"])
            #expect(["true", "false"].contains(check.text))
            #expect(
                try await client.akismet("submit-spam", ["api_key": key, "comment_content": "a"]).text == "invalid"
            )
            #expect(try await filter.store.revision() == 0)
        }
    }
}
