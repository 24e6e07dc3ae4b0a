import SpamClassifier
import Testing

@testable import FeedbackStore

struct MarkTests {
    @Test func `a mark made twice counts once`() async throws {
        try await withStore { store in
            let id = try await store.recordNumbered(1)[0]
            let first = try await store.mark(id, as: .spam, source: .moderator("Horatio"))
            let second = try await store.mark(id, as: .spam, source: .commandLine)
            #expect(first == MarkOutcome(id: id, label: .spam, previous: nil, revision: 1))
            #expect(first.changed)
            #expect(second == MarkOutcome(id: id, label: .spam, previous: .spam, revision: 1))
            #expect(!second.changed)
            #expect(try await store.allEntries().map(\.source) == [.moderator("Horatio")])
        }
    }

    @Test func `the other label replaces the first`() async throws {
        try await withStore { store in
            let id = try await store.recordNumbered(1)[0]
            _ = try await store.mark(id, as: .spam, source: .dashboard)
            let outcome = try await store.mark(id, as: .ham, source: .akismet)
            #expect(outcome == MarkOutcome(id: id, label: .ham, previous: .spam, revision: 2))
            #expect(try await store.comment(id)?.label == .ham)
            let statistics = try await store.statistics()
            #expect(statistics.spam == 0)
            #expect(statistics.ham == 1)
        }
    }

    @Test func `unmarking forgets the label`() async throws {
        try await withStore { store in
            let id = try await store.recordNumbered(1)[0]
            #expect(try await store.unmark(id).changed == false)
            _ = try await store.mark(id, as: .ham, source: .dashboard)
            let outcome = try await store.unmark(id, source: .commandLine)
            #expect(outcome == MarkOutcome(id: id, label: nil, previous: .ham, revision: 2))
            #expect(try await store.comment(id)?.label == nil)
            #expect(try await store.labels(asOf: 2).isEmpty)
        }
    }

    @Test func `an unknown id is named and changes nothing`() async throws {
        try await withStore { store throws in
            await #expect(throws: FeedbackStoreError.unknownComment(.numbered(5))) {
                try await store.mark(.numbered(5), as: .spam, source: .commandLine)
            }
            await #expect(throws: FeedbackStoreError.unknownComment(.numbered(5))) {
                try await store.unmark(.numbered(5))
            }
            #expect(try await store.revision() == 0)
        }
    }

    @Test func `a comment marked by its content is found again`() async throws {
        try await withStore { store in
            var comment = RecordingTests.full
            let first = try await store.mark(comment, as: .spam, source: .commandLine)
            comment.date = "2025-01-01T00:00:00Z"
            let second = try await store.mark(comment, as: .spam, source: .akismet)
            let third = try await store.mark(comment, as: .ham, source: .akismet)
            #expect(first.changed)
            #expect(!second.changed)
            #expect(third.previous == .spam)
            #expect(Set([first.id, second.id, third.id]).count == 1)
            #expect(try await store.statistics().comments == 1)
            #expect(try await store.comment(first.id)?.comment == RecordingTests.full)
        }
    }

    @Test func `a judged comment is found by its content`() async throws {
        try await withStore { store in
            try await store.record([.numbered(1, content: "same"), .numbered(2, content: "same")])
            let first = try await store.mark(Comment(content: "same"), as: .spam, source: .akismet)
            #expect(first.id == .numbered(2))
            try await store.record([.numbered(3, content: "same")])
            let second = try await store.mark(Comment(content: "same"), as: .spam, source: .akismet)
            #expect(second == MarkOutcome(id: .numbered(2), label: .spam, previous: .spam, revision: 1))
        }
    }

    @Test func `comments that differ in one field are different`() async throws {
        let fields: [WritableKeyPath<Comment, String?>] = [
            \.author, \.authorEmail, \.authorURL, \.authorIP, \.userAgent, \.referrer, \.permalink, \.type, \.language,
            \.site, \.context, \.honeypot,
        ]
        var comments = [Comment(content: "x")]
        for field in fields {
            var comment = Comment(content: "x")
            comment[keyPath: field] = "y"
            comments.append(comment)
            // The same letters, cut elsewhere.
            comment.content = "xy"
            comment[keyPath: field] = ""
            comments.append(comment)
        }
        for seconds in [0, -0.0, 1, .infinity] {
            var comment = Comment(content: "x")
            comment.secondsToSubmit = seconds
            comments.append(comment)
        }
        let digests = comments.map(CommentDigest.init)
        // "xy" with an empty field is twelve times the same comment; everything else is different.
        #expect(Set(digests).count == 1 + fields.count + 1 + 4)
    }

    @Test func `the same text on two sites is two comments`() async throws {
        try await withStore { store in
            var elsewhere = Comment(content: "text")
            elsewhere.site = "example.org"
            let here = try await store.mark(Comment(content: "text"), as: .spam, source: .akismet)
            let there = try await store.mark(elsewhere, as: .ham, source: .akismet)
            #expect(here.id != there.id)
            #expect(try await store.comment(there.id)?.comment == elsewhere)
        }
    }

    @Test(arguments: [
        MarkSource.moderator(nil), .moderator("a:b"), .moderator(""), .commandLine, .dataset("sms"), .akismet,
        .dashboard,
    ])
    func `a source is read back from its text`(source: MarkSource) {
        #expect(MarkSource(source.description) == source)
    }

    @Test(arguments: ["", "dataset", "akismet:x", "ghost"])
    func `a text that is no source is refused`(text: String) {
        #expect(MarkSource(text) == nil)
    }
}
