import FeedbackStore
import HTTPTypes
import Hummingbird
import NIOCore
import SpamClassifier
import Testing

@testable import SpamFilterService

struct BatchTests {
    private let path = "/v1/comments/batch"

    private func rows(_ answer: Answer) throws -> [JSONValue] {
        try answer.text.split(separator: "\n").map { try JSONValue(String($0)) }
    }

    @Test(arguments: [Running.routes, .socket])
    func `each line gets its answer, in order, and a bad one costs no other`(running: Running) async throws {
        try await withService(running) { client, filter in
            let lines = """
                {"content": "cheap watches"}
                nonsense

                {"content": 3}
                {"content": "the old bridge", "dry_run": true}\r
                {"content": "last"}
                """
            let answer = try await client.send(.post, path, lines)
            let rows = try rows(answer)
            #expect(answer.status == 200)
            #expect(answer.headers[.contentType] == "application/x-ndjson")
            #expect(rows.map { $0["line"]?.number } == [1, 2, 4, 5, 6])
            #expect(rows.map { $0["verdict"] != nil } == [true, false, false, true, true])
            #expect(rows.map { $0["id"] != nil } == [true, false, false, false, true])
            #expect(rows[1]["problem"]?["status"] == .number(400))
            #expect(rows[2]["problem"]?["field"]?.string == "content")
        }
    }

    @Test func `a line gets the verdict that the comment gets by itself`() async throws {
        try await withService { client, _ in
            let body = #"{"content": "cheap watches for the children", "dry_run": true}"#
            let single = try await client.send(.post, "/v1/comments?explain=true", body).json
            let row = try rows(try await client.send(.post, path + "?explain=true", body))[0]
            #expect(row.keys == single.keys.union(["line"]))
            #expect(single.keys.allSatisfy { row[$0] == single[$0] })
        }
    }

    @Test func `a line that is too long is a problem, and memory does not grow with it`() async throws {
        try await withService { client, _ in
            let long = #"{"content": ""# + String(repeating: "a", count: RequestLimits.line) + #""}"#
            let body = [#"{"content": "a"}"#, long, #"{"content": "b"}"#].joined(separator: "\n")
            let rows = try rows(try await client.send(.post, path, body))
            #expect(rows.map { $0["problem"]?["status"] } == [nil, .number(413), nil])
        }
    }

    @Test func `hundreds of lines are answered and recorded`() async throws {
        try await withService { client, filter in
            let body = (0..<200).map { #"{"content": "\#(SampleComments.numbered($0).content)"}"# }
            let rows = try rows(try await client.send(.post, path, body.joined(separator: "\n")))
            #expect(rows.count == 200)
            #expect(rows.allSatisfy { $0["id"] != nil })
            #expect(filter.recorder.load.dropped == 0)
        }
    }

    @Test func `an empty batch gets an empty answer`() async throws {
        try await withService { client, _ in
            for body in ["", "\n", "\r\n\n"] {
                let answer = try await client.send(.post, path, body)
                #expect(answer.status == 200)
                #expect(answer.text.isEmpty)
            }
        }
    }

    @Test(arguments: [1, 2, 3, 7, 1_000])
    func `lines are the same however the body arrives in pieces`(size: Int) async throws {
        let text = "first\r\nsecond\n\n" + String(repeating: "x", count: 30) + "\nfourth \r\r\nlast"
        let bytes = Array(text.utf8)
        let (body, source) = RequestBody.makeStream()
        let found = try await withThrowingTaskGroup(of: [BodyLine].self) { group in
            group.addTask {
                var reader = LineReader(body, limit: 10)
                var lines: [BodyLine] = []
                while let line = try await reader.next() { lines.append(line) }
                return lines
            }
            for start in stride(from: 0, to: bytes.count, by: size) {
                await source.yield(ByteBuffer(bytes: bytes[start..<min(start + size, bytes.count)]))
            }
            source.finish()
            return try await group.next() ?? []
        }
        let texts = found.map { if case .line(let line) = $0 { String(buffer: line) } else { "too long" } }
        #expect(texts == ["first", "second", "", "too long", "fourth \r", "last"])
    }
}
