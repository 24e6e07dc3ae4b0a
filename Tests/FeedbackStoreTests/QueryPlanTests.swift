import GRDB
import SpamClassifier
import Testing

@testable import FeedbackStore

struct QueryPlanTests {
    private static let site = CommentQuery.Sites.only("example.org")

    /// What is done once per request, and the index that finds it.
    private static let requests: [(index: String, run: @Sendable (FeedbackStore) async throws -> Void)] = [
        ("sqlite_autoindex_site_1 (name=?)", { try await $0.record([.numbered(90, site: "example.org")]) }),
        ("sqlite_autoindex_comment_1 (id=?)", { _ = try await $0.comment(.numbered(1)) }),
        (
            "sqlite_autoindex_comment_1 (id=?)",
            { _ = try await $0.mark(.numbered(1), as: .spam, source: .dashboard) }
        ),
        (
            "commentByDigest (digest=?)",
            { _ = try await $0.mark(Comment(content: "comment 2"), as: .ham, source: .akismet) }
        ),
        (
            "commentByLikeness (likeness=?)",
            { _ = try await $0.mark(alike: Comment(content: "comment 3"), as: .ham, source: .akismet) }
        ),
        ("commentByLikeness (likeness=?)", { _ = try await $0.id(ofCommentAlike: Comment(content: "comment 4")) }),
        (
            "commentByAuthor (author=?",
            {
                var cut = Comment(content: String(repeating: "word ", count: 100))
                cut.author = "Ann"
                _ = try await $0.id(ofCommentAlike: cut)
            }
        ),
        ("sqlite_autoindex_comment_1 (id=?)", { _ = try await $0.unmark(.numbered(1)) }),
        ("SEARCH feedback", { _ = try await $0.revision() }),
        ("feedback USING INTEGER PRIMARY KEY (rowid>?)", { _ = try await $0.entries(after: 1, limit: 100) }),
        ("feedbackRefit (revision<?)", { _ = try await $0.lastRefit(through: 10) }),
        ("comment USING INTEGER PRIMARY KEY (rowid=?)", { _ = try await $0.comment(key: 1) }),
        ("commentNewest", { try await list(CommentQuery(), $0) }),
        ("commentNewest", { try await list(CommentQuery(labels: .unlabelled), $0) }),
        ("commentNewest (id>?", { try await list(CommentQuery(since: 1_600_000_000_002), $0) }),
        ("commentNewestOfSite (siteID=?", { try await list(CommentQuery(sites: site), $0) }),
        ("commentNewestByVerdict (verdict=?", { try await list(CommentQuery(verdict: "unsure"), $0) }),
        (
            "commentNewestOfSiteByVerdict (siteID=? AND verdict=?",
            { try await list(CommentQuery(sites: site, verdict: "unsure"), $0) }
        ),
        ("commentNewestByLabel (label=?", { try await list(CommentQuery(labels: .only(.ham)), $0) }),
        ("commentUncertain (", { try await list(CommentQuery(labels: .unlabelled, order: .uncertainty), $0) }),
        (
            "commentUncertainOfSite (siteID=?",
            { try await list(CommentQuery(sites: site, labels: .unlabelled, order: .uncertainty), $0) }
        ),
    ]

    /// What the pages of the dashboard ask for.
    private static let pages: [(index: String, run: @Sendable (FeedbackStore) async throws -> Void)] = [
        ("commentUnsure", { try await page(QueueQuery(.unsure), $0) }),
        ("commentUnsureOfSite (siteID=?", { try await page(QueueQuery(.unsure, sites: site), $0) }),
        ("commentNewestByVerdict (verdict=?", { try await page(QueueQuery(.ham), $0) }),
        ("commentNewestOfSiteByVerdict (siteID=? AND verdict=?", { try await page(QueueQuery(.ham, sites: site), $0) }),
        ("commentMarked", { try await page(QueueQuery(.marked), $0) }),
        ("commentMarkedOfSite (siteID=?", { try await page(QueueQuery(.marked, sites: site), $0) }),
        ("commentByAuthor (author=?", { try await page(QueueQuery(.unsure), $0) { $0.author = "Ann" } }),
        ("commentByLanguage (language=?", { try await page(QueueQuery(.ham), $0) { $0.language = "da" } }),
        (
            "commentHost USING PRIMARY KEY (host=?",
            { try await page(QueueQuery(.marked, sites: site), $0) { $0.host = "www.Example.com" } }
        ),
        ("commentUnsure", { _ = try await $0.queueLength(sites: .all) }),
        ("commentUnsureOfSite (siteID=?", { _ = try await $0.queueLength(sites: site) }),
        ("commentByLikeness (likeness=?", { _ = try await $0.alike([.numbered(1), .numbered(2)]) }),
        ("commentByLikeness (likeness=?", { _ = try await $0.similar(to: .numbered(1), limit: 5) }),
        ("feedbackByComment (commentKey=?", { _ = try await $0.marks(of: .numbered(6)) }),
    ]

