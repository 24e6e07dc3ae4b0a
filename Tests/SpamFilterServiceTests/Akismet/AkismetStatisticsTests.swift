import FeedbackStore
import Foundation
import HTTPTypes
import SpamClassifier
import Testing

@testable import SpamFilterService

struct AkismetStatisticsTests {
    /// Three comments judged spam, five judged otherwise, of two sites; one of each is contradicted.
    private func record(in filter: SpamFilter, at date: Date = Date()) async throws {
        let milliseconds = Int64(date.timeIntervalSince1970 * 1000)
        var ids: [CommentID] = []
        for (number, verdict) in ["spam", "spam", "spam", "ham", "ham", "ham", "unsure", "unsure"].enumerated() {
            var comment = Comment(content: "comment \(number)")
            comment.site = number % 4 == 0 ? "a.example" : "b.example"
            let judgement = Judgement(verdict: verdict, probability: 0.5, revision: 0)
            let judged = JudgedComment(id: CommentID(at: milliseconds), comment: comment, judgement: judgement)
            try await filter.store.record([judged])
            ids.append(judged.id)
        }
        _ = try await filter.store.mark(ids[0], as: .ham, source: .akismet)
        _ = try await filter.store.mark(ids[1], as: .spam, source: .akismet)
        _ = try await filter.store.mark(ids[6], as: .spam, source: .akismet)
    }

    private static var month: String { String(Date().formatted(.iso8601.year().month().day()).dropLast(3)) }

    /// Expects what sites are told to add up to the verdicts of the database; returns how many they are.
    private func expectSums(_ client: Client, _ filter: SpamFilter) async throws -> Double {
        let all = try await filter.store.statistics().verdicts
        var spam = 0.0
        var ham = 0.0
        for site in ["https://a.example", "https://b.example"] {
            let json = try await client.akismet("get-stats", ["blog": site, "from": "all"]).json
            spam += json["spam"]?.number ?? .nan
            ham += json["ham"]?.number ?? .nan
        }
        #expect(spam == Double(all["spam"] ?? -1))
        #expect(ham == Double((all["ham"] ?? -1) + (all["unsure"] ?? -1)))
        let usage = try await client.send(.get, "/1.2/usage-limit?api_key=\(Client.akismetKey)").json
        #expect(usage["usage"]?.number == spam + ham)
        return spam + ham
    }

    @Test func `the figures of all sites add up with the statistics of the database`() async throws {
        try await withService { client, filter in
            try await record(in: filter)
            #expect(try await expectSums(client, filter) == 8)
        }
    }

    @Test func `the figures stay when comments are thrown away for their age, or forgotten`() async throws {
        try await withService { client, filter in
            try await record(in: filter)
            let calls = [("get-stats", ["blog": "https://b.example", "from": "60-days"]), ("key-sites", [:])]
            func figures() async throws -> [String] {
                var texts: [String] = []
                for (route, fields) in calls { texts.append(try await client.akismet(route, fields).text) }
                return texts
            }
            let before = try await figures()
            var place = RetentionPlace()
            #expect(try await filter.store.dropUnlabelled(before: .max, limit: 100, from: &place) == 5)
            #expect(try await figures() == before)
            #expect(try await expectSums(client, filter) == 8)
            var request = ErasureRequest(source: .commandLine)
            request.ids = try await filter.store.comments(matching: CommentQuery()).comments.map(\.id)
            #expect(request.ids.count == 3)
            #expect(try await filter.erase(request).receipt.comments == 3)
            #expect(try await figures() == before)
            #expect(try await expectSums(client, filter) == 8)
        }
    }

