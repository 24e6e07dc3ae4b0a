import FeedbackStore
import HTTPTypes
import Testing

@testable import SpamFilterService

/// Each field of a comment with each kind of value that it should not have, on each route that takes a comment.
struct BadFieldTests {
    /// A route that takes a comment: how a comment becomes its body, and what the answer calls the comment's fields.
    struct Taker: Sendable, CustomTestStringConvertible {
        let path: String
        let prefix: String
        let body: @Sendable (String) -> String

        var testDescription: String { path }
    }

    private static let takers = [
        Taker(path: "/v1/comments", prefix: "") { $0 },
        Taker(path: "/v1/labels", prefix: "comment.") { #"{"label": "ham", "comment": \#($0)}"# },
    ]
    private static let textFields = CommentBody.fieldNames.subtracting(["content", "seconds_to_submit"]).sorted()
    private static let deep = String(repeating: "[", count: 10_000) + String(repeating: "]", count: 10_000)

    /// A comment whose field has a value, given as JSON.
    private func comment(_ field: String, _ value: String) -> String {
        field == "content" ? #"{"content": \#(value)}"# : #"{"content": "a", "\#(field)": \#(value)}"#
    }

    @Test(arguments: ["content"] + textFields, takers)
    func `a text may be nothing but text`(field: String, taker: Taker) async throws {
        try await withService { client, filter in
            for value in ["3", "-0.5", "1e999", "true", "[]", #"["a"]"#, "{}", #"{"a": "b"}"#] {
                let answer = try await client.send(.post, taker.path, taker.body(comment(field, value)))
                // A number that no machine can hold is not even JSON to some decoders.
                if value == "1e999", answer.status == 400 { continue }
                answer.expectProblem(422, "wrong-type", field: taker.prefix + field)
            }
            for value in [#""\ud800""#, #""a\udc00b""#, #""\ud800\ud800""#] {
                let answer = try await client.send(.post, taker.path, taker.body(comment(field, value)))
                #expect([400, 422].contains(answer.status), "\(answer.text)")
            }
            for value in [deepValue, "\"a\u{0}b\"", "\"a\nb\"", "nonsense", "'a'", ""] {
                try await client.send(.post, taker.path, taker.body(comment(field, value)))
                    .expectProblem(400, "malformed-json")
            }
            #expect(filter.recorder.load.waiting == 0)
            #expect(try await filter.store.revision() == 0)
        }
    }

    private var deepValue: String { Self.deep }

    @Test(arguments: textFields, takers)
    func `a text may be missing, null, empty, or hold a NUL and emoji`(field: String, taker: Taker) async throws {
        try await withService { client, _ in
            for value in ["null", #""""#, #""a\u0000b""#, #""\ud83d\ude00 é""#] where field != "site" || value != "null"
            {
                let answer = try await client.send(.post, taker.path, taker.body(comment(field, value)))
                #expect(answer.status == 200, "\(value): \(answer.text)")
            }
        }
    }

    @Test(arguments: ["content"] + textFields)
    func `of a field that comes twice the first value counts`(field: String) async throws {
        try await withService { client, _ in
            let twice = #"{"content": "a", "\#(field)": "first", "\#(field)": "second"}"#
            let body = field == "content" ? #"{"content": "first", "content": "second"}"# : twice
            let id = try await client.send(.post, "/v1/comments", body).json["id"]?.string ?? ""
            let kept = try await client.send(.get, "/v1/comments/\(id)").json["comment"]
            #expect(kept?[field]?.string == "first", "\(field)")
        }
    }

    @Test(arguments: takers)
    func `a span of time may be nothing but a number within its range`(taker: Taker) async throws {
        let field = "seconds_to_submit"
        try await withService { client, _ in
            for value in ["null", "0", "-0", "1000000000", "-1e9", "0.125"] {
                let answer = try await client.send(.post, taker.path, taker.body(comment(field, value)))
                #expect(answer.status == 200, "\(value): \(answer.text)")
            }
            for value in ["1000000000.5", "-1e10", "1e308", "1e999", "-1e999"] {
                try await client.send(.post, taker.path, taker.body(comment(field, value)))
                    .expectProblem(422, "invalid-value", field: taker.prefix + field)
            }
            for value in [#""3""#, "true", "[1]", "{}"] {
                try await client.send(.post, taker.path, taker.body(comment(field, value)))
                    .expectProblem(422, "wrong-type", field: taker.prefix + field)
            }
            // What looks like a number at its beginning is taken for a bad one, everything else for bad JSON.
            for value in ["1.", "--1"] {
                try await client.send(.post, taker.path, taker.body(comment(field, value)))
                    .expectProblem(422, "invalid-value", field: taker.prefix + field)
            }
            for value in ["NaN", "Infinity", "0x10", Self.deep] {
                try await client.send(.post, taker.path, taker.body(comment(field, value)))
                    .expectProblem(400, "malformed-json")
            }
        }
    }

    @Test(arguments: ["site", "q"])
    func `a parameter that is too long is a problem that names it`(name: String) async throws {
        try await withService { client, _ in
            let longest = String(repeating: "a", count: RequestLimits.name)
            #expect(try await client.send(.get, "/v1/comments?\(name)=\(longest)").status == 200)
            try await client.send(.get, "/v1/comments?\(name)=\(longest)a")
                .expectProblem(422, "invalid-value", field: name)
        }
    }
}
