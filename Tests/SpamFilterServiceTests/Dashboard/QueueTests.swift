import FeedbackStore
import HTTPTypes
import SpamClassifier
import Testing

@testable import SpamFilterService

struct QueueTests {
    /// Logs in and records a few comments that nobody is sure about.
    private func withQueue(
        _ role: Role = .moderate,
        site: String? = nil,
        _ body: @Sendable (inout DashboardVisit, SpamFilter, [CommentID]) async throws -> Void
    ) async throws {
        try await withService { client, filter in
            var ids: [CommentID] = []
            for number in 0..<3 {
                var comment = SpamClassifier.Comment(
                    content: "comment <b>\(number)</b> & more, see http://h\(number).example/"
                )
                comment.author = "Ann \"\(number)\""
                comment.site = number == 2 ? "b" : "a"
                let judgement = Judgement(verdict: "unsure", probability: 0.5, revision: 0)
                if let id = filter.record(comment, judgement) { ids.append(id) }
            }
            try await filter.store.record(ids.compactMap(filter.recorder.pending))
            var visit = DashboardVisit(client)
            _ = try await visit.logIn(try await filter.dashboardKey(role, site: site, name: "desk").secret)
            _ = try await visit.get("/queue")
            try await body(&visit, filter, ids)
        }
    }

    private func label(_ id: CommentID, _ filter: SpamFilter) async throws -> Label? {
        try await filter.store.comment(id)?.label
    }

