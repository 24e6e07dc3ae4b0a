import FeedbackStore
import SpamClassifier
import Testing

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
            #expect(statistics.tableBytes.isEmpty || (statistics.tableBytes["comment"] ?? 0) >= 4096)
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

    @Test func `an empty database counts nothing`() async throws {
        try await withStore { store in
            let statistics = try await store.statistics()
            #expect(statistics.comments == 0)
            #expect(statistics.sites.isEmpty)
            #expect(statistics.marks.isEmpty)
        }
    }
}
