import FeedbackStore
import Foundation
import HTTPTypes
import SpamClassifier
import Testing

@testable import SpamFilterService

struct OverviewTests {
    private static let day: Int64 = 86_400_000

    /// Three days with everything in them.
    private static let activity = Activity(
        start: 19_000 * day,
        days: 3,
        tallies: [
            DayTally(day: 19_000 * day, verdict: "ham", tenth: 0, comments: 1_200, probability: 60),
            DayTally(day: 19_000 * day, verdict: "ham", label: .ham, tenth: 0, comments: 90, probability: 4.5),
            DayTally(day: 19_001 * day, verdict: "spam", label: .spam, tenth: 9, comments: 50, probability: 49),
            DayTally(day: 19_001 * day, verdict: "spam", label: .ham, tenth: 9, comments: 2, probability: 1.9),
            DayTally(day: 19_002 * day, site: "a.example", verdict: "unsure", tenth: 5, comments: 7, probability: 3.6),
            DayTally(day: 19_002 * day, verdict: "ham", label: .spam, tenth: 3, comments: 1, probability: 0.35),
            DayTally(day: 19_002 * day, comments: 3),
        ],
        marks: [DayMarks(day: 19_001 * day, marks: 1_432), DayMarks(day: 19_001 * day, site: "a.example", marks: 2)]
    )

    private func view(_ activity: Activity, recent: RecentComments = RecentComments()) -> OverviewView {
        OverviewView(
            activity: activity,
            waiting: 7,
            recent: recent,
            model: Model(seed: 1),
            databaseBytes: 12_345_678,
            picker: SitePicker([nil, "<b>"], chosen: .only("<b>")),
            isWhole: true
        )
    }

    @Test func `an overview says in numbers with units what happened`() {
        let page = PageMarkup.render(.overview, view(Self.activity))
        for words in [
            "<dt>In the queue</dt><dd>7 <small>unsure, unmarked", "<dt>Comments judged</dt><dd>1,350 ",
            "<dt>Spam share</dt><dd>3.9 %", "<dt>Database</dt><dd>12.3 MB", "2 of 92 marked ham", "2.2 %",
            "0.60 % to 7.6 %", "1 of 51 marked spam", "In 3 days: 1,291 ham, 7 unsure, 52 spam.",
            "In 3 days: 1,434 marks.", "<strong>0</strong> of 598", "<meter min=\"0\" max=\"598\" value=\"0\"",
        ] {
            #expect(page.contains(words), "\(words)")
        }
        #expect(!page.contains("<b>"))
        #expect(page.contains("<option value=\"=&lt;b&gt;\" selected>&lt;b&gt;</option>"))
        #expect(!page.contains("No comments have arrived"))
    }