    /// Asks for a page with every filter that no index answers, and for the page behind it.
    private static func page(
        _ query: QueueQuery,
        _ store: FeedbackStore,
        _ change: (inout QueueQuery) -> Void = { _ in }
    ) async throws {
        var query = query
        change(&query)
        query.limit = 1
        let plain = try await store.queue(query)
        query.cursor = plain.next ?? CommentCursor(id: .numbered(3), margin: nil)
        query.since = 1
        query.before = 1_800_000_000_000
        query.text = "comment"
        _ = try await store.queue(query)
    }

    /// What the overview and the pages about the installation ask for.
    private static let overview: [(index: String, run: @Sendable (FeedbackStore) async throws -> Void)] = [
        ("tally USING PRIMARY KEY (day>? AND day<?)", { _ = try await $0.activity(days: 30) }),
        ("tally USING PRIMARY KEY (day>? AND day<?)", { _ = try await $0.activity(days: 30, sites: site) }),
        ("dayTallyByLabel (label=? AND siteID=?", { _ = try await $0.siteTallies() }),
        ("commentNewest", { _ = try await $0.recentComments(2) }),
        ("commentNewestOfSite (siteID=?", { _ = try await $0.recentComments(2, sites: site) }),
        ("feedback USING INTEGER PRIMARY KEY (rowid<?)", { _ = try await $0.auditPage(limit: 2) }),
        ("commentByDataset (datasetID=? AND label=?)", { _ = try await $0.datasets() }),
    ]

    /// What is done by itself, once a minute.
    private static let retention: [(index: String, run: @Sendable (FeedbackStore) async throws -> Void)] = [
        ("commentMarked (id>? AND id<?)", { _ = try await $0.dropTexts(before: CommentID.numbered(7).milliseconds) }),
        (
            "commentNewest (id>? AND id<?)",
            { _ = try await $0.dropUnlabelled(before: CommentID.numbered(1).milliseconds) }
        ),
        (
            "feedbackByComment (commentKey=?",
            { _ = try await $0.dropUnlabelled(before: CommentID.numbered(2).milliseconds) }
        ),
    ]

    /// Lists two pages, for the second has another statement.
    private static func list(_ query: CommentQuery, _ store: FeedbackStore) async throws {
        var query = query
        query.limit = 1
        query.cursor = try await store.comments(matching: query).next
        #expect(query.cursor != nil)
        _ = try await store.comments(matching: query)
    }

    @Test func `what a request asks for is found by an index`() async throws {
        try await withTemporaryFolder { folder in
            let trace = Trace()
            let path = databasePath(in: folder)
            let store = try FeedbackStore(path: path, readOnly: false, clock: FeedbackStore.systemClock) {
                trace.add($0)
            }
            try await store.record((0..<10).map { .numbered($0, site: $0 % 2 == 0 ? nil : "example.org") })
            for number in 6..<9 { _ = try await store.mark(.numbered(number), as: .ham, source: .dashboard) }
            let inspector = try DatabaseQueue(path: path)
            for request in Self.requests + Self.pages + Self.overview + Self.retention {
                _ = trace.take()
                try await request.run(store)
                var plans: [[String]] = []
                for statement in trace.take() {
                    let plan = try await plan(of: statement, in: inspector)
                    #expect(plan.allSatisfy { Self.isCheap($0, of: statement) }, "\(statement): \(plan)")
                    plans.append(plan)
                }
                #expect(plans.contains { $0.contains { $0.contains(request.index) } }, "\(request.index): \(plans)")
            }
        }
    }

    @Test func `a plan without an index is noticed`() async throws {
        try await withStore { store in
            for statement in [
                "SELECT * FROM comment WHERE content = 'x'", "SELECT * FROM comment ORDER BY content",
                "SELECT * FROM comment WHERE content = 'x' LIMIT 1", "SELECT id FROM comment ORDER BY id",
                "SELECT count(*) FROM dayTally", "SELECT max(margin) FROM comment GROUP BY siteID",
            ] {
                let plan = try await plan(of: statement, in: store.pool)
                #expect(!plan.allSatisfy { Self.isCheap($0, of: statement) }, "\(statement): \(plan)")
            }
        }
    }

    private func plan(of statement: String, in database: any DatabaseReader) async throws -> [String] {
        try await database.read { db in
            try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN \(statement)").map { $0["detail"] }
        }
    }

    /// Tables that a statement may read from end to end.
    private static let smallTables: [(name: String, reason: String)] = [
        ("installation", "it has one row"), ("site", "an operator runs so many sites, not more with every comment"),
        ("webhook", "one row for each site at most"), ("accessKey", "somebody makes each by hand"),
        ("dataset", "somebody imports each by hand"),
    ]

    /// A search by key or index, or a walk along an index that a limit cuts short; a subquery is as cheap as its own steps.
    private static func isCheap(_ step: String, of statement: String) -> Bool {
        guard !step.contains("USE TEMP B-TREE") else { return false }
        guard step.hasPrefix("SCAN") else { return true }
        let name = step.split(separator: " ").dropFirst().first.map(String.init) ?? ""
        if name.hasPrefix("(subquery-") || smallTables.contains(where: { $0.name == name }) { return true }
        return statement.contains("LIMIT") && (step.contains("USING INDEX") || step.contains("USING COVERING INDEX"))
    }
}
