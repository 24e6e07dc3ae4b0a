import GRDB
import SpamClassifier
import Testing

@testable import FeedbackStore

struct QueueTests {
    private func judged(
        _ number: Int,
        _ content: String,
        verdict: String = "unsure",
        probability: Double = 0.5,
        _ change: (inout Comment) -> Void = { _ in }
    ) -> JudgedComment {
        var judged = JudgedComment.numbered(number, content: content, verdict: verdict, probability: probability)
        change(&judged.comment)
        return judged
    }

    private func numbers(_ page: QueuePage) -> [CommentID] { page.entries.map(\.comment.id) }

    @Test func `the most uncertain come first, and of those that say the same one stands for all`() async throws {
        try await withStore { store in
            try await store.record([
                judged(0, "a", probability: 0.9), judged(1, "b", probability: 0.6),
                judged(2, "same", probability: 0.45),
                judged(3, "same", probability: 0.4), judged(4, "<b>same</b>", probability: 0.41),
                judged(5, "c", verdict: "spam", probability: 0.99), judged(6, "d", verdict: "ham", probability: 0.01),
            ])
            let page = try await store.queue(QueueQuery(.unsure))
            #expect(numbers(page) == [2, 1, 0].map(CommentID.numbered))
            #expect(page.entries.map(\.alike) == [2, 0, 0])
            #expect(page.next == nil)
            #expect(try await store.queueLength(sites: .all) == 5)
            #expect(Set(try await store.alike([.numbered(3)])) == Set([2, 3, 4].map(CommentID.numbered)))
            _ = try await store.mark(.numbered(2), as: .spam, source: .dashboard)
            #expect(numbers(try await store.queue(QueueQuery(.unsure))) == [4, 1, 0].map(CommentID.numbered))
            #expect(numbers(try await store.queue(QueueQuery(.marked))) == [.numbered(2)])
            #expect(numbers(try await store.queue(QueueQuery(.spam))) == [.numbered(5)])
            #expect(numbers(try await store.queue(QueueQuery(.ham))) == [.numbered(6)])
            let similar = try await store.similar(to: .numbered(3), limit: 9)
            #expect(similar.map(\.id) == [.numbered(2), .numbered(4)])
        }
    }

