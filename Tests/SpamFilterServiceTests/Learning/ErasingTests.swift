import FeedbackStore
import Foundation
import HTTPTypes
import SpamClassifier
import Testing

@testable import SpamFilterService

struct ErasingTests {
    private func comment(_ number: Int, email: String) -> SpamClassifier.Comment {
        var comment = SampleComments.numbered(number)
        comment.authorEmail = email
        return comment
    }

    private func teach(_ filter: SpamFilter, _ comments: [(SpamClassifier.Comment, Label)]) async throws {
        for (comment, label) in comments { _ = try await filter.mark(comment, as: label) }
    }

    private static let erasure: ErasureRequest = {
        var request = ErasureRequest(source: .commandLine)
        request.email = "ophelia@mail.example"
        return request
    }()

    @Test func `the model afterwards equals, bit for bit, one that was never taught`() async throws {
        try await withFilter { filter in
            try await filter.learner.start()
            let kept = (0..<20).map { (comment($0, email: "h\($0)@x.example"), $0 < 10 ? Label.spam : .ham) }
            let gone = (20..<30).map { (comment($0, email: "Ophelia@mail.example"), $0 < 26 ? Label.ham : .spam) }
            try await teach(filter, kept)
            try await filter.learner.refit()
            let neverTaught = try filter.model()
            try await teach(filter, gone)
            try await filter.learner.refit()
            let taught = try filter.model()
            #expect(taught.digest != neverTaught.digest)

            let (receipt, isOverwritten) = try await filter.erase(Self.erasure)
            #expect(receipt.comments == 10)
            #expect(receipt.labels == 10)
            #expect(receipt.digestBefore == taught.digest)
            #expect(receipt.digestAfter == neverTaught.digest)
            #expect(isOverwritten)
            #expect(try filter.model().digest == neverTaught.digest)
            #expect(try filter.model().probeBits == neverTaught.probeBits)
            try await filter.expectRebuildToEqualModelInForce()
            let bytes = try Data(contentsOf: URL(fileURLWithPath: ModelFile(of: filter.store).path))
            let saved = try Model(snapshot: Array(bytes.suffix(neverTaught.snapshot().count)))
            #expect(saved.digest == neverTaught.digest)
        }
    }

    @Test func `marks that arrive while comments are being forgotten stay`() async throws {
        try await withFilter { filter in
            try await filter.learner.start()
            try await teach(filter, (0..<8).map { (comment($0, email: "ophelia@mail.example"), .ham) })
            try await teach(filter, (8..<14).map { (SampleComments.numbered($0), .spam) })
            let outcome = try await filter.learner.change(.forgetting(Self.erasure)) { _, _, _ in
                try await teach(filter, [(SampleComments.numbered(14), .ham)])
                try await teach(filter, [(comment(15, email: "ophelia@mail.example"), .spam)])
                return true
            }
            #expect(outcome?.removed == 9)
            #expect(try filter.model().hamCount < 2)
            try await filter.expectRebuildToEqualModelInForce()
        }
    }

    @Test func `an erasure is not overtaken by refits of another process, however many come due`() async throws {
        try await withFilter { filter in
            try await filter.learner.start()
            try await teach(filter, (0..<8).map { (comment($0, email: "ophelia@mail.example"), .ham) })
            let other = SpamFilter(
                store: try FeedbackStore.open(at: filter.store.path),
                starter: SampleComments.starter,
                logger: .silent
            )
            try await other.learner.start()
            var tries = 0
            let outcome = try await filter.learner.change(.forgetting(Self.erasure)) { _, _, _ in
                tries += 1
                for number in 0..<25 {
                    try await teach(other, [(SampleComments.numbered(20 + number), .spam)])
                    try await other.learner.refit()
                }
                return true
            }
            #expect(tries == 1)
            #expect(outcome?.removed == 8)
            try await other.learner.refit()
            try await filter.learner.catchUp()
            #expect(try filter.model().digest == other.model().digest)
            try await filter.expectRebuildToEqualModelInForce()
        }
    }

    @Test func `two operators who change the labelled set at once wait for each other`() async throws {
        try await withFilter { filter in
            try await filter.learner.start()
            try await teach(filter, (0..<8).map { (comment($0, email: "ophelia@mail.example"), .ham) })
            let other = Learner(
                store: try FeedbackStore.open(at: filter.store.path),
                current: CurrentModel(),
                starter: SampleComments.starter
            )
            async let forgotten = filter.learner.change(.forgetting(Self.erasure))
            async let retrained = other.retrain(isForced: true)
            #expect(try await forgotten?.removed == 8)
            #expect(try await retrained.outcome != nil)
            try await filter.learner.catchUp()
            try await filter.expectRebuildToEqualModelInForce()
            #expect(try await !filter.store.isLeased())
        }
    }

