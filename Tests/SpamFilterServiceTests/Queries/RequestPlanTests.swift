import GRDB
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import SpamClassifier
import Testing

@testable import FeedbackStore
@testable import SpamFilterService

/// Runs every route and every service behind them, and asks SQLite how it went about each statement that was run.
struct RequestPlanTests {
    /// Statements that look at a whole table, and why they may.
    private static let exceptions: [(part: String, reason: String)] = [
        ("min(CAST(probability * 10", "counts the marked comments once a minute at most, for the metrics"),
        ("comment.authorEmail COLLATE NOCASE IN", "an erasure looks at every comment: no index of persons"),
        ("SELECT count(*) FROM comment LEFT JOIN site", "an export says how many comments it has, and sends them all"),
        ("INSERT INTO markTally SELECT", "counts the log once, when a database of an earlier version is opened"),
    ]

    @Test func `no request and no service reads a growing table from end to end`() async throws {
        try await withTemporaryFolder { folder in
            let trace = StatementTrace()
            let path = databasePath(in: folder)
            let store = try FeedbackStore(path: path, readOnly: false, clock: FeedbackStore.systemClock) {
                trace.add($0)
            }
            let filter = SpamFilter(store: store, starter: SampleComments.starter, logger: .silent)
            try await filter.learner.start()
            for site in [nil, "a"] {
                var webhook = Webhook.local(1, allowsPrivate: false)
                webhook.site = site
                _ = try await store.register(webhook, source: .commandLine)
            }
            let application = Application(router: SpamFilterApplication.router(filter), logger: .silent)
            let called = try await application.test(.router) { base in
                let client = Client(base: base)
                let routes = try await callEveryRoute(client, filter)
                try await serve(filter)
                return try await routes.union(visitEveryPage(client, filter))
            }
            #expect(called == Set(RouteAccess.table.keys), "a route without a request here")

            let inspector = try DatabaseQueue(path: path)
            let plans = try await inspector.read { db in try trace.all.map { try QueryPlan($0, db) } }
            #expect(plans.count > 100)
            let unbounded = plans.filter { !$0.isBounded }
            for plan in unbounded {
                #expect(Self.exceptions.contains { plan.statement.contains($0.part) }, "\(plan)")
            }
            for exception in Self.exceptions {
                #expect(unbounded.contains { $0.statement.contains(exception.part) }, "\(exception) is no exception")
            }
            for table in QueryPlan.smallTables {
                #expect(plans.contains { $0.steps.contains { $0.scanned == table.name } }, "\(table) is never scanned")
            }
        }
    }

    @Test(arguments: [
        "SELECT * FROM comment WHERE content = 'x'", "SELECT * FROM comment ORDER BY content LIMIT 3",
        "DELETE FROM savedAnswer WHERE status = 1",
        "SELECT count(*) FROM comment WHERE label > 0", "SELECT count(*) FROM feedback",
        "SELECT sum(comments) FROM dayTally", "SELECT host FROM commentHost ORDER BY host",
    ])
    func `a statement whose work grows is noticed`(statement: String) async throws {
        try await withFilter { filter in
            let plan = try await filter.store.pool.read { db in try QueryPlan(statement, db) }
            #expect(!plan.isBounded)
        }
    }

