import Foundation
import GRDB
import SpamClassifier
import Testing

@testable import FeedbackStore

extension FeedbackStore {
    /// Expects the tallies that the database keeps to be what counting every comment and mark finds.
    func expectTrueTallies(_ location: SourceLocation = #_sourceLocation) async throws {
        for (table, counted) in [("dayTally", Schema.counted), ("markTally", Schema.countedMarks)] {
            let (kept, found) = try await pool.read { db in
                let kept = try Row.fetchAll(db, sql: "SELECT * FROM \(table)").map { Array($0.databaseValues) }
                return (kept, try Row.fetchAll(db, sql: counted).map { Array($0.databaseValues) })
            }
            func sorted(_ rows: [[DatabaseValue]]) -> [String] { rows.map { "\($0)" }.sorted() }
            #expect(sorted(kept) == sorted(found), "\(table)", sourceLocation: location)
        }
    }
}

struct TallyTests {
    private static let day: Int64 = 86_400_000
    private static let firstDay: Int64 = 1_600_000_000_000 / day

    @Test
    func `whatever is recorded, marked, taken back, forgotten or thrown away, the tallies are what counting finds`()
        async throws
    {
        try await withStore { store in
            var generator = SeededGenerator(state: 11)
            let verdicts = ["spam", "ham", "unsure"]
            let sites = [nil, "a.example", "b.example"]
            var ids: [CommentID] = []
            for number in 0..<400 {
                let time = 1_600_000_000_000 + Int64.random(in: 0..<5, using: &generator) * Self.day
                let id = CommentID(at: time, using: &generator)
                var comment = Comment(content: "comment \(number)")
                comment.site = sites[number % 3]
                comment.authorEmail = "person\(number % 50)@example.org"
                let probability = Double.random(in: 0...1, using: &generator)
                let judgement = Judgement(verdict: verdicts[number % 3], probability: probability, revision: 0)
                try await store.record([JudgedComment(id: id, comment: comment, judgement: judgement)])
                ids.append(id)
            }
            _ = try await store.mark(Comment(content: "never judged"), as: .spam, source: .akismet)
            for step in 0..<300 {
                let id = ids[Int.random(in: 0..<ids.count, using: &generator)]
                if step % 7 == 0 {
                    _ = try await store.unmark(id)
                } else {
                    _ = try await store.mark(id, as: step % 2 == 0 ? .spam : .ham, source: .dashboard)
                }
            }
            _ = try await store.importDataset(named: "sms", rows: [(Comment(content: "x"), .spam)])
            try await store.expectTrueTallies()
            try await store.record([.numbered(1), .numbered(1)])
            var request = ErasureRequest(source: .commandLine)
            request.email = "person7@example.org"
            #expect(try await store.apply(.forgetting(request)).removed == 8)
            try await store.expectTrueTallies()
            #expect(try await store.dropUnlabelled(before: 1_600_000_000_000 + 2 * Self.day, limit: 100) > 10)
            _ = try await store.dropTexts(before: .max, limit: 100)
            _ = try await store.removeDataset(named: "sms")
            while try await store.discardLeftovers(limit: 10) > 0 {}
            try await store.expectTrueTallies()
        }
    }

