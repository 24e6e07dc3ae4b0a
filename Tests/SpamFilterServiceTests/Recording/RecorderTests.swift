import HTTPTypes
import ServiceLifecycle
import SpamClassifier
import Testing

@testable import FeedbackStore
@testable import SpamFilterService

struct RecorderTests {
    private func judged(_ number: Int) -> JudgedComment {
        JudgedComment(id: CommentID(at: Int64(number)), comment: SampleComments.numbered(number), judgement: nil)
    }

    @Test func `what is taken can be looked up at once, and is on disk after a drain`() async throws {
        try await withFilter { filter in
            let comments = (0..<1_200).map(judged)
            #expect(comments.allSatisfy(filter.recorder.take))
            #expect(filter.recorder.pending(comments[7].id) == comments[7])
            #expect(try await filter.store.comment(comments[7].id) == nil)
            try await filter.recorder.drain()
            #expect(filter.recorder.load == (0, 0))
            #expect(filter.recorder.pending(comments[7].id) == nil)
            for comment in [comments[0], comments[500], comments[1_199]] {
                #expect(try await filter.store.comment(comment.id)?.comment == comment.comment)
            }
        }
    }

    @Test func `while several drain the queue, no comment is nowhere to be found`() async throws {
        try await withFilter { filter in
            let comments = (0..<2_000).map(judged)
            #expect(comments.allSatisfy(filter.recorder.take))
            try await withThrowingTaskGroup { group in
                for _ in 0..<3 { group.addTask { try await filter.recorder.drain() } }
                for comment in comments where filter.recorder.pending(comment.id) == nil {
                    #expect(try await filter.store.comment(comment.id) != nil)
                }
                try await group.waitForAll()
            }
            #expect(filter.recorder.load == (0, 0))
        }
    }

    @Test func `a full queue takes nothing and counts what it left`() async throws {
        try await withFilter { filter in
            let recorder = Recorder(store: filter.store, capacity: 2, logger: .silent)
            #expect((0..<5).map { recorder.take(judged($0)) } == [true, true, false, false, false])
            #expect(recorder.load == (2, 3))
            try await recorder.drain()
            #expect(recorder.take(judged(5)))
            #expect(recorder.load == (1, 3))
        }
    }

    @Test func `long comments fill the queue sooner`() async throws {
        try await withFilter { filter in
            let recorder = Recorder(store: filter.store, byteCapacity: 10_000, logger: .silent)
            let long = (0..<4).map {
                JudgedComment(
                    id: CommentID(at: Int64($0)),
                    comment: SampleComments.long(bytes: 4_000),
                    judgement: nil
                )
            }
            #expect(long.map(recorder.take) == [true, true, false, false])
            try await recorder.drain()
            #expect(recorder.take(long[2]))
        }
    }

    @Test func `a batch that cannot be written goes back to its place in the queue`() async throws {
        try await withFilter { filter in
            let comments = (0..<3).map(judged)
            for comment in comments { _ = filter.recorder.take(comment) }
            try filter.store.close()
            await #expect(throws: FeedbackStoreError.self) { try await filter.recorder.drain() }
            #expect(filter.recorder.load == (3, 0))
            #expect(comments.allSatisfy { filter.recorder.pending($0.id) == $0 })
        }
    }

    @Test func `a comment that can never be recorded is counted, and costs no other its place`() async throws {
        try await withFilter { filter in
            var comments = (0..<5).map(judged)
            comments[2].judgement = Judgement(verdict: "bacon", probability: 0.5, revision: 0)
            for comment in comments { _ = filter.recorder.take(comment) }
            try await filter.recorder.drain()
            #expect(filter.recorder.load == (0, 1))
            for place in [0, 1, 3, 4] { #expect(try await filter.store.comment(comments[place].id) != nil) }
            #expect(try await filter.store.comment(comments[2].id) == nil)
            #expect(filter.store.failure == nil)
        }
    }

    @Test func `what waits while the database fails is written when it is well again`() async throws {
        try await withService(.services) { client, filter in
            filter.store.health.failed(.diskFull(path: filter.store.path))
            let ids = [try await client.record("first"), try await client.record("second")]
            #expect(ids.compactMap { CommentID($0) }.allSatisfy { filter.recorder.pending($0) != nil })
            try await filter.store.probe()
            while filter.recorder.load.waiting > 0 { await Task.yield() }
            for id in ids { #expect(try await filter.store.comment(CommentID(id) ?? .init(at: 0)) != nil) }
        }
    }

    @Test func `a verdict goes out without an id while the queue is full`() async throws {
        try await withService { client, filter in
            for number in 0..<10_000 { _ = filter.recorder.take(judged(number)) }
            let answer = try await client.send(.post, "/v1/comments", #"{"content": "cheap watches"}"#)
            #expect(answer.status == 200)
            #expect(answer.json["verdict"] != nil)
            #expect(!answer.json.keys.contains("id"))
            #expect(filter.recorder.load.dropped == 1)
        }
    }

    @Test func `a verdict goes out while the database cannot be written, and a mark is a problem`() async throws {
        try await withService { client, filter in
            try filter.store.close()
            let answer = try await client.send(.post, "/v1/comments", #"{"content": "cheap watches"}"#)
            #expect(answer.status == 200)
            let id = answer.json["id"]?.string ?? ""
            let mark = try await client.send(.put, "/v1/comments/\(id)/label", #"{"label": "spam"}"#)
            mark.expectProblem(503, "store-unavailable")
            #expect(mark.headers[.retryAfter] != nil)
            #expect(filter.recorder.load.waiting == 1)
        }
    }

    @Test func `the end of the service waits until all is on disk`() async throws {
        try await withFilter { filter in
            let comments = (0..<700).map(judged)
            for comment in comments { _ = filter.recorder.take(comment) }
            let group = ServiceGroup(configuration: .init(services: [filter.recorder], logger: .silent))
            async let running: Void = group.run()
            await group.triggerGracefulShutdown()
            try await running
            #expect(filter.recorder.load == (0, 0))
            #expect(try await filter.store.comment(comments[699].id) != nil)
        }
    }
}