    @Test func `the queue shows comments as text, with their verdict, and keys of one site see that site`() async throws
    {
        try await withQueue { visit, _, ids async throws in
            let page = try await visit.get("/queue").text
            for id in ids { #expect(page.contains(#"id="c-\#(id)""#)) }
            #expect(page.contains("50 % spam"))
            #expect(page.contains("Ann &quot;1&quot;"))
            #expect(!page.contains("<b>"))
        }
        try await withQueue(site: "b") { visit, _, ids async throws in
            let page = try await visit.get("/queue").text
            #expect(!page.contains("\(ids[0])") && page.contains("\(ids[2])"))
            #expect(try await visit.get("/queue?site=a").status == 403)
            #expect(try await visit.get("/comments/\(ids[0])").status == 403)
            #expect(try await visit.get("/comments/\(ids[2])").status == 200)
        }
    }

    @Test func `a mark is in the log under the name of the key, and the page after it can take it back`() async throws {
        try await withQueue { visit, filter, ids async throws in
            let marked = try await visit.post("/queue/marks", ["action": "spam.\(ids[0])", "back": "/queue?q=x"])
            #expect(marked.status == 303)
            let path = marked.headers[.location] ?? ""
            #expect(path.hasPrefix("/queue?q=x&notice="))
            #expect(try await label(ids[0], filter) == .spam)
            #expect(try await filter.store.marks(of: ids[0]).map(\.source) == [.moderator("desk")])
            let notice = try await visit.get(path).text
            #expect(notice.contains("1 comment marked as spam."))
            #expect(notice.contains(#"name="undo" value="\#(ids[0]).none""#))
            _ = try await visit.post("/queue/undo", ["undo": "\(ids[0]).none", "back": "/queue"])
            #expect(try await label(ids[0], filter) == nil)
        }
    }

    @Test func `many are marked at once, and one that fails costs no other its mark`() async throws {
        try await withQueue(site: "a") { visit, filter, ids async throws in
            let unknown = CommentID(at: 1)
            let answer = try await visit.post(
                "/queue/marks",
                ["action": "ham", "id": "\(ids[0])", "id": "\(ids[1])", "id": "\(ids[2])", "id": "\(unknown)"]
            )
            #expect(try await label(ids[0], filter) == .ham)
            #expect(try await label(ids[1], filter) == .ham)
            #expect(try await label(ids[2], filter) == nil)
            let notice = try await visit.get(answer.headers[.location] ?? "").text
            #expect(notice.contains("2 comments marked as ham."))
            #expect(notice.contains("\(ids[2]): The key opens one site only"))
            #expect(notice.contains("\(unknown): No comment with the id"))
        }
    }

    @Test func `a script is told what became of each`() async throws {
        try await withQueue { visit, _, ids async throws in
            visit.headers[.accept] = "application/json"
            let answer = try await visit.post("/queue/marks", ["action": "spam", "id": "\(ids[0])", "id": "x"])
            #expect(answer.json["text"]?.string == "1 comment marked as spam.")
            let results = answer.json["results"]?.array ?? []
            #expect(results.map { $0["label"]?.string } == ["spam", nil])
            #expect(results.last?["problem"]?.string?.contains("No comment with the id \"x\"") == true)
            visit.token = "0"
            try await visit.post("/queue/marks", ["action": "spam", "id": "\(ids[0])"])
                .expectProblem(403, "stale-form")
        }
    }

    @Test func `one stands for all that say the same when it is asked to`() async throws {
        try await withQueue { visit, filter, _ async throws in
            let judgement = Judgement(verdict: "unsure", probability: 0.5, revision: 0)
            let same = (0..<3).compactMap { _ in filter.record(Comment(content: "the same"), judgement) }
            try await filter.store.record(same.compactMap(filter.recorder.pending))
            let page = try await visit.get("/queue").text
            #expect(page.contains("with 2 more that say the same"))
            _ = try await visit.post("/queue/marks", ["action": "spam.\(same[0])"])
            #expect(try await label(same[1], filter) == nil)
            _ = try await visit.post("/queue/marks", ["action": "ham.\(same[0])", "alike": "\(same[0])"])
            for id in same { #expect(try await label(id, filter) == .ham) }
        }
    }

    @Test func `erasing asks first, is for admins, and leaves a receipt`() async throws {
        try await withQueue(.admin) { visit, filter, ids async throws in
            let question = try await visit.post(
                "/queue/marks",
                ["action": "erase", "id": "\(ids[0])", "id": "\(ids[1])"]
            )
            #expect(question.text.contains("Erase 2 comments?"))
            #expect(try await filter.store.comment(ids[0]) != nil)
            let answer = try await visit.post("/queue/erase", ["id": "\(ids[0])", "id": "\(ids[1])"])
            #expect(try await filter.store.comment(ids[0]) == nil)
            #expect(try await filter.store.comment(ids[2]) != nil)
            let notice = try await visit.get(answer.headers[.location] ?? "").text
            #expect(notice.contains("2 comments erased") && notice.contains("The receipt has the number 1"))
        }
        try await withQueue { visit, filter, ids async throws in
            #expect(try await visit.post("/queue/marks", ["action": "erase", "id": "\(ids[0])"]).status == 403)
            #expect(try await visit.post("/queue/erase", ["id": "\(ids[0])"]).status == 403)
            #expect(try await filter.store.comment(ids[0]) != nil)
        }
        try await withQueue(.admin, site: "a") { visit, filter, ids async throws in
            let both: KeyValuePairs = ["id": "\(ids[0])", "id": "\(ids[2])"]
            #expect(try await visit.post("/queue/erase", both).status == 403)
            #expect(try await filter.store.comment(ids[0]) != nil)
        }
    }

    @Test(
        arguments: [
            ["id": "x"], ["action": "publish", "id": "x"], ["action": "spam"], ["action": "spam."], ["action": ""],
        ] as [[String: String]]
    )
    func `an order that cannot be read changes nothing and says why`(fields: [String: String]) async throws {
        try await withQueue { visit, filter, _ async throws in
            let body = (["csrf": visit.token].merging(fields) { $1 }).map { "\($0)=\($1)" }.joined(separator: "&")
            let answer = try await visit.send(.post, "/queue/marks", body)
            #expect(answer.status == 422 || answer.status == 303, "\(answer.status)")
            #expect(try await filter.store.revision() == 0)
        }
    }

    @Test func `a reason leads to the comments that have it, and to no others`() async throws {
        try await withQueue { visit, filter, ids async throws in
            let judgement = Judgement(verdict: "unsure", probability: 0.5, revision: 0)
            var other = SpamClassifier.Comment(content: "comment without a link")
            other.author = "Bob"
            other.authorEmail = "bob@mail.example"
            let bob = try #require(filter.record(other, judgement))
            try await filter.store.record([bob].compactMap(filter.recorder.pending))
            for comment in [filter.recorder.pending(bob)?.comment].compactMap(\.self) {
                #expect(try filter.model().extractor.hasFeature(.init(kind: .author, text: "name bob"), in: comment))
            }
            let found = try await visit.get("/queue?reason=author+name+bob").text
            #expect(found.contains("c-\(bob)") && ids.allSatisfy { !found.contains("c-\($0)") })
            #expect(found.contains(#"name="reason" value="author name bob""#))
            let mailed = try await visit.get("/queue?reason=author+e-mail+domain+mail.example&q=without").text
            #expect(mailed.contains("c-\(bob)"))
            let linked = try await visit.get("/queue?reason=link+top-level+domain+nowhere").text
            #expect(linked.contains("Nothing here is like that"))
            let odd = try await visit.get("/queue?reason=%3Cb%3Ecasino").text
            #expect(odd.contains("“&lt;b&gt;casino” is not a reason: write its kind before it"))
        }
    }

    @Test(arguments: ["casino", " x y ", "\"", "\"\"", "a\"", "two  spaces"])
    func `a reason is read back as it was written`(text: String) {
        let name = FeatureName(kind: .characters, text: text)
        #expect(FeatureName(reason: name.reason) == name)
        #expect(FeatureName(reason: "casino") == nil && FeatureName(reason: "smell of casino") == nil)
    }

    @Test func `each reason under a comment is a link to what has the same`() async throws {
        try await withQueue { visit, filter, ids async throws in
            _ = try await filter.mark([ids[0]].map(\.description), as: .spam, by: .open)
            let page = try await visit.get("/queue").text
            let reasons = page.matches(of: /<li class="(?:spam|ham)"><a href="([^"]+)">/).map { String($0.1) }
            #expect(!reasons.isEmpty)
            for path in Set(reasons) {
                let found = try await visit.get(path.replacing("&amp;", with: "&")).text
                #expect(found.contains("<article"), "\(path)")
            }
        }
    }

    @Test func `filters are kept from page to page, and what cannot be read is said`() async throws {
        try await withQueue { visit, _, ids async throws in
            let found = try await visit.get("/queue?host=h1.example&author=Ann+%221%22").text
            #expect(found.contains("\(ids[1])") && !found.contains("\(ids[0])"))
            #expect(found.contains(#"name="author" value="Ann &quot;1&quot;""#))
            #expect(found.contains("pile=spam&amp;author=Ann%20%221%22&amp;host=h1.example"))
            let odd = try await visit.get("/queue?since=yesterday&pile=attic&cursor=x").text
            #expect(odd.contains("“yesterday” is not a day") && odd.contains("There is no pile “attic”"))
            #expect(
                try await visit.get("/queue?since=2020-01-01&until=2020-01-02").text.contains(
                    "Nothing here is like that"
                )
            )
        }
    }
}
