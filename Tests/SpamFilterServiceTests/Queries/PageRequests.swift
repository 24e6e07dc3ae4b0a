import FeedbackStore
import Foundation
import HTTPTypes
import SpamClassifier
import Testing

@testable import SpamFilterService

/// Asks for every page of the dashboard and sends each of its forms, as somebody who looks at everything.
struct PageRequests {
    private var visit: DashboardVisit
    private let filter: SpamFilter
    /// The names of the routes that were called.
    private(set) var called: Set<String> = []

    init(_ client: Client, _ filter: SpamFilter) {
        visit = DashboardVisit(client)
        self.filter = filter
    }

    /// Goes through the whole dashboard, which is open until the first key is made here.
    mutating func sendAll() async throws {
        let ids = try await record()
        for name in ["dashboard.css", "dashboard.js", "icon.svg"] { _ = try await get("/assets/\(name)") }
        try await logIn()
        try await lookThroughQueue()
        _ = try await get("/comments/\(ids[0])", as: "/comments/{id}")
        try await mark(ids)
        for path in ["/overview", "/overview?site=%3Da", "/overview?site=%3D", "/privacy"] { _ = try await get(path) }
        try await work()
        try await tellSites()
        for path in ["/model/export", "/model/export?texts=no", "/model/erasures"] { _ = try await get(path) }
        _ = try await post("/model/erasures", ["ids": "\(ids[9])"])
        _ = try await post("/model/erasures/confirmed", ["ids": "\(ids[9])"])
        _ = try await post("/model/erasures", ["email": "ann@x.example", "ip": "192.0.2.1", "url": "u", "author": "A"])
        try await followPages("/model/audit")
        _ = try await post("/logout", status: 303)
    }

    /// Records comments for more than one page of each pile, and marks more than one page of the audit log.
    private func record() async throws -> [CommentID] {
        var ids: [CommentID] = []
        for verdict in ["unsure", "spam", "ham", "ham"] {
            let comments = (0..<60).map { number in
                var comment = SampleComments.numbered(ids.count + number)
                comment.content += " http://host.example/\(number)"
                comment.author = "Ann"
                comment.authorEmail = "ann@x.example"
                comment.language = "da"
                comment.site = number.isMultiple(of: 2) ? "a" : nil
                let judgement = Judgement(verdict: verdict, probability: 0.5, revision: 0)
                return JudgedComment(id: CommentID(at: filter.now), comment: comment, judgement: judgement)
            }
            try await filter.store.record(comments)
            ids += comments.map(\.id)
        }
        for id in ids.suffix(60) { _ = try await filter.store.mark(id, as: .ham, source: .dashboard) }
        return ids
    }

    private mutating func logIn() async throws {
        _ = try await get("/", status: 303)
        _ = try await get("/login", status: 303)
        _ = try await get("/model/keys")
        let issued = try await post("/model/keys", ["kind": "bearer", "role": "admin", "name": "desk"])
        let secret = try #require(issued.text.firstMatch(of: /id="secret">([^<]+)</)).1
        _ = try await get("/login")
        _ = try await post("/login", ["key": String(secret)], status: 303)
        _ = try await get("/model/keys")
        _ = try await post("/model/keys", ["kind": "akismet", "role": "moderate", "name": "blog", "site": "a"])
        _ = try await get("/model/keys")
        _ = try await post("/model/keys/revoke", ["key": "2"], status: 303)
    }

    /// Two pages of every pile, for all sites and for one, with each filter alone and with all of them.
    private mutating func lookThroughQueue() async throws {
        let filters = [
            "author=ann", "host=host.example", "language=DA", "q=number", "reason=author+name+ann",
            "since=2020-01-01&until=2100-01-01",
        ]
        for pile in QueueQuery.Pile.allCases {
            for site in ["", "&site=a", "&site=-"] {
                for filter in ["", filters.joined(separator: "&")] + filters {
                    try await followPages("/queue?pile=\(pile.name)\(site)&\(filter)")
                }
            }
        }
    }

