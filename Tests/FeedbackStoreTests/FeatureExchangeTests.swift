import Foundation
import SpamClassifier
import Testing

@testable import FeedbackStore

/// Exports of hashed features instead of texts, and the databases that come of them.
struct FeatureExchangeTests {
    private typealias Exported = (header: ExchangeHeader, comments: [ExchangedComment])

    private func export(_ store: FeedbackStore, withTexts: Bool = false) async throws -> Exported {
        try await store.export(withTexts: withTexts) { header, next in
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

    private static let author: Comment = {
        var comment = Comment(content: "written by Fortinbras")
        comment.site = "shop"
        comment.author = "Fortinbras"
        comment.authorEmail = "f@example.org"
        comment.authorIP = "192.0.2.1"
        return comment
    }()

    private func fill(_ store: FeedbackStore) async throws {
        let ids = try await store.recordNumbered(6)
        for (place, id) in ids.enumerated().dropFirst(2) {
            _ = try await store.mark(id, as: place.isMultiple(of: 2) ? .spam : .ham, source: .dashboard)
        }
        _ = try await store.mark(Self.author, as: .spam, source: .akismet)
        _ = try await store.importDataset(named: "set", rows: [(Comment(content: "of a set"), .ham)])
    }

    @Test func `such an export holds no text and nothing of an author, and is complete all the same`() async throws {
        try await withStore { first throws in
            try await fill(first)
            let exported = try await export(first)
            let text = String(decoding: try JSONEncoder().encode(exported.comments), as: UTF8.self)
            for word in ["comment", "Fortinbras", "f@example.org", "192.0.2.1", "of a set"] {
                #expect(!text.contains(word), "\(word)")
            }
            try await withStore { second throws in
                #expect(try await take(exported, into: second).added == 8)
                for withTexts in [false, true] {
                    #expect(try await export(second, withTexts: withTexts).comments == exported.comments)
                }
                #expect(try await second.statistics().sites == first.statistics().sites)
            }
        }
    }

    @Test func `a comment of features is relabelled, unmarked and erased like any other`() async throws {
        try await withStore { first throws in
            try await fill(first)
            let exported = try await export(first)
            try await withStore { second throws in
                _ = try await take(exported, into: second)
                #expect(try await second.mark(.numbered(2), as: .ham, source: .dashboard).previous == .spam)
                #expect(try await second.unmark(.numbered(3)).previous == .ham)
                var request = ErasureRequest(source: .commandLine)
                request.ids = [.numbered(4)]
                #expect(try await second.apply(.forgetting(request)).removedLabels == 1)
                #expect(try await second.comment(.numbered(4)) == nil)
                let entries = try await second.allEntries()
                #expect(entries.filter { $0.refit == nil }.allSatisfy { $0.features != nil })
            }
        }
    }

    @Test func `a comment is known again by its content, and no two of them are taken for one`() async throws {
        try await withStore { first throws in
            try await fill(first)
            let exported = try await export(first)
            try await withStore { second throws in
                _ = try await take(exported, into: second)
                let known = try await second.mark(Self.author, as: .spam, source: .akismet)
                #expect(!known.changed)
                let bold = Comment(content: "comment <b>3</b>")
                let alike = try await second.mark(alike: bold, as: .ham, source: .akismet)
                #expect(alike.id == .numbered(3))
                let empty = try await second.mark(Comment(content: ""), as: .spam, source: .akismet)
                #expect(empty.previous == nil)
                #expect(exported.comments.allSatisfy { $0.id != empty.id })
            }
        }
    }

    @Test func `an older export without fingerprints leaves its comments to their ids`() async throws {
        try await withStore { first throws in
            try await fill(first)
            var exported = try await export(first)
            for place in exported.comments.indices {
                (exported.comments[place].digest, exported.comments[place].likeness) = (nil, nil)
            }
            let older = exported
            try await withStore { second throws in
                #expect(try await take(older, into: second).added == 8)
                #expect(try await second.mark(Comment(content: ""), as: .spam, source: .akismet).previous == nil)
                #expect(try await second.mark(.numbered(2), as: .spam, source: .akismet).changed == false)
            }
        }
    }

    @Test func `a database with comments of its own refuses features of another seed`() async throws {
        try await withStore { first throws in
            try await fill(first)
            let exported = try await export(first)
            try await withStore { second throws in
                try await second.record([.numbered(99)])
                await #expect(throws: FeedbackStoreError.featuresOfOtherSeed) { try await take(exported, into: second) }
                #expect(try await second.statistics().comments == 1)
            }
            var other = exported
            other.header.featureVersion += 1
            let foreign = other
            try await withStore { third throws in
                await #expect(throws: FeedbackStoreError.featuresOfOtherRules) { try await take(foreign, into: third) }
                #expect(try await third.hashSeed() != foreign.header.hashSeed)
            }
        }
    }

    @Test(arguments: [Privacy.hashed, .minimal])
    func `where less is kept, the features are those of the seed that the import brought`(
        privacy: Privacy
    ) async throws {
        try await withStore { first throws in
            try await fill(first)
            let exported = try await export(first, withTexts: true)
            try await withTemporaryFolder { folder in
                let ticks = Ticks()
                let path = databasePath(in: folder)
                let store = try FeedbackStore(path: path, readOnly: false, privacy: privacy, clock: { ticks.next() })
                #expect(try await take(exported, into: store).tookSeed)
                let extractor = FeatureExtractor(hasher: FeatureHasher(seed: exported.header.hashSeed))
                let imported = try await export(store, withTexts: true).comments.first { $0.comment.site == "shop" }
                #expect(imported?.features == extractor.features(of: Self.author).bytes())
                #expect(imported?.comment.authorEmail != Self.author.authorEmail)
                #expect(try await store.mark(Self.author, as: .spam, source: .akismet).changed == false)
                // What is recorded afterwards by the same process is hashed with the new seed as well.
                var next = Self.author
                next.content = "another"
                _ = try await store.mark(next, as: .spam, source: .akismet)
                let features = try await store.allEntries().last?.features
                #expect(features == extractor.features(of: next).bytes())
            }
        }
    }

    @Test func `features of a database that keeps more are taken without what may not be kept`() async throws {
        try await withTemporaryFolder { folder in
            let ticks = Ticks()
            let path = databasePath(in: folder)
            let first = try FeedbackStore(path: path, readOnly: false, privacy: .hashed, clock: { ticks.next() })
            _ = try await first.mark(Self.author, as: .spam, source: .akismet)
            let exported = try await export(first, withTexts: true)
            #expect(exported.comments.first?.comment.author == "Fortinbras")
            let other = folder.appending(path: "minimal.sqlite").path
            let second = try FeedbackStore(path: other, readOnly: false, privacy: .minimal, clock: { ticks.next() })
            _ = try await take(exported, into: second)
            let taken = try await export(second, withTexts: true).comments.first
            #expect(taken?.comment.author == nil)
            #expect(taken?.comment.authorEmail == nil)
            #expect(taken?.features == exported.comments.first?.features)
        }
    }
}
