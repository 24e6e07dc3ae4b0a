import FeedbackStore
import SpamClassifier
import Testing

struct RecordingTests {
    static let full: Comment = {
        var comment = Comment(content: "Ein Text – mit 'Zeichen' und \u{1F4DA}")
        comment.author = "Ophelia"
        comment.authorEmail = "ophelia@example.org"
        comment.authorURL = "https://example.org/"
        comment.authorIP = "2001:db8::7"
        comment.userAgent = "Mozilla/5.0"
        comment.referrer = "https://example.net/?q=1"
        comment.permalink = "https://example.com/post"
        comment.type = "reply"
        comment.date = "2024-02-29T12:00:00Z"
        comment.language = "de"
        comment.site = "example.com"
        comment.context = "Dramen"
        comment.honeypot = "filled"
        comment.secondsToSubmit = 1.5
        return comment
    }()

    @Test func `every field comes back`() async throws {
        try await withStore { store in
            let judgement = Judgement(verdict: "spam", probability: 0.9981, revision: 1204, discard: true)
            let judged = JudgedComment(id: .numbered(1), comment: Self.full, judgement: judgement)
            let plain = JudgedComment(id: .numbered(2), comment: Comment(content: ""), judgement: nil)
            try await store.record([judged, plain])

            let first = try #require(try await store.comment(judged.id))
            #expect(first.comment == Self.full)
            #expect(first.judgement == judgement)
            #expect(first.label == nil)
            #expect(first.dataset == nil)
            #expect(first.receivedAt == judged.id.milliseconds)
            let second = try #require(try await store.comment(plain.id))
            #expect(second.comment == Comment(content: ""))
            #expect(second.judgement == nil)
            #expect(second.key > first.key)
        }
    }

    @Test func `an id that is there already is left alone`() async throws {
        try await withStore { store in
            try await store.record([.numbered(1, content: "first")])
            try await store.record([.numbered(1, content: "second"), .numbered(2), .numbered(2, content: "third")])
            #expect(try await store.comment(.numbered(1))?.comment.content == "first")
            #expect(try await store.comment(.numbered(2))?.comment.content == "comment 2")
            #expect(try await store.statistics().comments == 2)
        }
    }

    @Test func `a batch with an impossible verdict records nothing`() async throws {
        try await withStore { store in
            await #expect(throws: FeedbackStoreError.self) {
                try await store.record([.numbered(1), .numbered(2, verdict: "perhaps")])
            }
            let comment = try await store.comment(.numbered(1))
            #expect(comment == nil)
        }
    }

    @Test func `text behind a zero character is kept`() async throws {
        try await withStore { store in
            try await store.record([.numbered(1, content: "before\0after", site: "a\0b")])
            let comment = try #require(try await store.comment(.numbered(1))?.comment)
            #expect(comment.content == "before\u{FFFD}after")
            #expect(comment.site == "a\u{FFFD}b")
        }
    }

    @Test func `no name and an empty name are the default site`() async throws {
        try await withStore { store in
            try await store.record([.numbered(1), .numbered(2, site: ""), .numbered(3, site: "other")])
            let page = try await store.comments(matching: CommentQuery(sites: .only(nil)))
            #expect(page.comments.map(\.id) == [.numbered(2), .numbered(1)])
            #expect(page.comments.allSatisfy { $0.comment.site == nil })
        }
    }

    @Test func `an unknown id finds nothing`() async throws {
        try await withStore { store in
            let comment = try await store.comment(.numbered(1))
            #expect(comment == nil)
        }
    }
}
