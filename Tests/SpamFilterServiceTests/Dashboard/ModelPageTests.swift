import FeedbackStore
import Foundation
import HTTPTypes
import SpamClassifier
import Testing

@testable import SpamFilterService

struct ModelPageTests {
    private func label(_ filter: SpamFilter, _ count: Int = 60) async throws {
        for number in 0..<count {
            let sample = SampleComments.starter[number % SampleComments.starter.count]
            var comment = sample.comment
            comment.content += " number\(number)"
            _ = try await filter.store.mark(comment, as: sample.label, source: .dashboard)
        }
        try await filter.putInForce()
    }

    @Test func `before anything was learnt the page says so`() async throws {
        try await withService { client, _ in
            var visit = DashboardVisit(client)
            let page = try await visit.get("/model").text
            #expect(page.contains("None yet. <code>hamlet retrain FILE</code>"))
            #expect(page.contains("Retrain now"))
            #expect(!page.contains("Last retrain"))
            #expect(try await visit.get("/model/suspects").text.contains("Look for wrong labels"))
            #expect(try await visit.get("/model/evaluation").text.contains("Nothing to show yet"))
            #expect(try await visit.get("/model/sites").text.contains("No site has comments yet."))
            #expect(try await visit.get("/model/audit").text.contains("Nothing was done yet."))
            #expect(try await visit.get("/model/keys").text.contains("open to every program of this machine"))
        }
    }

    @Test func `a moderator sees the model and the suspects, and no button for what needs an admin`() async throws {
        try await withService { client, filter in
            try await label(filter)
            _ = try await filter.learner.retrain()
            var visit = DashboardVisit(client)
            _ = try await visit.logIn(try await filter.dashboardKey(.moderate).secret)
            let page = try await visit.get("/model").text
            #expect(page.contains("A key of the role admin may retrain."))
            for path in ["/model/retrain", "/model/keys", "/model/audit", "/model/erasures", "/model/export"] {
                #expect(!page.contains(path), "\(path)")
            }
            #expect(page.contains("href=\"/model/suspects\""))
        }
    }

