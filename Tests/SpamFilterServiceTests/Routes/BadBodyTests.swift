import FeedbackStore
import HTTPTypes
import Testing

@testable import SpamFilterService

/// A body that is wrong, and how the answer says so.
struct BadBody: Sendable, CustomTestStringConvertible {
    let body: String
    let status: Int
    let kind: String
    let field: String?

    init(_ body: String, _ status: Int, _ kind: String, field: String? = nil) {
        self.body = body
        self.status = status
        self.kind = kind
        self.field = field
    }

    var testDescription: String { body.count > 60 ? "\(body.prefix(60))… (\(body.utf8.count) bytes)" : body }

    static func malformed(_ body: String) -> BadBody { BadBody(body, 400, "malformed-json") }
    static func wrongType(_ body: String, _ field: String?) -> BadBody {
        BadBody(body, 422, "wrong-type", field: field)
    }
}

struct BadBodyTests {
    private static let deep = String(repeating: "[", count: 10_000) + String(repeating: "]", count: 10_000)
    private static let textFields = [
        "content", "author", "author_email", "author_url", "author_ip", "user_agent", "referrer", "permalink", "type",
        "date", "language", "site", "context", "honeypot", "role", "signals",
    ]

    private static let submissions: [BadBody] =
        [
            "", " ", "nonsense", "{", #"{"content": "a""#, #"{"content": "a"}}"#, #"{content: "a"}"#,
            "{'content': 'a'}",
            "{\"content\": \"a\u{0}b\"}", "\u{0}", deep, #"{"content": "a", "x": "# + deep + "}",
            #"{"content": "a", "seconds_to_submit": NaN}"#,
        ].map(BadBody.malformed)
        + ["null", "[]", "3", #""a""#, "true"].map { .wrongType($0, nil) }
        + textFields.map {
            .wrongType(
                #"{"content": "a", "\#($0)": 3}"#.replacing(#""content": "a", "content""#, with: #""content""#),
                $0
            )
        }
        + [
            .wrongType(#"{"content": null}"#, "content"),
            .wrongType(#"{"content": ["a"]}"#, "content"),
            .wrongType(#"{"content": {"text": "a"}}"#, "content"),
            .wrongType(#"{"content": "a", "seconds_to_submit": "3"}"#, "seconds_to_submit"),
            .wrongType(#"{"content": "a", "seconds_to_submit": true}"#, "seconds_to_submit"),
            .wrongType(#"{"content": "a", "dry_run": "yes"}"#, "dry_run"),
            .wrongType(#"{"content": "a", "dry_run": 1}"#, "dry_run"),
            BadBody("{}", 422, "missing-field", field: "content"),
            BadBody(#"{"Content": "a"}"#, 422, "missing-field", field: "content"),
            BadBody(#"{"content": ""}"#, 422, "invalid-value", field: "content"),
            BadBody(#"{"content": "a", "seconds_to_submit": 01}"#, 422, "invalid-value", field: "seconds_to_submit"),
            BadBody(#"{"content": "a", "seconds_to_submit": 1e999}"#, 422, "invalid-value", field: "seconds_to_submit"),
            BadBody(#"{"content": "a", "seconds_to_submit": -1e10}"#, 422, "invalid-value", field: "seconds_to_submit"),
        ]

    @Test(arguments: submissions)
    func `a comment that cannot be read is a problem that names the field, and the service goes on`(
        bad: BadBody
    ) async throws {
        try await withService { client, filter in
            let answer = try await client.send(.post, "/v1/comments", bad.body)
            answer.expectProblem(bad.status, bad.kind, field: bad.field)
            #expect(filter.recorder.load.waiting == 0)
            #expect(try await client.send(.post, "/v1/comments", #"{"content": "a"}"#).status == 200)
        }
    }

    @Test(arguments: ["text/xml", "multipart/form-data; boundary=x", "image/png", "application/jsonp", ""])
    func `a body that says it is something else than JSON is a problem`(type: String) async throws {
        try await withService { client, _ in
            let answer = try await client.send(
                .post,
                "/v1/comments",
                #"{"content": "a"}"#,
                headers: [.contentType: type]
            )
            answer.expectProblem(415, "unsupported-media-type")
        }
    }

    @Test(arguments: ["application/json", "application/json; charset=utf-8", "Application/JSON", "application/ld+json"])
    func `a body that says it is JSON is read`(type: String) async throws {
        try await withService { client, _ async throws in
            let headers: HTTPFields = [.contentType: type]
            #expect(try await client.send(.post, "/v1/comments", #"{"content": "a"}"#, headers: headers).status == 200)
        }
    }

    @Test(arguments: textFields.dropFirst())
    func `a field that is too long is a problem that names it`(field: String) async throws {
        try await withService { client, _ in
            let limits = ["context": RequestLimits.context, "site": RequestLimits.name]
            let limit = limits[field] ?? RequestLimits.field
            for (length, status) in [(limit, 200), (limit + 1, 422)] {
                let text = String(repeating: "é", count: length)
                let comment = #"{"content": "a", "\#(field)": "\#(text)"}"#
                let judged = try await client.send(.post, "/v1/comments", comment)
                let marked = try await client.send(.post, "/v1/labels", #"{"label": "ham", "comment": \#(comment)}"#)
                #expect([judged.status, marked.status] == [status, status])
                guard status == 422 else { continue }
                judged.expectProblem(422, "invalid-value", field: field)
                marked.expectProblem(422, "invalid-value", field: "comment." + field)
            }
        }
    }

    @Test func `lone surrogates are a problem`() async throws {
        try await withService { client, _ in
            for escape in [#"\ud800"#, #"\udc00"#, #"\ud800x"#, #"\ud800\ud800"#] {
                let answer = try await client.send(.post, "/v1/comments", #"{"content": "a \#(escape)"}"#)
                #expect([400, 422].contains(answer.status), "\(answer.text)")
                answer.expectProblem(
                    answer.status,
                    answer.status == 400 ? "malformed-json" : "invalid-value",
                    field: answer.status == 400 ? nil : "content"
                )
            }
        }
    }

    @Test(
        arguments: [[0xFF], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xE2, 0x82]] as [[UInt8]]
    )
    func `bytes that are no UTF-8 are a problem wherever they stand`(bytes: [UInt8]) async throws {
        try await withService { client, _ in
            for key in ["content", "karma"] {
                let head = Array(#"{"content": "a", "\#(key)": "b"#.utf8)
                let answer = try await client.send(.post, "/v1/comments", bytes: head + bytes + Array(#""}"#.utf8))
                answer.expectProblem(400, "malformed-json")
            }
        }
    }

    @Test func `an escaped NUL is text like any other`() async throws {
        try await withService { client, _ in
            let id = try await client.record(#"a \u0000 b"#)
            let answer = try await client.send(.put, "/v1/comments/\(id)/label", #"{"label": "spam"}"#)
            #expect(answer.status == 200, "\(answer.text)")
        }
    }

    @Test func `of a key that comes twice one value counts, always the same`() async throws {
        try await withService { client, _ in
            let id =
                try await client.send(.post, "/v1/comments", #"{"content": "first", "content": "second"}"#)
                .json["id"]?.string ?? ""
            let shown = try await client.send(.get, "/v1/comments/\(id)").json["comment"]?["content"]?.string
            #expect(shown == "first")
        }
    }

    @Test(arguments: [Running.routes, .socket])
    func `a body of ten megabytes is refused, and the service goes on`(running: Running) async throws {
        try await withService(running) { client, filter in
            let body = #"{"content": ""# + String(repeating: "a", count: 10 << 20) + #""}"#
            try await client.send(.post, "/v1/comments", body).expectProblem(413, "body-too-large")
            #expect(filter.recorder.load.waiting == 0)
        }
    }

    @Test func `a body just below the limit is judged`() async throws {
        try await withService { client, _ in
            let body = #"{"dry_run": true, "content": ""# + String(repeating: "word ", count: 200_000) + #""}"#
            let answer = try await client.send(.post, "/v1/comments", body)
            #expect(answer.status == 200)
        }
    }

    private static let labels: [BadBody] = [
        .malformed("spam"),
        .wrongType("[]", nil),
        .wrongType(#"{"label": 1}"#, "label"),
        .wrongType(#"{"label": null}"#, "label"),
        BadBody("{}", 422, "missing-field", field: "label"),
        BadBody(#"{"label": "bacon"}"#, 422, "invalid-value", field: "label"),
        BadBody(#"{"label": ""}"#, 422, "invalid-value", field: "label"),
    ]

    @Test(arguments: labels)
    func `a label that cannot be read is a problem and changes nothing`(bad: BadBody) async throws {
        try await withService { client, filter in
            let id = try await client.record("cheap watches")
            let answer = try await client.send(.put, "/v1/comments/\(id)/label", bad.body)
            answer.expectProblem(bad.status, bad.kind, field: bad.field)
            #expect(try await filter.store.revision() == 0)
        }
    }

    private static let bulkLabels: [BadBody] = [
        .wrongType(#"{"label": "spam", "ids": "a"}"#, "ids"),
        .wrongType(#"{"label": "spam", "ids": ["a", 2]}"#, "ids[1]"),
        .wrongType(#"{"label": "spam", "comment": "a"}"#, "comment"),
        .wrongType(#"{"label": "spam", "comment": {"content": 1}}"#, "comment.content"),
        BadBody(#"{"label": "spam"}"#, 422, "missing-field", field: "comment"),
        BadBody(#"{"label": "spam", "comment": {}}"#, 422, "missing-field", field: "comment.content"),
        BadBody(#"{"label": "spam", "comment": {"content": ""}}"#, 422, "invalid-value", field: "comment.content"),
        BadBody(#"{"label": "spam", "comment": {"content": "a"}, "ids": []}"#, 422, "invalid-value", field: "ids"),
        BadBody(#"{"comment": {"content": "a"}}"#, 422, "missing-field", field: "label"),
        BadBody(
            #"{"label": "spam", "ids": ["# + [String](repeating: #""a""#, count: 1_001).joined(separator: ",") + "]}",
            422,
            "invalid-value",
            field: "ids"
        ),
    ]

    @Test(arguments: bulkLabels)
    func `labels that cannot be read are a problem and change nothing`(bad: BadBody) async throws {
        try await withService { client, filter in
            try await client.send(.post, "/v1/labels", bad.body)
                .expectProblem(bad.status, bad.kind, field: bad.field)
            #expect(try await filter.store.revision() == 0)
        }
    }
}
