import HTTPTypes
import Testing

@testable import SpamFilterService

struct RoutingTests {
    @Test(arguments: ["/v1", "/v2/comments", "/v1/commentss", "/v1/comments/a/b/c", "/%00", "/v1/model/x"])
    func `an unknown route is a problem`(path: String) async throws {
        try await withService { client, _ in
            try await client.send(.get, path).expectProblem(404, "unknown-route")
        }
    }

    @Test(arguments: [
        ("/v1/comments", HTTPRequest.Method.delete, "GET, HEAD, POST"),
        ("/v1/comments/batch", .get, "POST"),
        ("/v1/comments/batch", .head, "POST"),
        ("/v1/labels", .put, "POST"),
        ("/v1/model", .post, "GET, HEAD"),
        ("/livez", .patch, "GET, HEAD"),
        ("/v1/comments/0123456789abcdefghjkmnpqrs", .post, "DELETE, GET, HEAD"),
        ("/v1/comments/0123456789abcdefghjkmnpqrs/label", .get, "DELETE, PUT"),
    ])
    func `a wrong method is a problem that says which are right`(
        path: String,
        method: HTTPRequest.Method,
        allowed: String
    ) async throws {
        try await withService { client, _ in
            let answer = try await client.send(method, path)
            #expect(answer.status == 405)
            #expect(answer.headers[.allow] == allowed)
            if method == .head { #expect(answer.text.isEmpty) } else { answer.expectProblem(405, "method-not-allowed") }
        }
    }

    @Test func `HEAD is GET without the body`() async throws {
        try await withService(.socket) { client, _ async throws in
            #expect(try await client.send(.head, "/v1/model").status == 200)
            #expect(try await client.send(.head, "/v1/nothing").status == 404)
            #expect(try await client.send(.get, "/v1/model").json["revision"] == .number(0))
        }
    }

    @Test(arguments: [
        "0123456789abcdefghjkmnpqrs", "x", "%FF%FE", "..%2F..%2Fetc%2Fpasswd", "'%22;DROP%20TABLE", "%00",
    ])
    func `an id that is not known here is a problem for every method`(id: String) async throws {
        try await withService { client, _ in
            try await client.send(.get, "/v1/comments/\(id)").expectProblem(404, "unknown-comment")
            try await client.send(.delete, "/v1/comments/\(id)/label").expectProblem(404, "unknown-comment")
            try await client.send(.put, "/v1/comments/\(id)/label", #"{"label": "spam"}"#)
                .expectProblem(404, "unknown-comment")
        }
    }

    @Test func `the model in force is described`() async throws {
        try await withService { client, _ in
            let before = try await client.send(.get, "/v1/model").json
            #expect(before.keys == ["revision", "spam", "ham", "features", "bytes", "thresholds", "budget"])
            #expect(
                before["budget"]?.keys == [
                    "max_ham_misclassification", "ham_labels", "needed_ham_labels", "promised",
                ]
            )
            let body = #"{"comment": {"content": "cheap watches"}, "label": "spam"}"#
            let mark = try await client.send(.post, "/v1/labels", body).json
            let after = try await client.send(.get, "/v1/model").json
            #expect(after["revision"] == mark["revision"])
            #expect(after["spam"]?.number == (before["spam"]?.number ?? .nan) + 1)
            #expect(after["ham"] == before["ham"])
            let thresholds = ["unsure", "spam", "discard"].compactMap { after["thresholds"]?[$0]?.number }
            #expect(thresholds.count == 3)
            #expect(thresholds == thresholds.sorted())
        }
    }

    @Test func `a service without a model is alive, not ready, and asks to wait`() async throws {
        try await withService(isStarted: false) { client, filter in
            #expect(try await client.send(.get, "/livez").status == 200)
            for answer in [
                try await client.send(.get, "/readyz"),
                try await client.send(.get, "/v1/model"),
                try await client.send(.post, "/v1/comments", #"{"content": "a"}"#),
            ] {
                answer.expectProblem(503, "starting")
                #expect(answer.headers[.retryAfter] == "1")
            }
            try await filter.learner.start()
            #expect(try await client.send(.get, "/readyz").json["status"]?.string == "ready")
        }
    }
}
