import HTTPTypes
import Testing

@testable import SpamFilterService

/// Fields of the Akismet protocol with values that no comment should have: the protocol answers all of them.
struct BadFormTests {
    private static let start = "api_key=\(Client.akismetKey)&blog=https://blog.example"
    private static let fields = [
        "comment_content", "comment_author", "comment_author_email", "comment_author_url", "user_ip", "user_agent",
        "referrer", "permalink", "comment_type", "comment_date_gmt", "blog_lang", "comment_context", "user_role",
        "honeypot_field_name", "POST_ak_js", "POST_ak_bfs", "POST_ak_bkpc", "recheck_reason", "charset",
    ]
    private static let values = [
        "%00", "a%00b", "%ff%fe", "%ed%a0%80", "%c0%af", "%", "%zz", "%u0041", "&&&", "=", "+", "%0d%0aX-Evil:%201",
        "99999999999999999999", "-1", "1e999", "[[[[", "<script>", "%f0%9f%98%80",
        String(repeating: "a", count: 500_000),
    ]

    @Test(arguments: fields)
    func `whatever a field holds, the comment is judged, reported and learnt`(field: String) async throws {
        try await withService { client, _ in
            for value in Self.values {
                let form = "\(Self.start)&\(field)=\(value)&comment_content=words"
                let type: HTTPFields = [.contentType: "application/x-www-form-urlencoded"]
                let judged = try await client.send(.post, "/1.1/comment-check", form, headers: type)
                #expect(judged.status == 200)
                #expect(["true", "false"].contains(judged.text), "\(value.prefix(40)): \(judged.text)")
                #expect(judged.header("X-akismet-guid")?.count == 32)
                #expect(judged.header("X-akismet-error") == nil, "\(value.prefix(40))")
                #expect(judged.header("X-Evil") == nil)
            }
            let reported = try await client.send(
                .post,
                "/1.1/submit-ham",
                "\(Self.start)&comment_content=words&\(field)=a%00%ff"
            )
            #expect(reported.text == "Thanks for making the web a better place.", "\(field)")
        }
    }

    @Test(arguments: ["submit-spam", "submit-ham", "verify-key", "get-stats", "usage-limit", "key-sites", "token"])
    func `a form above the limit is refused, and the service goes on`(route: String) async throws {
        try await withService { client, _ in
            let form = "\(Self.start)&comment_content=" + String(repeating: "a", count: RequestLimits.body)
            try await client.send(.post, "/1.1/\(route)", form).expectProblem(413, "body-too-large")
            #expect(try await client.send(.get, "/1.1/test").text == "connected")
        }
    }

    @Test func `a comment above the limit is held for a person`() async throws {
        try await withService { client, _ in
            let form = "\(Self.start)&comment_content=" + String(repeating: "a", count: RequestLimits.body)
            let answer = try await client.send(.post, "/1.1/comment-check", form)
            #expect(answer.status == 200)
            #expect(answer.text == "false")
            #expect(answer.header("X-akismet-error") == "The body is too large")
        }
    }

    @Test(arguments: [HTTPRequest.Method.put, .delete, .patch, .options, .trace])
    func `a method that the protocol does not have is refused like everywhere`(method: HTTPRequest.Method) async throws
    {
        try await withService { client, _ in
            try await client.send(method, "/1.1/comment-check").expectProblem(405, "method-not-allowed")
        }
    }
}
