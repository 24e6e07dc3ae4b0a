import FeedbackStore
import HTTPTypes
import SpamClassifier
import Testing

@testable import SpamFilterService

struct ListingTests {
    /// Records comments 0 ..< count, every third of them of the site “a”.
    private func record(_ count: Int, _ client: Client, _ filter: SpamFilter) async throws -> [String] {
        var ids: [String] = []
        for number in 0..<count {
            let site = number.isMultiple(of: 3) ? #", "site": "a""# : ""
            let body = #"{"content": "\#(SampleComments.numbered(number).content)"\#(site)}"#
            ids.append(try await client.send(.post, "/v1/comments", body).json["id"]?.string ?? "")
        }
        try await filter.recorder.drain()
        return ids
    }

    private func ids(_ page: JSONValue) -> [String] { page["comments"]?.array?.compactMap { $0["id"]?.string } ?? [] }

    /// All pages of a list.
    private func pages(_ client: Client, _ query: String) async throws -> [[String]] {
        var pages: [[String]] = []
        var cursor = ""
        while true {
            let page = try await client.send(.get, "/v1/comments?" + query + cursor).json
            pages.append(ids(page))
            guard let next = page["next"]?.string else { return pages }
            cursor = "&cursor=" + next
        }
    }

    @Test func `comments are listed newest first, page by page, without gaps or repeats`() async throws {
        try await withService { client, filter in
            let recorded = try await record(7, client, filter)
            let pages = try await pages(client, "limit=3")
            #expect(pages.map(\.count) == [3, 3, 1])
            #expect(pages.flatMap(\.self) == recorded.sorted(by: >))
            let first = try await client.send(.get, "/v1/comments").json["comments"]?.array?.first
            #expect(first?.keys == ["id", "received_at", "comment", "given"])
        }
    }

    @Test func `filters leave out what they should`() async throws {
        try await withService { client, filter in
            let recorded = try await record(6, client, filter)
            _ = try await client.send(.put, "/v1/comments/\(recorded[1])/label", #"{"label": "spam"}"#)
            let expected: [String: Set<String>] = [
                "site=a": [recorded[0], recorded[3]],
                "site=": Set(recorded).subtracting([recorded[0], recorded[3]]),
                "label=spam": [recorded[1]],
                "label=ham": [],
                "label=none": Set(recorded).subtracting([recorded[1]]),
                "q=number4": [recorded[4]],
                "q=100%25": [],
                "since=2020-01-01T00:00:00Z": Set(recorded),
                "since=2999-01-01T00:00:00.5Z": [],
                "site=nowhere": [],
            ]
            for (query, found) in expected {
                #expect(Set(ids(try await client.send(.get, "/v1/comments?\(query)").json)) == found, "\(query)")
            }
            let verdicts = try await ["spam", "ham", "unsure"].asyncMap {
                ids(try await client.send(.get, "/v1/comments?verdict=\($0)").json)
            }
            #expect(Set(verdicts.flatMap(\.self)) == Set(recorded))
        }
    }

    @Test func `the most doubtful come first on request`() async throws {
        try await withService { client, filter in
            _ = try await record(5, client, filter)
            let order = try await pages(client, "order=uncertainty&limit=2").flatMap(\.self)
            var margins: [Double] = []
            for id in order {
                let given = try await client.send(.get, "/v1/comments/\(id)").json["given"]
                margins.append(abs((given?["probability"]?.number ?? .nan) - 0.5))
            }
            #expect(order.count == 5)
            #expect(margins == margins.sorted())
        }
    }

    @Test(arguments: [
        ("limit=0", "limit"), ("limit=501", "limit"), ("limit=many", "limit"), ("limit=", "limit"),
        ("verdict=bacon", "verdict"), ("label=", "label"), ("order=oldest", "order"), ("since=yesterday", "since"),
        ("cursor=x", "cursor"),
        ("verdct=spam", "verdct"), ("limit=1&limit=2", "limit"), ("limit=99999999999999999999", "limit"),
    ])
    func `a parameter that makes no sense is a problem that names it`(query: String, field: String) async throws {
        try await withService { client, _ in
            try await client.send(.get, "/v1/comments?" + query).expectProblem(422, "invalid-value", field: field)
        }
    }
}