    @Test func `each filter leaves what it asks for, alone and with the others`() async throws {
        try await withStore { store in
            try await store.record([
                judged(0, "see https://www.Shop.example/x?a=b") { $0.author = "Ann" },
                judged(1, "see http://shop.example.") { $0.language = "da" },
                judged(2, "see www.other.example now") { $0.authorURL = "https://shop.example" },
                judged(3, "nothing") {
                    $0.author = "ANN"
                    $0.site = "example.org"
                },
            ])
            func found(_ change: (inout QueueQuery) -> Void) async throws -> [CommentID] {
                var query = QueueQuery(.unsure)
                change(&query)
                return try await numbers(store.queue(query))
            }
            #expect(try await found { $0.host = "SHOP.example" } == [2, 1, 0].map(CommentID.numbered))
            #expect(try await found { $0.host = "shop" } == [])
            #expect(try await found { $0.author = "ann" } == [3, 0].map(CommentID.numbered))
            #expect(try await found { $0.language = "DA" } == [.numbered(1)])
            #expect(try await found { $0.text = "SEE" } == [0, 1, 2].map(CommentID.numbered))
            #expect(try await found { $0.text = "%" } == [])
            #expect(
                try await found { $0.since = CommentID.numbered(2).milliseconds } == [2, 3].map(CommentID.numbered)
            )
            #expect(try await found { $0.before = CommentID.numbered(1).milliseconds } == [.numbered(0)])
            #expect(try await found { $0.sites = .only("example.org") } == [.numbered(3)])
            #expect(
                try await found {
                    $0.host = "shop.example"
                    $0.author = "Ann"
                } == [.numbered(0)]
            )
        }
    }

    @Test func `pages follow one another without a gap, and look on where a page is cut short`() async throws {
        try await withStore { store in
            let count = FeedbackStore.queueReach + 10
            try await store.record((0..<count).map { judged($0, "comment \($0)", verdict: "spam", probability: 0.9) })
            var query = QueueQuery(.spam, limit: 100)
            query.text = "comment 3"
            var found: [CommentID] = []
            var isCutShort = false
            while true {
                let page = try await store.queue(query)
                found += page.entries.map(\.comment.id)
                isCutShort = isCutShort || page.isCutShort
                guard let next = page.next else { break }
                query.cursor = next
            }
            let expected = (0..<count).filter { "comment \($0)".contains("comment 3") }.reversed()
            #expect(found == expected.map(CommentID.numbered))
            query.cursor = nil
            query.text = "comment 7"
            query.limit = 1
            #expect(try await store.queue(query).entries.count == 1)
            query.text = "nowhere"
            let empty = try await store.queue(query)
            #expect(empty.entries.isEmpty && empty.isCutShort && empty.next != nil)
            #expect(!isCutShort || expected.count > 0)
        }
    }

    @Test func `what only the comment itself can say is asked of so many, and the next page asks on`() async throws {
        try await withStore { store in
            let count = FeedbackStore.matchReach + 10
            try await store.record((0..<count).map { judged($0, "comment \($0)", verdict: "spam", probability: 0.9) })
            let wanted = Set([0, 5, count - 1].map { "comment \($0)" })
            var query = QueueQuery(.spam)
            let first = try await store.queue(query) { wanted.contains($0.content) }
            #expect(numbers(first) == [.numbered(count - 1)])
            #expect(first.isCutShort && first.looked == FeedbackStore.matchReach)
            query.cursor = first.next
            let second = try await store.queue(query) { wanted.contains($0.content) }
            #expect(numbers(second) == [.numbered(5), .numbered(0)])
            #expect(!second.isCutShort && second.looked == 10 && second.next == nil)
        }
    }

    @Test func `of alike comments the one that is wanted stands for them`() async throws {
        try await withStore { store in
            var comments = (0..<3).map { judged($0, "the same", verdict: "spam", probability: 0.9) }
            for number in comments.indices { comments[number].comment.authorIP = "192.0.2.\(number)" }
            try await store.record(comments)
            let page = try await store.queue(QueueQuery(.spam)) { $0.authorIP == "192.0.2.1" }
            #expect(numbers(page) == [.numbered(1)])
            #expect(page.entries.map(\.alike) == [2])
        }
    }

    @Test func `hosts go with the comment and with its text`() async throws {
        try await withStore { store in
            try await store.record([judged(0, "http://a.example"), judged(1, "http://b.example")])
            func hosts() async throws -> [String] {
                try await store.pool.read { try String.fetchAll($0, sql: "SELECT host FROM commentHost ORDER BY host") }
            }
            #expect(try await hosts() == ["a.example", "b.example"])
            _ = try await store.mark(.numbered(1), as: .spam, source: .dashboard)
            _ = try await store.dropTexts(before: 1_800_000_000_000, limit: 10)
            #expect(try await hosts() == ["a.example"])
            _ = try await store.dropUnlabelled(before: 1_800_000_000_000, limit: 10)
            #expect(try await hosts() == [])
        }
    }

    @Test func `the history of a comment has every change of its label and who made it`() async throws {
        try await withStore { store in
            try await store.record([judged(0, "x")])
            _ = try await store.mark(.numbered(0), as: .spam, source: .moderator("desk"))
            _ = try await store.mark(.numbered(0), as: .ham, source: .dashboard)
            _ = try await store.unmark(.numbered(0), source: .commandLine)
            let marks = try await store.marks(of: .numbered(0))
            #expect(marks.map(\.label) == [nil, .ham, .spam])
            #expect(marks.map(\.previous) == [.ham, .spam, nil])
            #expect(marks.map(\.source) == [.commandLine, .dashboard, .moderator("desk")])
        }
    }

    private static let texts: [(text: String, hosts: Set<String>)] = [
        ("", []), ("://", []), ("http://", []), ("http://a", []), ("http://A.b:80/c", ["a.b"]),
        ("ftp://x.example http://x.example", ["x.example"]), ("www.a.example", ["a.example"]),
        ("awww.a.example", []), ("www.", []), ("https://münchen.example/", ["münchen.example"]),
        ("http://user@evil.example/", []), ("http://" + String(repeating: "a.", count: 200), []),
    ]

    @Test(arguments: texts)
    func `hosts are found in links`(text: String, hosts: Set<String>) {
        let comment = SpamClassifier.Comment(content: text)
        #expect(LinkHosts(of: comment).hosts == hosts)
    }
}