    @Test func `each chart is well-formed, has a title, axes, and a table that says the same`() throws {
        let page = PageMarkup.render(.overview, view(Self.activity))
        let charts = page.components(separatedBy: "<figure").dropFirst()
        #expect(charts.count == 5)
        for chart in charts {
            let drawing = try #require(PageMarkup.drawings(chart).first)
            #expect(PageMarkup.isWellFormed(drawing), "\(drawing)")
            #expect(drawing.contains(/role="img" aria-label="[^"]{20,}"/))
            #expect(
                drawing.contains(/text-anchor="middle">(Day \(UTC\)|[A-Za-z ]*[Pp]robability[a-z ]*)</),
                "\(drawing)"
            )
            #expect(!drawing.contains("NaN") && !drawing.contains("inf"))
            #expect(chart.contains("<details><summary>As a table</summary><div class=\"table\""))
        }
        #expect(page.contains("<title>0.9 to 1.0: 50 marked spam</title>"))
        #expect(page.contains("<title>2022-01-09: 52 spam</title>"))
    }

    @Test func `a drawing that is not well-formed is noticed`() {
        #expect(!PageMarkup.isWellFormed("<svg><rect></svg>"))
    }

    @Test func `the heights of bars are in proportion to what they stand for`() {
        let chart = DayCharts(Self.activity).verdicts
        let ham = chart.bars.filter { $0.shade == "ham" }
        #expect(ham.count == 2)
        #expect(abs(ham[0].height / ham[1].height - 1_290) < 260)
        #expect(chart.bars.filter { $0.shade == "spam" }.count == 1)
        for bar in chart.bars {
            #expect(bar.x >= 0 && bar.x + bar.width <= 400)
            #expect(bar.y >= 0 && bar.height >= 0)
        }
    }

    @Test func `reliability counts what is marked, and says how far off it is`() {
        let charts = ScoreCharts(Self.activity.tallies)
        #expect(charts.tenths[9].marked == 52)
        #expect(charts.tenths[9].unmarked == 0)
        #expect(charts.tenths[0].unmarked == 1_200)
        // Distances of 4.5 − 0, 50.9 − 50 and 0.35 − 1, over 143 marked comments.
        let expected: Double = 6.05 / 143
        #expect(abs(charts.calibrationError - expected) < 1e-9)
        #expect(charts.reliability.table.rows.count == 3)
        #expect(charts.reliability.dots.count == 3)
    }

    @Test func `the first day has words in place of numbers, and charts that are whole`() {
        let empty = Activity(start: 0, days: 30, tallies: [], marks: [])
        let page = PageMarkup.render(
            .overview,
            OverviewView(
                activity: empty,
                waiting: 0,
                recent: RecentComments(),
                model: nil,
                databaseBytes: nil,
                picker: nil,
                isWhole: true
            )
        )
        for words in [
            "No comments have arrived here", "still being built", "0 of 0 marked ham", "Nothing is marked yet.",
            "None of them has a link",
        ] {
            #expect(page.contains(words), "\(words)")
        }
        #expect(!page.contains("NaN") && !page.contains("nan"))
        #expect(PageMarkup.drawings(page).filter(PageMarkup.isWellFormed).count == PageMarkup.drawings(page).count)
    }

    @Test func `the service shows what came in, and hosts and languages that are not trusted`() async throws {
        try await withService { client, filter in
            var comments: [JudgedComment] = []
            for number in 0..<3 {
                var comment = SampleComments.numbered(number)
                comment.content += " http://evil.example/<script>"
                comment.language = "<i>en</i>"
                comment.site = number == 0 ? "b.example" : nil
                let verdict = Judgement(verdict: "unsure", probability: 0.55, revision: 0)
                comments.append(
                    JudgedComment(
                        id: CommentID(at: filter.now - Int64(number)),
                        comment: comment,
                        judgement: verdict
                    )
                )
            }
            try await filter.store.record(comments)
            _ = try await filter.mark(comments[1].id, as: .spam, by: .open)
            var visit = DashboardVisit(client)
            let page = try await visit.get("/overview")
            #expect(page.status == 200)
            for words in [
                "evil.example", "&lt;i&gt;en&lt;/i&gt;", "<dd>2 <small>unsure", "In 30 days: 1 mark.", "b.example",
            ] {
                #expect(page.text.contains(words), "\(words)")
            }
            #expect(!page.text.contains("<i>en"))
            #expect(page.text.utf8.count < 60_000)
            let site = try await visit.get("/overview?site=%3Db.example")
            #expect(site.text.contains("<dd>1 <small>unsure"))
            #expect(site.text.contains("In 30 days: 0 marks."))
            #expect(!site.text.contains("False-positive budget"))
            #expect(try await visit.get("/overview?site=%3Dunknown").text.contains("No comments have arrived"))
        }
    }

    @Test func `a key of one site sees its own site, and nothing of the whole`() async throws {
        try await withService { client, filter in
            var mine = SampleComments.numbered(1)
            mine.site = "mine.example"
            let judgement = Judgement(verdict: "unsure", probability: 0.5, revision: 0)
            let other = SampleComments.numbered(2)
            try await filter.store.record([
                JudgedComment(id: CommentID(at: filter.now), comment: mine, judgement: judgement),
                JudgedComment(id: CommentID(at: filter.now), comment: other, judgement: judgement),
            ])
            var visit = DashboardVisit(client)
            _ = try await visit.logIn(try await filter.dashboardKey(.moderate, site: "mine.example").secret)
            let page = try await visit.get("/overview").text
            #expect(page.contains("<dd>1 <small>unsure"))
            for words in ["False-positive budget", "<dt>Database", "Learnt from", "<select", "/model"] {
                #expect(!page.contains(words), "\(words)")
            }
            #expect(try await visit.get("/overview?site=%3Dother").status == 403)
            #expect(try await visit.get("/model").status == 403)
        }
    }
}

extension SpamFilter {
    /// The time, in milliseconds since 1970.
    var now: Int64 { Int64(Date().timeIntervalSince1970 * 1000) }
}