    @Test func `a comment that still waits to be recorded is forgotten too`() async throws {
        try await withService { client, filter in
            let body = #"{"content": "hello", "author_email": "ophelia@mail.example"}"#
            _ = try await client.send(.post, "/v1/comments", body)
            let answer = try await client.send(.post, "/v1/erasures", #"{"author_email": "ophelia@mail.example"}"#)
            #expect(answer.status == 200)
            #expect(answer.json["comments"]?.number == 1)
            #expect(try await filter.store.comments(matching: CommentQuery()).comments.isEmpty)
        }
    }

    @Test func `a dry run counts and changes nothing`() async throws {
        try await withService { client, filter in
            _ = try await filter.mark(comment(1, email: "ophelia@mail.example"), as: .spam)
            let body = #"{"author_email": "ophelia@mail.example", "dry_run": true}"#
            let answer = try await client.send(.post, "/v1/erasures", body)
            #expect(answer.json["comments"]?.number == 1)
            #expect(answer.json["labels"]?.number == 1)
            #expect(try await filter.store.revision() == 1)
        }
    }

    /// Comments in which what one has in a field another has in another field: who mistakes the two finds others.
    private static let shared = [
        #"{"content": "a", "author": "Ann", "author_email": "a@x.example", "author_ip": "192.0.2.1", "author_url": "u1", "site": "s1"}"#,
        #"{"content": "b", "author": "Ann", "author_email": "b@x.example", "author_ip": "192.0.2.2", "author_url": "u2", "site": "s1"}"#,
        #"{"content": "c", "author": "u1", "author_email": "Ann", "author_ip": "192.0.2.2", "author_url": "Ann", "site": "s2"}"#,
        #"{"content": "d", "author": "s2", "author_email": "u2", "author_ip": "192.0.2.1", "author_url": "a@x.example", "site": "s2"}"#,
    ]

    @Test(arguments: [
        (#""author": "Ann""#, ["a", "b"]), (#""author_email": "Ann""#, ["c"]), (#""author_url": "Ann""#, ["c"]),
        (#""author_ip": "192.0.2.2""#, ["b", "c"]), (#""author_ip": "192.0.2.1", "site": "s2""#, ["d"]),
        (#""author_email": "a@x.example""#, ["a"]), (#""author_url": "a@x.example""#, ["d"]),
        (#""author_url": "u1""#, ["a"]), (#""author": "u1""#, ["c"]), (#""author": "s2""#, ["d"]),
        (#""author": "Ann", "author_ip": "192.0.2.2""#, ["b"]), (#""author": "Ann", "site": "s2""#, []),
        (#""ids": ["b", "c"]"#, ["b", "c"]), (#""ids": ["b", "c"], "site": "s1""#, ["b"]),
        (#""ids": ["a", "d"], "author_ip": "192.0.2.1", "author": "s2""#, ["d"]),
    ])
    func `every field of a request finds what it names, and nothing else`(fields: String, gone: [String]) async throws {
        try await withService(.services) { client, filter in
            var body = "{\(fields)}"
            for (text, comment) in zip(["a", "b", "c", "d"], Self.shared) {
                let id = try await client.send(.post, "/v1/comments", comment).json["id"]?.string ?? ""
                for place in [#"["\#(text)""#, #", "\#(text)"]"#] where body.contains(place) {
                    body = body.replacing(place, with: place.replacing(text, with: id))
                }
            }
            let answer = try await client.send(.post, "/v1/erasures", body)
            #expect(answer.status == 200)
            #expect(answer.json["comments"]?.number == Double(gone.count))
            let left = try await filter.store.comments(matching: CommentQuery()).comments.map(\.comment.content)
            #expect(Set(left) == Set(["a", "b", "c", "d"]).subtracting(gone))
        }
    }

    @Test func `one comment is forgotten by its id, and is unknown then`() async throws {
        try await withService { client, _ in
            let id = try await client.record("to be forgotten")
            _ = try await client.send(.put, "/v1/comments/\(id)/label", #"{"label": "spam"}"#)
            let answer = try await client.send(.delete, "/v1/comments/\(id)")
            #expect(answer.status == 200)
            #expect(answer.json["digest_after"]?.string?.count == 16)
            #expect(try await client.send(.get, "/v1/comments/\(id)").status == 404)
            #expect(try await client.send(.delete, "/v1/comments/\(id)").status == 404)
        }
    }

    @Test(arguments: ["{}", #"{"author_email": ""}"#, #"{"site": "a.example"}"#])
    func `a request that names nobody is refused`(body: String) async throws {
        try await withService { client, _ in
            let answer = try await client.send(.post, "/v1/erasures", body)
            #expect(answer.status == 422)
            #expect(answer.json["field"]?.string == "author_email")
        }
    }
}