    private mutating func mark(_ ids: [CommentID]) async throws {
        _ = try await get("/queue")
        _ = try await post("/queue/marks", ["action": "spam.\(ids[0])", "back": "/queue"], status: 303)
        let many: KeyValuePairs = ["action": "ham", "id": "\(ids[1])", "id": "\(ids[2])", "alike": "\(ids[2])"]
        let marked = try await post("/queue/marks", many, status: 303)
        _ = try await get(marked.headers[.location] ?? "")
        _ = try await post("/queue/undo", ["undo": "\(ids[1]).none", "back": "/queue"], status: 303)
        _ = try await post("/queue/marks", ["action": "unmark", "id": "\(ids[0])"], status: 303)
        _ = try await post("/queue/marks", ["action": "erase", "id": "\(ids[3])"])
        _ = try await post("/queue/erase", ["id": "\(ids[3])"], status: 303)
    }

    /// The long work on the model, each piece to its end, and the pages that show it.
    private mutating func work() async throws {
        let staged = try await filter.store.stageDataset(named: "pages") { add in
            for number in 0..<8 { try add(SampleComments.numbered(number), number < 4 ? .spam : .ham) }
        }
        _ = try await filter.learner.change(.adding(staged))
        _ = try await get("/model")
        let begun = try await visit.postWhenOpen("/model/retrain", ["force": "yes"])
        #expect(begun.status == 303)
        called.insert(RouteAccess.name(.post, "/model/retrain"))
        // The events end with the work, so reading them waits for it.
        _ = try await get("/model/work/events")
        _ = try await get("/model/work", status: 303)
        for path in ["/model", "/model/evaluation", "/model/suspects"] { _ = try await get(path) }
        _ = try await post("/model/suspects", status: 303)
        _ = try await get("/model/work/events")
        _ = try await get("/model/suspects")
        let id = try await filter.store.mark(SampleComments.numbered(7), as: .spam, source: .dashboard).id
        _ = try await post("/model/suspects/mark", ["id": "\(id)", "label": "ham"], status: 303)
        _ = try await post("/model/datasets/remove", ["dataset": "pages"], status: 303)
        _ = try await get("/model/work/events")
        _ = try await get("/model")
    }

    private mutating func tellSites() async throws {
        _ = try await get("/model/sites")
        // Without leave for private addresses nothing is called.
        _ = try await post("/model/sites", ["kind": "signed", "site": "told", "url": "http://127.0.0.1:1/"])
        _ = try await post("/model/sites/rotate", ["site": "told"])
        _ = try await post("/model/sites/test", ["site": "told"], status: 303)
        _ = try await post("/model/sites/remove", ["site": "told"], status: 303)
        _ = try await get("/model/sites")
    }

    /// A page, and the one behind it where there is one.
    private mutating func followPages(_ path: String) async throws {
        let first = try await get(path)
        guard let next = first.text.firstMatch(of: /href="([^"]+)" rel="next"/) else { return }
        _ = try await get(String(next.1).replacing("&amp;", with: "&"))
    }

    private mutating func get(_ path: String, as pattern: String? = nil, status: Int = 200) async throws -> Answer {
        note(.get, pattern ?? path, try await visit.get(path), status)
    }

    private mutating func post(
        _ path: String,
        _ fields: KeyValuePairs<String, String> = [:],
        status: Int = 200
    ) async throws -> Answer {
        note(.post, path, try await visit.post(path, fields), status)
    }

    private mutating func note(_ method: HTTPRequest.Method, _ path: String, _ answer: Answer, _ status: Int) -> Answer
    {
        #expect(answer.status == status, "\(method) \(path): \(answer.text)")
        called.insert(RouteAccess.name(method, String(path.prefix { $0 != "?" })))
        return answer
    }
}
