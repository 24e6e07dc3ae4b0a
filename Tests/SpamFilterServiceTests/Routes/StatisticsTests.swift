import FeedbackStore
import Foundation
import HTTPTypes
import SpamClassifier
import Testing

@testable import SpamFilterService

struct StatisticsTests {
    private func judged(_ number: Int, site: String?, _ verdict: String) -> JudgedComment {
        var comment = SampleComments.numbered(number)
        comment.site = site
        let judgement = Judgement(verdict: verdict, probability: verdict == "spam" ? 0.99 : 0.1, revision: 0)
        return JudgedComment(
            id: CommentID(at: Int64(Date().timeIntervalSince1970 * 1000)),
            comment: comment,
            judgement: judgement
        )
    }

    @Test func `verdicts, marks and mistakes are counted by day and site`() async throws {
        try await withService { client, filter in
            let comments =
                (0..<4).map { judged($0, site: "a", "spam") } + (4..<9).map { judged($0, site: nil, "ham") }
                + [judged(9, site: nil, "unsure")]
            try await filter.store.record(comments)
            for (place, label) in [(0, SpamClassifier.Label.ham), (1, .spam), (4, .spam), (5, .ham), (9, .ham)] {
                _ = try await filter.mark(comments[place].id, as: label)
            }
            let statistics = try await client.send(.get, "/v1/stats").json
            let days = statistics["days"]?.array ?? []
            #expect(Set(days.map { $0["site"] }) == [.null, .string("a")])
            #expect(days.allSatisfy { $0.keys == ["day", "site", "verdicts", "marks", "labels"] })
            #expect(statistics["total"]?["verdicts"]?["ham"] == .number(5))
            #expect(statistics["total"]?["marks"] == .number(5))
            #expect(statistics["total"]?["labels"]?["ham"] == .number(3))
            #expect(statistics["ham_misclassification"]?["count"] == .number(1))
            #expect(statistics["ham_misclassification"]?["of"] == .number(3))
            #expect(statistics["spam_misclassification"]?["count"] == .number(1))
            let bound = try await client.send(.get, "/v1/stats?site=a&days=1").json
            #expect(bound["total"]?["verdicts"]?["spam"] == .number(4))
            #expect(bound["total"]?["verdicts"]?["ham"] == .number(0))
            #expect(bound["total"]?["marks"] == .number(2))
        }
    }

    @Test(arguments: ["days=0", "days=367", "days=x", "day=1"])
    func `a parameter that makes no sense is a problem`(query: String) async throws {
        try await withService { client, _ in
            let field = query.hasPrefix("days") ? "days" : "day"
            try await client.send(.get, "/v1/stats?" + query).expectProblem(422, "invalid-value", field: field)
        }
    }

    @Test func `an estimated share has the interval of Wilson`() {
        let share = ShareBody(1, of: 10)
        #expect(share.share == 0.1)
        // From R's prop.test(1, 10, correct = FALSE).
        #expect(abs((share.low ?? .nan) - 0.01787621) < 1e-6)
        #expect(abs((share.high ?? .nan) - 0.4041500) < 1e-6)
        #expect(ShareBody(0, of: 0).share == nil)
        #expect(ShareBody(0, of: 5).low == 0)
        #expect(ShareBody(5, of: 5).high == 1)
    }
}
