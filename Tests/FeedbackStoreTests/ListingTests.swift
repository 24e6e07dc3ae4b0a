import FeedbackStore
import SpamClassifier
import Testing

struct ListingTests {
    /// Forty comments of two sites, all verdicts, with probabilities spread over 0...1 and repeated.
    private static let comments: [JudgedComment] = (0..<40).map { number in
        let verdict = ["spam", "ham", "unsure"][number % 3]
        let site = number % 2 == 0 ? nil : "example.org"
        return .numbered(number, site: site, verdict: verdict, probability: Double(number % 10) / 9)
    }

    private func pages(_ query: CommentQuery, of store: FeedbackStore) async throws -> [[CommentID]] {
        var query = query
        var pages: [[CommentID]] = []
        repeat {
            let page = try await store.comments(matching: query)
            pages.append(page.comments.map(\.id))
            let text = page.next?.description
            query.cursor = text.flatMap { CommentCursor($0) }
            #expect(query.cursor == page.next)
        } while query.cursor != nil
        return pages
    }

    @Test func `pages follow one another, newest first`() async throws {
        try await withStore { store in
            try await store.record(Self.comments.reversed())
            let pages = try await pages(CommentQuery(limit: 15), of: store)
            #expect(pages.map(\.count) == [15, 15, 10])
            #expect(pages.flatMap { $0 } == Self.comments.map(\.id).reversed())
        }
    }

    @Test func `filters agree with filtering by hand`() async throws {
        try await withStore { store in
            try await store.record(Self.comments)
            for number in stride(from: 0, to: 40, by: 7) {
                _ = try await store.mark(.numbered(number), as: number % 2 == 0 ? .spam : .ham, source: .dashboard)
            }
            let all = try await store.comments(matching: CommentQuery()).comments
            let since = CommentID.numbered(11).milliseconds
            let cases: [(CommentQuery, (RecordedComment) -> Bool)] = [
                (CommentQuery(sites: .only(nil)), { $0.comment.site == nil }),
                (CommentQuery(sites: .only("example.org")), { $0.comment.site == "example.org" }),
                (CommentQuery(sites: .only("nowhere")), { _ in false }),
                (CommentQuery(verdict: "ham"), { $0.judgement?.verdict == "ham" }),
                (CommentQuery(labels: .only(.spam)), { $0.label == .spam }),
                (CommentQuery(labels: .unlabelled), { $0.label == nil }),
                (CommentQuery(since: since), { $0.receivedAt >= since }),
                (CommentQuery(text: "MENT 3"), { $0.comment.content.contains("comment 3") }),
                (
                    CommentQuery(sites: .only(nil), verdict: "spam", labels: .unlabelled, since: since),
                    {
                        $0.comment.site == nil && $0.judgement?.verdict == "spam" && $0.label == nil
                            && $0.receivedAt >= since
                    }
                ),
            ]
            for (query, isWanted) in cases {
                #expect(try await store.comments(matching: query).comments == all.filter(isWanted), "\(query)")
                var small = query
                small.limit = 3
                let paged = try await pages(small, of: store).flatMap { $0 }
                #expect(paged == all.filter(isWanted).map(\.id), "\(query)")
            }
        }
    }

    @Test func `the most uncertain comments come first`() async throws {
        try await withStore { store in
            try await store.record(Self.comments)
            try await store.record([
                JudgedComment(id: .numbered(99), comment: Comment(content: "never judged"), judgement: nil)
            ])
            _ = try await store.mark(.numbered(4), as: .ham, source: .dashboard)
            let expected = Self.comments.filter { $0.id != .numbered(4) }.sorted { first, second in
                let margins = [first, second].map { abs(($0.judgement?.probability ?? 0) - 0.5) }
                return (margins[0], first.id) < (margins[1], second.id)
            }
            let query = CommentQuery(labels: .unlabelled, order: .uncertainty, limit: 7)
            #expect(try await pages(query, of: store).flatMap { $0 } == expected.map(\.id))
            var ofSite = query
            ofSite.sites = .only("example.org")
            let expectedOfSite = expected.filter { $0.comment.site == "example.org" }.map(\.id)
            #expect(try await pages(ofSite, of: store).flatMap { $0 } == expectedOfSite)
        }
    }

    @Test func `a searched text matches only itself`() async throws {
        try await withStore { store in
            let contents = ["100% sure", "100 percent", "snake_case", "snakescase", "back\\slash", "it's"]
            try await store.record(contents.enumerated().map { .numbered($0.offset, content: $0.element) })
            for text in ["100%", "snake_", "back\\", "it's", "E_C"] {
                let found = try await store.comments(matching: CommentQuery(text: text)).comments
                let expected = contents.filter { $0.lowercased().contains(text.lowercased()) }
                #expect(found.map(\.comment.content) == expected)
            }
        }
    }

    @Test func `comments that arrive while a list is paged do not shift it`() async throws {
        try await withStore { store in
            try await store.record((0..<6).map { .numbered($0) })
            let first = try await store.comments(matching: CommentQuery(limit: 3))
            try await store.record([.numbered(7)])
            let second = try await store.comments(matching: CommentQuery(cursor: first.next, limit: 3))
            #expect(second.comments.map(\.id) == [.numbered(2), .numbered(1), .numbered(0)])
            #expect(second.next == nil)
        }
    }

    @Test func `limits are clamped`() async throws {
        try await withStore { store in
            try await store.record((0..<3).map { .numbered($0) })
            #expect(try await store.comments(matching: CommentQuery(limit: -1)).comments.count == 1)
            #expect(try await store.comments(matching: CommentQuery(limit: .max)).comments.count == 3)
        }
    }

    @Test(arguments: ["", "x", "-", "01h0000000000000000000000z-zz", "01h0000000000000000000000z-7ff8000000000000"])
    func `a text that is no cursor is refused`(text: String) {
        #expect(CommentCursor(text) == nil)
    }
}
