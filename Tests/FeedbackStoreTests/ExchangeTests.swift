import Foundation
import GRDB
import SpamClassifier
import Testing

@testable import FeedbackStore

struct ExchangeTests {
    private struct Torn: Error {}

    private typealias Exported = (header: ExchangeHeader, comments: [ExchangedComment])

    private func export(_ store: FeedbackStore) async throws -> Exported {
        try await store.export { header, next in
            var comments: [ExchangedComment] = []
            while let comment = try next() { comments.append(comment) }
            return (header, comments)
        }
    }

    private func take(_ exported: Exported, into store: FeedbackStore) async throws -> ImportOutcome {
        let comments = exported.comments
        return try await store.importComments(exported.header) { add in
            for comment in comments { try add(comment) }
        }
    }

    /// A database with everything that an export can hold.
    private func fill(_ store: FeedbackStore) async throws {
        let ids = try await store.recordNumbered(12)
        var comment = Comment(content: "all fields ünïcödé 漢字\n\"quoted\"")
        comment.site = "shop"
        comment.author = "Fortinbras"
        comment.authorEmail = "f@example.org"
        comment.authorURL = "https://f.example"
        comment.authorIP = "192.0.2.1"
        comment.userAgent = "UA"
        comment.referrer = "https://r.example"
        comment.permalink = "https://p.example"
        comment.type = "reply"
        comment.date = "2024-01-01T00:00:00Z"
        comment.language = "en"
        comment.context = "context"
        comment.honeypot = "x"
        comment.secondsToSubmit = 0.1
        _ = try await store.mark(comment, as: .spam, source: .moderator("Horatio"))
        _ = try await store.importDataset(
            named: "sms",
            rows: [(Comment(content: "x"), .ham), (Comment(content: "y"), .spam)]
        )
        _ = try await store.importDataset(named: "gone", rows: [(Comment(content: "z"), .ham)])
        _ = try await store.removeDataset(named: "gone")
        for (place, id) in ids.enumerated() where place % 3 > 0 {
            _ = try await store.mark(id, as: place % 2 == 0 ? .spam : .ham, source: .dashboard)
        }
        _ = try await store.mark(ids[1], as: .spam, source: .akismet)
        _ = try await store.unmark(ids[2], source: .commandLine)
    }

    @Test(arguments: [1, 4, 100]) func `in pieces the same is exported, of the moment at which that began`(
        limit: Int
    ) async throws {
        try await withStore { store in
            try await fill(store)
            let whole = try await export(store)
            let reader = try await store.exportReader()
            var comments: [ExchangedComment] = []
            var lastKey: Int64 = 0
            while let piece = try await reader.comments(after: lastKey, limit: limit) {
                comments += piece.comments
                lastKey = piece.lastKey
                try await store.record([.numbered(100 + comments.count)])
            }
            #expect(comments == whole.comments)
            #expect(reader.header.comments == whole.comments.count)
            #expect(reader.header.hashSeed == whole.header.hashSeed)
            let bare = try await store.exportReader(withTexts: false).comments(after: 0, limit: 1)?.comments.first
            #expect(bare?.features != nil)
            #expect(bare?.comment.content == "")
        }
    }

    @Test func `what was exported and imported is exported alike`() async throws {
        try await withStore { first in
            try await fill(first)
            let exported = try await export(first)
            #expect(exported.header.comments == 15)
            #expect(exported.comments.count == 15)
            try await withStore { second in
                let outcome = try await take(exported, into: second)
                #expect(outcome.added == 15)
                #expect(outcome.known == 0)
                #expect(outcome.tookSeed)
                let again = try await export(second)
                #expect(again.comments == exported.comments)
                #expect(again.header.hashSeed == first.installation.hashSeed)
                #expect(try await second.statistics().sites == first.statistics().sites)
                #expect(try await second.datasets().map(\.name) == ["sms"])
            }
        }
    }

    @Test func `lines of JSON hold all of it`() async throws {
        try await withStore { store in
            try await fill(store)
            let exported = try await export(store)
            let (encoder, decoder) = (JSONEncoder(), JSONDecoder())
            #expect(try decoder.decode(ExchangeHeader.self, from: encoder.encode(exported.header)) == exported.header)
            for comment in exported.comments {
                #expect(try decoder.decode(ExchangedComment.self, from: encoder.encode(comment)) == comment)
            }
        }
    }