    @Test(arguments: ["60-days", "6-months", "all"])
    func `a site's figures are those of its own comments`(from: String) async throws {
        try await withService { client, filter in
            try await record(in: filter)
            let answer = try await client.akismet("get-stats", ["blog": "https://b.example/", "from": from])
            #expect(answer.headers[.contentType] == "application/json")
            let name = from == "60-days" ? Date().formatted(.iso8601.year().month().day()) : Self.month
            let first = from == "60-days" ? name : name + "-01"
            #expect(
                answer.text == #"""
                    {"accuracy":"83.33","breakdown":{"\#(name)":{"blogs":"1","da":"\#(first)","false_positives":"0",\#
                    "ham":"4","missed_spam":"1","spam":"2"}},"false_positives":0,"ham":4,"missed_spam":1,"spam":2,\#
                    "time_saved":100}
                    """#
            )
        }
    }

    @Test func `before the first comment nothing is counted`() async throws {
        try await withService { client, _ in
            let answer = try await client.akismet("get-stats", ["from": "all"])
            #expect(
                answer.text == #"""
                    {"accuracy":"100.00","breakdown":{},"false_positives":0,"ham":0,"missed_spam":0,"spam":0,\#
                    "time_saved":0}
                    """#
            )
        }
    }

    @Test func `usage knows no limit`() async throws {
        try await withService { client, filter in
            try await record(in: filter)
            let answer = try await client.akismet("usage-limit")
            #expect(answer.text == #"{"limit":"none","percentage":"0","throttled":false,"usage":8}"#)
            let extended = try await client.akismet("usage-limit", ["extended": "true"])
            #expect(
                extended.text == #"""
                    {"limit":"none","notice_level":"NOTICE_NONE","percentage":"0","throttled":false,"upgrade":false,\#
                    "usage":8}
                    """#
            )
        }
    }

    @Test func `the sites of a month are listed in the order that was asked for`() async throws {
        try await withService { client, filter in
            try await record(in: filter)
            let answer = try await client.akismet("key-sites", ["order": "false_positives", "limit": "1"])
            #expect(
                answer.text == #"""
                    {"\#(Self.month)":[{"api_calls":"2","false_positives":"1","ham":"1","is_revoked":false,\#
                    "missed_spam":"0","site":"a.example","spam":"1"}],"limit":1,"offset":0,"total":2}
                    """#
            )
            let filtered = try await client.akismet("key-sites", ["filter": "B.ex", "extended": "1"]).json
            #expect(filtered["total"] == .number(1))
            let site = try #require(filtered[Self.month]?.array?.first)
            #expect(site["site"]?.string == "b.example")
            #expect(site["hash"]?.string?.count == 32)
            #expect(site["eligible_for_revoke"] == .bool(false))
            let past = try await client.akismet("key-sites", ["month": "2022-09"])
            #expect(past.text == #"{"2022-09":[],"limit":500,"offset":0,"total":0}"#)
        }
    }

    @Test func `the sites of a month are a table when that is asked for`() async throws {
        try await withService { client, filter in
            try await record(in: filter)
            let answer = try await client.akismet("key-sites", ["format": "csv"])
            #expect(answer.headers[.contentType] == "text/csv; charset=utf-8")
            #expect(
                answer.text == """
                    Active sites for \(Client.akismetKey) during \(Self.month) (limit:500, offset: 0, total: 2)
                    Site,Total API Calls,Spam,Ham,Missed Spam,False Positives,Is Revoked
                    b.example,6,2,4,1,0,false
                    a.example,2,1,1,0,1,false

                    """
            )
        }
    }

    @Test func `months and days follow the calendar`() throws {
        let date = try Date("2024-03-15T12:00:00Z", strategy: .iso8601)
        #expect(StatisticsSpan.last(3, .month, until: date).map(\.name) == ["2024-01", "2024-02", "2024-03"])
        #expect(StatisticsSpan.last(16, .day, until: date).first?.name == "2024-02-29")
        let february = try #require(StatisticsSpan(month: "2024-02"))
        #expect(february.milliseconds.upperBound - february.milliseconds.lowerBound == 29 * 86_400_000)
        let start = try Date("2023-11-30T23:00:00Z", strategy: .iso8601)
        #expect(
            StatisticsSpan.months(from: start, to: date).map(\.name) == [
                "2023-11", "2023-12", "2024-01", "2024-02", "2024-03",
            ]
        )
        #expect(StatisticsSpan.months(from: date, to: date).map(\.name) == ["2024-03"])
        #expect(StatisticsSpan(month: "2024-13") == nil)
        #expect(StatisticsSpan(month: "x") == nil)
    }
}