    /// Calls each route of the dashboard, while the work on the model that its forms order is done.
    private func visitEveryPage(_ client: Client, _ filter: SpamFilter) async throws -> Set<String> {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await filter.work.run() }
            defer { group.cancelAll() }
            var pages = PageRequests(client, filter)
            try await pages.sendAll()
            return pages.called
        }
    }

    /// What the services do behind the routes.
    private func serve(_ filter: SpamFilter) async throws {
        try await filter.recorder.drain()
        try await filter.keys.noteUse()
        try await filter.learner.refit()
        try await filter.learner.save()
        let retention = Retention(unlabelledDays: 1, labelledTextDays: 1)
        let service = RetentionService(store: filter.store, retention: retention, logger: .silent)
        let staged = try await filter.store.stageDataset(named: "set") { add in
            try add(SampleComments.numbered(90), .ham)
        }
        _ = try await filter.learner.change(.adding(staged))
        _ = try await filter.learner.remove(dataset: "set")
        await service.tidy(now: FeedbackStore.systemClock() + 3 * 86_400_000)
        _ = try await filter.store.audit(limit: 10)
        try await filter.store.keepAnswers(1)
        try await tellSites(filter)
        #expect(filter.store.failure == nil)
    }

    /// Delivers one notice, fails with one, and gives up the rest.
    private func tellSites(_ filter: SpamFilter) async throws {
        for number in 100..<105 { _ = try await filter.store.recordMistake(number) }
        let sites = try await filter.store.sitesWithDueNotices()
        let site = try #require(sites.first)
        let sender = WebhookSender(keys: filter.akismetKeyring)
        let service = NoticeService(store: filter.store, sender: sender, metrics: filter.metrics, logger: .silent)
        let delivery = try #require(try await filter.store.takeNotice(ofSite: site, patience: 0))
        try await filter.store.delivered(delivery)
        #expect(try await service.deliverNext(ofSite: site))
        await service.noteCallbacks()
        #expect(try await filter.store.dropNotices(olderThan: 0, beyond: 1) > 0)
        _ = try await filter.store.rotateSecret(ofSite: "a", source: .commandLine)
        try await filter.store.removeWebhook(ofSite: "a", source: .commandLine)
    }

    /// Calls each route, with each filter and order where it has some; returns the names of the routes.
    private func callEveryRoute(_ client: Client, _ filter: SpamFilter) async throws -> Set<String> {
        var called: Set<String> = []
        func call(
            _ method: HTTPRequest.Method,
            _ path: String,
            _ body: String? = nil,
            as pattern: String? = nil,
            headers: HTTPFields = [:]
        ) async throws -> Answer {
            let answer = try await client.send(method, path, body, headers: headers)
            #expect(answer.status == 200, "\(method) \(path): \(answer.text)")
            let plain = path.prefix { $0 != "?" }
            called.insert(RouteAccess.name(method, pattern ?? String(plain)))
            return answer
        }

        let repeated: HTTPFields = [.idempotencyKey: "once"]
        var ids: [String] = []
        for number in 0..<12 {
            let site = number.isMultiple(of: 2) ? #", "site": "a""# : ""
            let body = #"{"content": "comment \#(number)"\#(site)}"#
            let headers = number < 2 ? [:] : repeated.numbered(number)
            let answer = try await call(.post, "/v1/comments", body, headers: headers)
            ids.append(answer.json["id"]?.string ?? "")
        }
        _ = try await call(.post, "/v1/comments", #"{"content": "comment 5"}"#, headers: repeated.numbered(5))
        _ = try await call(.post, "/v1/comments/batch", #"{"content": "one"}"# + "\n")
        try await filter.recorder.drain()
        for (number, id) in ids.enumerated().dropFirst(4) {
            _ = try await call(
                .put,
                "/v1/comments/\(id)/label",
                #"{"label": "\#(number.isMultiple(of: 3) ? "spam" : "ham")"}"#,
                as: "/v1/comments/{id}/label"
            )
        }
        _ = try await call(.delete, "/v1/comments/\(ids[11])/label", as: "/v1/comments/{id}/label")
        _ = try await call(.get, "/v1/comments/\(ids[0])", as: "/v1/comments/{id}")
        _ = try await call(.post, "/v1/labels", #"{"comment": {"content": "new"}, "label": "spam"}"#, headers: repeated)
        _ = try await call(.post, "/v1/labels", #"{"ids": ["\#(ids[3])"], "label": "ham"}"#)
        try await callEveryList(call)
        _ = try await call(.get, "/v1/stats")
        _ = try await call(.get, "/v1/stats?site=a")
        _ = try await call(.get, "/v1/model")
        _ = try await call(.post, "/v1/model/retrain?force=true")
        for path in ["/livez", "/readyz", "/metrics", "/openapi.json"] { _ = try await call(.get, path) }
        try await callAkismet(call)
        _ = try await call(.delete, "/v1/comments/\(ids[10])", as: "/v1/comments/{id}")
        let person = #"{"author_email": "a@x.example", "author_ip": "192.0.2.1", "author_url": "u", "author": "A"}"#
        _ = try await call(.post, "/v1/erasures", person)
        _ = try await call(.post, "/v1/erasures", #"{"ids": ["\#(ids[9])"], "dry_run": true}"#)
        return called
    }

    private typealias Call = (
        HTTPRequest.Method, String, String?, String?, HTTPFields
    ) async throws -> Answer

    /// Two pages of each list that the filters and orders make.
    private func callEveryList(_ call: Call) async throws {
        for site in ["", "&site=a"] {
            for verdict in ["", "&verdict=unsure"] {
                for label in ["", "&label=none", "&label=ham"] {
                    for since in ["", "&since=2020-01-01T00:00:00Z"] {
                        for text in ["", "&q=comment"] {
                            for order in ["", "&order=uncertainty"] {
                                let query = "limit=1\(site)\(verdict)\(label)\(since)\(text)\(order)"
                                let first = try await call(.get, "/v1/comments?\(query)", nil, nil, [:])
                                guard let next = first.json["next"]?.string else { continue }
                                _ = try await call(.get, "/v1/comments?\(query)&cursor=\(next)", nil, nil, [:])
                            }
                        }
                    }
                }
            }
        }
    }

    private func callAkismet(_ call: Call) async throws {
        let fields =
            "api_key=\(Client.akismetKey)&blog=https://a.example&user_ip=192.0.2.1&comment_author_email=a@x.example"
        let calls = [
            "comment-check": "&comment_content=hello&recheck_reason=x", "submit-spam": "&comment_content=hello",
            "submit-ham": "&comment_content=hallo", "get-stats": "&from=all", "key-sites": "", "usage-limit": "",
        ]
        for name in AkismetController.access.keys {
            guard let route = name.split(separator: "/").last.map(String.init) else { continue }
            let method: HTTPRequest.Method = name.hasPrefix("GET") ? .get : .post
            let more = fields + (calls[route] ?? "")
            let path = "/1.1/\(route)" + (method == .get ? "?\(more)" : "")
            let pattern = "/1.{minor}/\(route)"
            _ = try await call(method, path, method == .get ? nil : more, pattern, [:])
        }
    }
}

extension HTTPFields {
    /// The same header with a number behind each value.
    fileprivate func numbered(_ number: Int) -> HTTPFields {
        HTTPFields(map { HTTPField(name: $0.name, value: $0.value + "\(number)") })
    }
}
