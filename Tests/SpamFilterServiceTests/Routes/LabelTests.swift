import FeedbackStore
import HTTPTypes
import SpamClassifier
import Testing

@testable import SpamFilterService

struct LabelTests {
    private let text = "cheap watches for the children"

    @Test(arguments: Running.allCases)
    func `an id can be looked up and marked the moment it was given`(running: Running) async throws {
        try await withService(running) { client, _ in
            let seen = try await client.record(text)
            #expect(try await client.send(.get, "/v1/comments/\(seen)").status == 200)
            let marked = try await client.record(text)
            let answer = try await client.send(.put, "/v1/comments/\(marked)/label", #"{"label": "spam"}"#)
            #expect(answer.status == 200, "\(answer.text)")
            #expect(answer.json["id"]?.string == marked)
            #expect(answer.json["previous"] == .null)
        }
    }

    @Test(arguments: [Running.routes, .socket])
    func `a mark made twice counts once`(running: Running) async throws {
        try await withService(running) { client, filter in
            let path = "/v1/comments/\(try await client.record(text))/label"
            let first = try await client.send(.put, path, #"{"label": "spam"}"#).json
            let model = try filter.model()
            let second = try await client.send(.put, path, #"{"label": "spam"}"#).json
            #expect(first["changed"] == .bool(true))
            #expect(second["changed"] == .bool(false))
            #expect(second["revision"] == first["revision"])
            #expect(try filter.model().spamCount == model.spamCount)
            #expect(try filter.model().probeBits == model.probeBits)
        }
    }

    @Test func `marking otherwise relabels`() async throws {
        try await withService { client, filter in
            let path = "/v1/comments/\(try await client.record(text))/label"
            let before = try filter.model()
            _ = try await client.send(.put, path, #"{"label": "spam"}"#)
            let answer = try await client.send(.put, path, #"{"label": "ham"}"#).json
            #expect(answer["label"]?.string == "ham")
            #expect(answer["previous"]?.string == "spam")
            #expect(try filter.model().spamCount == before.spamCount)
            #expect(try filter.model().hamCount == before.hamCount + 1)
        }
    }

    @Test(arguments: Running.allCases)
    func `a mark is in force when the answer arrives, and taken back to the last bit`(running: Running) async throws {
        try await withService(running) { client, filter in
            let before = try filter.model().probeBits
            let old = try await client.probability(text)
            let path = "/v1/comments/\(try await client.record(text))/label"
            let marked = try await client.send(.put, path, #"{"label": "spam"}"#).json
            #expect(try await client.send(.get, "/v1/model").json["revision"] == marked["revision"])
            #expect(try await client.probability(text) != old)
            let unmarked = try await client.send(.delete, path).json
            #expect(unmarked["label"] == .null)
            #expect(unmarked["previous"]?.string == "spam")
            #expect(try await client.probability(text) == old)
            #expect(try filter.model().probeBits == before)
        }
    }

    @Test func `a comment that was never judged here can be marked, again without counting twice`() async throws {
        try await withService { client, filter in
            let body = #"{"comment": {"content": "\#(text)", "author": "Ann"}, "label": "ham"}"#
            let first = try await client.send(.post, "/v1/labels", body)
            let second = try await client.send(.post, "/v1/labels", body)
            #expect(first.status == 200, "\(first.text)")
            #expect(second.json["id"] == first.json["id"])
            #expect(second.json["changed"] == .bool(false))
            let id = first.json["id"]?.string ?? ""
            #expect(try await client.send(.get, "/v1/comments/\(id)").json["label"]?.string == "ham")
        }
    }

    @Test func `one unknown id does not cost the others their marks`() async throws {
        try await withService { client, filter in
            let before = try filter.model().spamCount
            let ids = [try await client.record("first " + text), "nonsense", try await client.record("second " + text)]
            let list = ids.map { "\"\($0)\"" }.joined(separator: ",")
            let answer = try await client.send(.post, "/v1/labels", #"{"ids": [\#(list)], "label": "spam"}"#)
            let results = answer.json["results"]?.array ?? []
            #expect(answer.status == 200)
            #expect(results.map { $0["mark"]?["id"]?.string } == [ids[0], nil, ids[2]])
            #expect(results[1]["id"]?.string == "nonsense")
            #expect(results[1]["problem"]?["status"] == .number(404))
            #expect(try filter.model().spamCount == before + 2)
        }
    }

    @Test func `a thousand marks at once share transactions and come into force together`() async throws {
        try await withService { client, filter in
            let comments = (0..<1_000).map {
                JudgedComment(id: CommentID(at: Int64($0)), comment: SampleComments.numbered($0), judgement: nil)
            }
            try await filter.store.record(comments)
            let list = comments.map { "\"\($0.id)\"" }.joined(separator: ",")
            let before = filter.store.markTransactions
            let answer = try await client.send(.post, "/v1/labels", #"{"ids": [\#(list)], "label": "spam"}"#)
            let results = answer.json["results"]?.array ?? []
            #expect(results.map { $0["mark"]?["id"]?.string } == comments.map(\.id.description))
            #expect(filter.store.markTransactions - before < 50)
            #expect(try filter.model().revision == 1_000)
        }
    }

    @Test func `marks made at the same time over HTTP equal a model built anew`() async throws {
        try await withService { client, filter in
            let ids = try await withThrowingTaskGroup(of: String.self) { group in
                for number in 0..<40 {
                    group.addTask { try await client.record(SampleComments.numbered(number).content) }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for (number, id) in ids.enumerated() {
                    let label = number.isMultiple(of: 3) ? "ham" : "spam"
                    group.addTask {
                        try await client.send(.put, "/v1/comments/\(id)/label", #"{"label": "\#(label)"}"#).status
                    }
                    if number.isMultiple(of: 5) {
                        group.addTask { try await client.send(.delete, "/v1/comments/\(id)/label").status }
                    }
                }
                return try await group.reduce(into: Set()) { $0.insert($1) }
            }
            #expect(statuses == [200])
            try await filter.expectRebuildToEqualModelInForce()
        }
    }
}