    @Test func `a retrain tells its progress, and then before and after`() async throws {
        try await withService(.services) { client, filter in
            try await label(filter)
            var visit = DashboardVisit(client)
            _ = try await visit.get("/model")
            #expect(try await visit.get("/model/work").headers[.location] == "/model")
            let begun = try await visit.postWhenOpen("/model/retrain")
            #expect(begun.status == 303)
            #expect(begun.headers[.location] == "/model/work")
            // The events end with the work, so reading them waits for it.
            let events = try await visit.get("/model/work/events")
            #expect(events.headers[.contentType] == "text/event-stream")
            let last = events.text.components(separatedBy: "\n\n").dropLast().last ?? ""
            #expect(last.hasPrefix("data: {\"done\":true,\"percent\":100,\"result\":\"/model\""), "\(events.text)")
            let end = try await visit.get("/model/work")
            #expect(end.status == 303)
            let page = try await visit.get(end.headers[.location] ?? "").text
            #expect(page.contains("The model was retrained, and is in force."))
            #expect(page.contains("60 labels, each judged as if it had never been given"))
            #expect(page.contains("<th scope=\"col\" class=\"number\">Before</th>"))
            #expect(PageMarkup.drawings(page).count >= 3)
            #expect(PageMarkup.drawings(page).allSatisfy(PageMarkup.isWellFormed))
            #expect(page.contains("href=\"/model/evaluation\">The whole evaluation"))
            let evaluation = try await visit.get("/model/evaluation").text
            #expect(evaluation.contains("60 labels: ") && evaluation.contains("<dt>(1-ROCA)%</dt>"))
            #expect(evaluation.contains("95 % interval") && evaluation.contains("At other thresholds"))
            #expect(PageMarkup.drawings(evaluation).count == 4)
            #expect(PageMarkup.drawings(evaluation).allSatisfy(PageMarkup.isWellFormed))
            #expect(!evaluation.contains("<style") && !evaluation.contains("style="))
            #expect(
                try await filter.store.audit(limit: 5).contains { $0.action == .retrain && $0.subject == "in force" }
            )
        }
    }

    @Test func `without a script the page of the work loads itself again until it is done`() {
        var state = ModelWork.State()
        state.order = .retrain(isForced: false)
        state.progress = .reading(labels: 500, of: 5_574)
        let page = PageMarkup.render(.work, WorkView(state))
        #expect(page.contains("Reading labels: 500 of about 5,574."))
        #expect(page.contains("<progress max=\"100\" value=\"4\""))
    }

    @Test func `progress never goes back, and ends at the whole`() {
        var state = ModelWork.State()
        state.order = .retrain(isForced: false)
        let steps: [RefitProgress] = [
            .waiting, .reading(labels: 0, of: 0), .reading(labels: 500, of: 1_000), .reading(labels: 2_000, of: 1_000),
            .fitting(labels: 2_000), .comparing(labels: 0), .comparing(labels: 2_000), .writing,
        ]
        let percents = steps.map { step in
            state.progress = step
            return WorkView(state).percent
        }
        #expect(percents == percents.sorted())
        #expect(percents.allSatisfy { (1...99).contains($0) })
        state.order = nil
        #expect(WorkView(state).percent == 100)
    }

    @Test func `a dataset is removed, once`() async throws {
        try await withService(.services) { client, filter in
            let rows = SampleComments.starter.map { ($0.comment, $0.label) }
            _ = try await filter.store.importDataset(named: "<b>films</b>", rows: rows)
            try await filter.putInForce()
            var visit = DashboardVisit(client)
            let page = try await visit.get("/model").text
            #expect(page.contains("<bdi>&lt;b&gt;films&lt;/b&gt;</bdi></td><td class=\"number\">6</td>"))
            #expect(!page.contains("<b>films"))
            #expect(try await visit.postWhenOpen("/model/datasets/remove", ["dataset": "<b>films</b>"]).status == 303)
            _ = try await visit.get("/model/work/events")
            let end = try await visit.get("/model/work")
            #expect(try await visit.get(end.headers[.location] ?? "").text.contains("is removed: 12 labels unlearnt."))
            #expect(try await filter.store.datasets().isEmpty)
            let again = try await visit.post("/model/datasets/remove", ["dataset": "<b>films</b>"])
            #expect(try await visit.get(again.headers[.location] ?? "").text.contains("Nothing was removed."))
        }
    }

    @Test func `a wrong label is found, shown as text, and marked otherwise`() async throws {
        try await withService(.services) { client, filter in
            try await label(filter)
            let wrong = Comment(
                content: "cheap watches for sale, visit http://watches.example/buy now <script>alert(1)</script>"
            )
            let id = try await filter.store.mark(wrong, as: .ham, source: .dashboard).id
            try await filter.putInForce()
            var visit = DashboardVisit(client)
            _ = try await visit.get("/model/suspects")
            #expect(try await visit.postWhenOpen("/model/suspects").status == 303)
            _ = try await visit.get("/model/work/events")
            let page = try await visit.get("/model/suspects").text
            #expect(page.contains("marked ham</span> yet"))
            #expect(page.contains("&lt;script&gt;alert(1)"))
            #expect(!page.contains("<script>alert"))
            let marked = try await visit.post("/model/suspects/mark", ["id": "\(id)", "label": "spam"])
            let after = try await visit.get(marked.headers[.location] ?? "").text
            #expect(after.contains("Marked as spam."))
            #expect(!after.contains("\(id)\"><button name=\"label\""))
            #expect(try await filter.store.comment(id)?.label == .spam)
            #expect(try await visit.post("/model/suspects/mark", ["id": "x", "label": "spam"]).status == 404)
        }
    }
}

extension DashboardVisit {
    /// Sends a form as soon as the services of the daemon have begun to work.
    mutating func postWhenOpen(_ path: String, _ fields: KeyValuePairs<String, String> = [:]) async throws -> Answer {
        while true {
            let answer = try await post(path, fields)
            if answer.status != 503 { return answer }
            await Task.yield()
        }
    }
}