    @Test func `an activity has days, sites, verdicts, labels, tenths and marks`() async throws {
        try await withStore { store in
            try await store.record([
                .numbered(1, verdict: "spam", probability: 1), .numbered(2, verdict: "ham", probability: 0.05),
                .numbered(3, site: "a.example", verdict: "spam", probability: 0.97),
                .numbered(4, verdict: "spam", probability: 0.91),
            ])
            _ = try await store.mark(.numbered(3), as: .ham, source: .dashboard)
            let first = Self.firstDay * Self.day
            let activity = try await store.activity(days: 2, through: 1_600_000_000_000)
            #expect(activity.start == first - Self.day)
            #expect(activity.days == 2)
            #expect(
                Set(activity.tallies) == [
                    DayTally(day: first, verdict: "spam", tenth: 9, comments: 2, probability: 1.91),
                    DayTally(day: first, verdict: "ham", tenth: 0, comments: 1, probability: 0.05),
                    DayTally(
                        day: first,
                        site: "a.example",
                        verdict: "spam",
                        label: .ham,
                        tenth: 9,
                        comments: 1,
                        probability: 0.97
                    ),
                ]
            )
            #expect(activity.daily.first?.site == nil)
            #expect(activity.daily.last?.hamCalledSpam == 1)
            #expect(try await store.activity(days: 1, through: 1_600_000_000_000 + Self.day).tallies.isEmpty)
            let ofSite = try await store.activity(days: 1, through: 1_600_000_000_000, sites: .only("a.example"))
            #expect(ofSite.tallies.map(\.site) == ["a.example"])
            let marks = try await store.activity(days: 1, through: 1_700_000_000_000).marks
            #expect(marks.map(\.marks) == [1])
            #expect(marks.map(\.site) == ["a.example"])
        }
    }

    @Test func `comments and labels are counted by site`() async throws {
        try await withStore { store in
            try await store.record([
                .numbered(1), .numbered(2), .numbered(3, site: "a.example"),
                .numbered(4, verdict: "ham", probability: 0.1),
            ])
            _ = try await store.mark(.numbered(1), as: .ham, source: .dashboard)
            #expect(
                try await store.siteTallies() == [
                    SiteStatistics(site: nil, comments: 3, spam: 0, ham: 1),
                    SiteStatistics(site: "a.example", comments: 1, spam: 0, ham: 0),
                ]
            )
        }
    }

    @Test func `hosts and languages of the last comments are ranked`() async throws {
        try await withStore { store in
            #expect(try await store.recentComments(10) == RecentComments())
            let texts = ["old http://old.example", "http://a.example/x and www.B.example", "see https://b.example"]
            try await store.record(
                texts.enumerated().map { number, text in
                    var judged = JudgedComment.numbered(number, content: text, verdict: number == 1 ? "spam" : "ham")
                    judged.comment.language = number == 2 ? "da" : "en"
                    return judged
                }
            )
            let recent = try await store.recentComments(2)
            #expect(recent.comments == 2)
            #expect(recent.hosts.map(\.name) == ["b.example", "a.example"])
            #expect(recent.hosts.map(\.comments) == [2, 1])
            #expect(recent.hosts.map(\.spam) == [1, 1])
            #expect(recent.languages.map(\.name) == ["da", "en"])
        }
    }

    /// Expects the tallies of all time to add up to the verdicts of the statistics.
    private func expectSums(_ store: FeedbackStore, _ location: SourceLocation = #_sourceLocation) async throws {
        let tallies = try await store.tallies(of: .all, in: 0..<2_000_000_000_000)
        let verdicts = try await store.statistics().verdicts
        let spam = verdicts["spam"] ?? 0
        #expect(tallies.reduce(0) { $0 + $1.spam } == spam, sourceLocation: location)
        let others = verdicts.values.reduce(0, +) - spam
        #expect(tallies.reduce(0) { $0 + $1.ham } == others, sourceLocation: location)
    }

    @Test func `tallies add up over days and sites`() async throws {
        try await withStore { store in
            let start = Self.firstDay * Self.day
            for number in 0..<9 {
                var judged = JudgedComment.numbered(
                    number,
                    site: number % 3 == 0 ? nil : "a.example",
                    verdict: ["spam", "ham", "unsure"][number % 3]
                )
                var generator = SeededGenerator(state: UInt64(number))
                judged.id = CommentID(at: start + Int64(number) * Self.day, using: &generator)
                try await store.record([judged])
                if number < 2 {
                    _ = try await store.mark(judged.id, as: number == 0 ? .ham : .spam, source: .akismet)
                }
            }
            let whole = try await store.tallies(of: .all, in: start..<start + 9 * Self.day)
            #expect(
                whole == [
                    Tally(site: nil, spam: 3, ham: 0, missedSpam: 0, falsePositives: 1),
                    Tally(site: "a.example", spam: 0, ham: 6, missedSpam: 1, falsePositives: 0),
                ]
            )
            let parts = try await store.tallies(of: .only("a.example"), in: start..<start + 4 * Self.day)
            #expect(parts == [Tally(site: "a.example", spam: 0, ham: 2, missedSpam: 1, falsePositives: 0)])
            #expect(try await store.tallies(of: .all, in: start + 9 * Self.day..<start + 20 * Self.day).isEmpty)
            #expect(try await store.firstDay() == start)
            try await expectSums(store)
        }
    }

    @Test func `verdicts are counted on when their comments are thrown away or forgotten`() async throws {
        try await withStore { store in
            try await store.record(
                (0..<12).map { number in
                    .numbered(
                        number,
                        site: number % 2 == 0 ? "a.example" : nil,
                        verdict: ["spam", "ham", "unsure"][number % 3]
                    )
                }
            )
            _ = try await store.mark(Comment(content: "never judged"), as: .spam, source: .akismet)
            for number in [0, 3] { _ = try await store.mark(.numbered(number), as: .ham, source: .akismet) }
            for number in [1, 2] { _ = try await store.mark(.numbered(number), as: .spam, source: .akismet) }
            let all: Range<Int64> = 0..<2_000_000_000_000
            let before = try await store.tallies(of: .all, in: all)
            let statistics = try await store.statistics()
            #expect(before.map(\.falsePositives) == [1, 1])
            #expect(before.map(\.missedSpam) == [1, 1])
            try await expectSums(store)

            #expect(try await store.dropUnlabelled(before: .max, limit: 100) == 8)
            #expect(try await store.tallies(of: .all, in: all) == before)
            try await expectSums(store)
            var request = ErasureRequest(source: .commandLine)
            request.ids = [0, 2].map { CommentID.numbered($0) }
            #expect(try await store.apply(.forgetting(request)).removed == 2)
            #expect(try await store.tallies(of: .all, in: all) == before)
            #expect(try await store.tallies(of: .only("a.example"), in: all) == [before[1]])
            #expect(try await store.firstDay() == Self.firstDay * Self.day)
            #expect(try await store.statistics().verdicts == statistics.verdicts)
            #expect(try await store.statistics().comments == 3)
            try await expectSums(store)
            try await store.expectTrueTallies()
        }
    }
}
