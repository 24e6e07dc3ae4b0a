import Foundation
import GRDB
import SpamClassifier
import Testing

@testable import FeedbackStore

/// What each earlier version wrote is read back after the migration as it was meant.
struct MigratedDataTests {
    private static func versions(since migration: String) -> [Int] { EarlierDatabase.versions(since: migration) }

    private func comment(_ content: String, author: String? = nil, site: String? = nil) -> Comment {
        var comment = Comment(content: content)
        comment.author = author
        comment.site = site
        return comment
    }

    @Test(arguments: EarlierDatabase.versions.indices)
    func `a comment keeps every field, its verdict, its label and its marks`(version: Int) async throws {
        try await withMigrated(version) { store in
            var full = comment("every field is filled in", author: "Cy")
            full.authorEmail = "cy@example.org"
            full.authorURL = "http://full.example/"
            full.authorIP = "192.0.2.7"
            full.userAgent = "Mozilla/5.0"
            full.referrer = "https://search.example/"
            full.permalink = "https://example.org/7"
            full.type = "reply"
            full.date = "2023-11-14T22:13:20Z"
            full.language = "da"
            full.context = "about bread"
            full.honeypot = "x"
            full.secondsToSubmit = 2.5
            let recorded = try await store.comment(key: 7)
            #expect(recorded?.id.description == "00000000000000000000000007")
            #expect(recorded?.comment == full)
            #expect(recorded?.judgement == Judgement(verdict: "ham", probability: 0.25, revision: 6))
            #expect(recorded?.label == nil)
            let discarded = try await store.comment(key: 3)
            #expect(discarded?.judgement == Judgement(verdict: "spam", probability: 0.9, revision: 0, discard: true))
            #expect(try await store.comment(key: 5)?.dataset == "kept")
            let second = try #require(CommentID("00000000000000000000000002"))
            let marks = try await store.marks(of: second)
            #expect(marks.map(\.revision) == [8, 2])
            #expect(marks.map(\.label) == [.ham, .spam])
            #expect(marks.map(\.source) == [.dashboard, .akismet])
            #expect(marks.map(\.loggedAt) == [1_700_000_000_007, 1_700_000_000_002])
        }
    }

    @Test(arguments: EarlierDatabase.versions.indices)
    func `comments are found by what later versions look for`(version: Int) async throws {
        try await withMigrated(version) { store in
            let hasReport = Self.versions(since: "4 akismet").contains(version)
            let like = try await store.id(ofCommentAlike: comment("marked and unmarked", site: "example.org"))
            #expect(like?.description == "00000000000000000000000003")
            #expect(try await store.id(ofCommentAlike: comment("marked and unmarked")) == nil)
            var query = QueueQuery(.ham)
            query.host = "full.example"
            #expect(try await store.queue(query).entries.map(\.comment.key) == [7])
            query = QueueQuery(.unsure)
            query.host = "pills.example"
            #expect(try await store.queue(query).entries.map(\.comment.key) == (hasReport ? [11] : []))
            guard hasReport else { return }
            let report = comment("see http://pills.example/now", author: "Bob", site: "example.org")
            let found = try #require(try await store.id(ofCommentAlike: report))
            let recorded = try await store.comment(found)
            #expect(recorded?.key == 11)
            #expect(recorded?.comment.role == "editor")
            #expect(recorded?.comment.signals == "recheck_reason=x")
        }
    }

    @Test(arguments: EarlierDatabase.versions.indices)
    func `days are counted as if they had been counted from the beginning`(version: Int) async throws {
        try await withMigrated(version) { store in
            let forgetting = Self.versions(since: "2 forgetting").contains(version) ? 1 : 0
            let akismet = Self.versions(since: "4 akismet").contains(version) ? 1 : 0
            let sites = [
                SiteStatistics(site: nil, comments: 3 + forgetting, spam: 1 + forgetting, ham: 0),
                SiteStatistics(site: "example.org", comments: 2 + akismet, spam: 0, ham: 1),
            ]
            #expect(try await store.siteTallies() == sites)
            let arrivals = try await store.activity(days: 1, through: 0)
            #expect(arrivals.tallies.reduce(0) { $0 + $1.comments } == 5 + forgetting + akismet)
            let unmarked = DayTally(day: 0, verdict: "ham", tenth: 1, comments: 1, probability: 0.1)
            #expect(arrivals.tallies.contains(unmarked), "\(arrivals.tallies)")
            let marks = try await store.activity(days: 1, through: 1_700_000_000_000).marks
            let day: Int64 = 1_699_920_000_000
            let counted = [
                DayMarks(day: day, marks: 1 + forgetting), DayMarks(day: day, site: "example.org", marks: 4),
            ]
            #expect(Set(marks) == Set(counted))
        }
    }

    @Test(arguments: versions(since: "2 forgetting"))
    func `datasets, dropped texts and receipts are as they were left`(version: Int) async throws {
        try await withMigrated(version) { store in
            #expect(store.installation.secret == [UInt8](repeating: 7, count: 32))
            let datasets = try await store.datasets()
            #expect(datasets.map(\.importedAt) == [1_700_000_000_001, 1_700_000_000_012])
            #expect(datasets.map(\.spam) == [0, 0])
            #expect(datasets.map(\.ham) == [1, 1])
            #expect(try await store.isReadingDataset())
            // The removed dataset has one comment left; the one that is being read in stays.
            #expect(try await store.hasLeftovers())
            #expect(try await store.discardLeftovers(limit: 100) == 1)
            #expect(try await store.discardLeftovers(limit: 100) == 1)
            #expect(try await store.discardLeftovers(limit: 100) == 0)
            for try await batch in store.labelledComments(asOf: .max) {
                for labelled in batch {
                    let features: [UInt8]? = labelled.key == 10 ? [1, 2, 3, 4, 5] : nil
                    #expect(labelled.features == features)
                }
            }
            let refits = try await store.allEntries().compactMap(\.refit).prefix(4)
            #expect(
                Array(refits) == [
                    RefitEntry(revision: 6, asOf: 6, digest: nil), RefitEntry(revision: 11, asOf: 11, digest: nil),
                    RefitEntry(revision: 12, asOf: 11, digest: 77),
                    RefitEntry(revision: 14, asOf: 13, digest: UInt64(bitPattern: -5)),
                ]
            )
            let erasures = try await store.audit(limit: 100).filter { $0.action == .erasure }
            #expect(erasures.map(\.subject) == ["1 comments, 0 labels", "3 comments, 2 labels"])
            #expect(erasures.map(\.source) == [.commandLine, .moderator("Ann")])
            #expect(erasures.map(\.loggedAt) == [1_700_000_000_015, 1_700_000_000_014])
        }
    }
}

/// Opens the database of an earlier version as this version does; the clock stands shortly behind its last rows.
func withMigrated(_ version: Int, _ body: (FeedbackStore) async throws -> Void) async throws {
    try await withTemporaryFolder { folder in
        try EarlierDatabase.make(EarlierDatabase.versions[version], at: databasePath(in: folder))
        let store = try openStore(in: folder)
        try await body(store)
        try store.close()
    }
}