    @Test(arguments: [0, 1, 999, 1_000, 1_700_000_000_001, 1_700_000_000_999, -1, 253_402_300_799_999] as [Int64])
    func `times are exact to the millisecond`(milliseconds: Int64) {
        #expect(ExchangeTime(ExchangeTime(milliseconds: milliseconds).description)?.milliseconds == milliseconds)
    }

    @Test func `marks go into the log with their authors and times, and one refit follows`() async throws {
        try await withStore { first in
            try await fill(first)
            let exported = try await export(first)
            try await withStore { second in
                _ = try await take(exported, into: second)
                let entries = try await second.allEntries()
                let labelled = exported.comments.filter {
                    $0.label != nil && $0.mark?.source.hasPrefix("dataset:") == false
                }
                #expect(entries.count == labelled.count + 1)
                #expect(entries.last?.kind == .refit)
                #expect(entries.dropLast().map(\.loggedAt) == labelled.map { $0.mark?.time })
                #expect(entries.dropLast().map { $0.source?.description } == labelled.map { $0.mark?.source })
                #expect(try await second.labels(asOf: .max).count == exported.comments.count { $0.label != nil })
            }
        }
    }

    @Test func `importing twice changes nothing, and what is there is left alone`() async throws {
        try await withStore { store in
            try await fill(store)
            let exported = try await export(store)
            _ = try await store.mark(.numbered(4), as: .ham, source: .commandLine)
            let log = try await store.allEntries()
            let outcome = try await take(exported, into: store)
            #expect(outcome.added == 0)
            #expect(outcome.known == 15)
            #expect(!outcome.tookSeed)
            #expect(try await store.allEntries() == log)
            #expect(try await store.comment(.numbered(4))?.label == .ham)
        }
    }

    @Test func `a database with comments keeps its seed`() async throws {
        try await withStore { first in
            try await fill(first)
            let exported = try await export(first)
            try await withStore { second in
                try await second.record([.numbered(99)])
                let seed = try await second.hashSeed()
                let outcome = try await take(exported, into: second)
                #expect(outcome.added == 15)
                #expect(!outcome.tookSeed)
                #expect(try await second.hashSeed() == seed)
            }
        }
    }

    @Test func `an import that fails has not happened, not even its seed`() async throws {
        try await withStore { first in
            try await fill(first)
            let exported = try await export(first)
            try await withStore { second in
                let seed = try await second.hashSeed()
                let comments = exported.comments
                await #expect(throws: Torn.self) {
                    try await second.importComments(exported.header) { add in
                        for comment in comments { try add(comment) }
                        throw Torn()
                    }
                }
                #expect(try await second.statistics().comments == 0)
                #expect(try await second.allEntries().isEmpty)
                #expect(try await second.datasets().isEmpty)
                #expect(try await second.hashSeed() == seed)
            }
        }
    }

    @Test func `a source that this version does not know counts as the command line`() async throws {
        try await withStore { store in
            let mark = ExchangedComment.Mark(source: "oracle:Delphi", time: 5)
            let comment = ExchangedComment(id: .numbered(1), comment: Comment(content: "x"), label: .ham, mark: mark)
            let header = ExchangeHeader(exportedAt: 0, hashSeed: 7, featureVersion: 1, comments: 1)
            _ = try await take((header, [comment]), into: store)
            #expect(try await store.allEntries().first?.source == .commandLine)
            #expect(try await store.hashSeed() == 7)
        }
    }

    @Test func `a newer layout is refused`() async throws {
        try await withStore { store in
            var header = ExchangeHeader(exportedAt: 0, hashSeed: 7, featureVersion: 1, comments: 0)
            header.version = 2
            let newer = header
            await #expect(throws: FeedbackStoreError.newerExport(version: 2)) {
                try await store.importComments(newer) { _ in }
            }
        }
    }

    @Test func `an export is of one moment, whatever is marked meanwhile`() async throws {
        try await withTemporaryFolder { folder in
            let store = try openStore(in: folder)
            _ = try await store.recordNumbered(20)
            let other = try openStore(in: folder)
            let comments = try await store.export { _, next in
                var comments: [ExchangedComment] = []
                while let comment = try next() {
                    if comments.isEmpty {
                        try other.pool.write { try $0.execute(sql: "UPDATE comment SET author = 'x'") }
                    }
                    comments.append(comment)
                }
                return comments
            }
            #expect(comments.count == 20)
            #expect(comments.allSatisfy { $0.comment.author == nil })
        }
    }
}
