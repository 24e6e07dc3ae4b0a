import SpamClassifier
import Testing

@testable import FeedbackStore

struct StatisticsTests {
    @Test func `everything is counted`() async throws {
        try await withStore { store in
            try await store.record([
                .numbered(1, verdict: "spam", probability: 0.99), .numbered(2, verdict: "ham", probability: 0.1),
                .numbered(3, site: "b.example"), .numbered(4, site: "a.example"),
            ])
            _ = try await store.mark(.numbered(1), as: .spam, source: .moderator("Horatio"))
            _ = try await store.mark(.numbered(3), as: .ham, source: .moderator(nil))
            _ = try await store.mark(.numbered(2), as: .spam, source: .dashboard)
            _ = try await store.unmark(.numbered(2), source: .dashboard)
            _ = try await store.importDataset(named: "sms", rows: [(Comment(content: "x"), .spam)])
            let statistics = try await store.statistics()
            #expect(statistics.comments == 4)
            #expect(statistics.datasetComments == 1)
            #expect(statistics.removedComments == 0)
            #expect(statistics.spam == 2)
            #expect(statistics.ham == 1)
            #expect(statistics.verdicts == ["spam": 1, "ham": 1, "unsure": 2])
            #expect(statistics.marks == ["moderator": 2, "dashboard": 2])
            #expect(statistics.revision == 5)
            #expect(statistics.databaseBytes >= 4096)
            // A comment table and its indexes have a page each at least.
            #expect(try #require(statistics.tableBytes["comment"]) >= 2 * 4096)
            #expect(try #require(statistics.tableBytes["feedback"]) >= 4096)
            #expect(statistics.tableBytes.values.reduce(0, +) <= statistics.databaseBytes)
            #expect(
                statistics.sites == [
                    SiteStatistics(site: nil, comments: 3, spam: 2, ham: 0),
                    SiteStatistics(site: "a.example", comments: 1, spam: 0, ham: 0),
                    SiteStatistics(site: "b.example", comments: 1, spam: 0, ham: 1),
                ]
            )
        }
    }

    private static let day: Int64 = 86_400_000
    private static let created: Int64 = 1_700_000_000_000

    /// A database made at a fixed time, with a comment a day since then, as it is so many days later.
    private func statistics(days: Int64, comments: Int64) async throws -> Statistics {
        try await withTemporaryFolder { folder in
            let path = databasePath(in: folder)
            try FeedbackStore(path: path, readOnly: false, clock: { Self.created }).close()
            let now = Self.created + days * Self.day
            let store = try FeedbackStore(path: path, readOnly: false, clock: { now })
            let judgement = Judgement(verdict: "ham", probability: 0.1, revision: 0)
            try await store.record(
                (0..<comments).map { number in
                    JudgedComment(
                        id: CommentID(at: Self.created + number * Self.day + 1),
                        comment: Comment(content: "comment \(number)"),
                        judgement: judgement
                    )
                }
            )
            return try await store.statistics()
        }
    }

    @Test func `the growth of a day is that of the last week, by the share of its comments`() async throws {
        let statistics = try await statistics(days: 10, comments: 10)
        let table = try #require(statistics.tableBytes["comment"])
        #expect(table > 0)
        #expect(statistics.bytesPerDay == 7 * table / 10 / 7)
    }

    @Test func `a young database has the growth of its days, and at least one of them`() async throws {
        let two = try await statistics(days: 2, comments: 2)
        #expect(try two.bytesPerDay == #require(two.tableBytes["comment"]) / 2)
        let none = try await statistics(days: 0, comments: 1)
        #expect(try none.bytesPerDay == #require(none.tableBytes["comment"]))
    }

    @Test func `what does not grow grows by nothing`() async throws {
        #expect(try await statistics(days: 30, comments: 10).bytesPerDay == 0)
        #expect(try await statistics(days: 30, comments: 0).bytesPerDay == 0)
    }

    @Test func `an empty database counts nothing`() async throws {
        try await withStore { store in
            let statistics = try await store.statistics()
            #expect(statistics.comments == 0)
            #expect(statistics.sites.isEmpty)
            #expect(statistics.marks.isEmpty)
        }
    }
}
