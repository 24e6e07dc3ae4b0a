import FeedbackStore
import Foundation
import SpamClassifier
import Testing

@testable import SpamFilterService

struct ExchangeTests {
    private func model(_ store: FeedbackStore) async throws -> Model {
        let learner = Learner(store: store, current: CurrentModel(), starter: SampleComments.starter)
        try await learner.start()
        return await learner.model
    }

    /// A database with a site, a dataset, changed marks, and the export of it.
    private func withExport(
        withTexts: Bool,
        _ body: (FeedbackStore, URL, ExchangeHeader, [ExchangedComment]) async throws -> Void
    ) async throws {
        try await withTemporaryFolder { folder in
            let first = try FeedbackStore.open(at: databasePath(in: folder))
            for number in 0..<30 {
                var comment = SampleComments.numbered(number)
                comment.site = number.isMultiple(of: 3) ? "shop" : nil
                comment.author = "author \(number % 4)"
                _ = try await first.mark(comment, as: number % 7 < 3 ? .spam : .ham, source: .moderator("Horatio"))
            }
            let rows = (30..<50).map { (SampleComments.numbered($0), $0.isMultiple(of: 2) ? Label.spam : .ham) }
            _ = try await first.importDataset(named: "set", rows: rows)
            _ = try await first.mark(SampleComments.numbered(3), as: .ham, source: .dashboard)
            _ = try await first.appendRefit()
            let (header, comments) = try await first.export(withTexts: withTexts) { header, next in
                var comments: [ExchangedComment] = []
                while let comment = try next() { comments.append(comment) }
                return (header, comments)
            }
            try await body(first, folder.appending(path: "second.sqlite"), header, comments)
        }
    }

    @Test(arguments: [true, false])
    func `an export leads an empty database to the same model, bit for bit`(withTexts: Bool) async throws {
        try await withExport(withTexts: withTexts) { first, path, header, comments in
            let empty = try FeedbackStore.open(at: path.path)
            #expect(empty.installation.hashSeed != first.installation.hashSeed)
            _ = try await empty.importComments(header) { add in for comment in comments { try add(comment) } }
            try empty.close()
            let second = try FeedbackStore.open(at: path.path)
            let (before, after) = (try await model(first), try await model(second))
            #expect(before.digest == after.digest)
            #expect(before.probeBits == after.probeBits)
        }
    }

    @Test(arguments: [true, false])
    func `a service that runs follows an import into its empty database, seed and all`(withTexts: Bool) async throws {
        try await withExport(withTexts: withTexts) { first, path, header, comments in
            let store = try FeedbackStore.open(at: path.path)
            let filter = SpamFilter(store: store, starter: SampleComments.starter, logger: .silent)
            try await filter.learner.start()
            try await filter.learner.save()
            let other = try FeedbackStore.open(at: path.path)
            let outcome = try await other.importComments(header) { add in for comment in comments { try add(comment) } }
            #expect(outcome.tookSeed)
            try await filter.learner.catchUp()
            let expected = try await model(first)
            #expect(try filter.model().digest == expected.digest)
            #expect(try filter.model().probeBits == expected.probeBits)
            _ = try await filter.mark(SampleComments.numbered(60), as: .spam)
            try await filter.learner.refit()
            try await filter.learner.save()
            try await filter.expectRebuildToEqualModelInForce()
            let restarted = SpamFilter(store: other, starter: SampleComments.starter, logger: .silent)
            try await restarted.learner.start()
            #expect(try restarted.model().digest == filter.model().digest)
        }
    }

    @Test func `an import of comments without labels brings its seed to a running service too`() async throws {
        try await withFilter { filter in
            try await filter.learner.start()
            let header = ExchangeHeader(exportedAt: 0, hashSeed: 7, featureVersion: 1, comments: 1)
            let comment = ExchangedComment(id: CommentID(at: 1), comment: SampleComments.numbered(1))
            _ = try await filter.store.importComments(header) { add in try add(comment) }
            try await filter.learner.refit()
            #expect(await filter.learner.seed == 7)
            try await filter.expectRebuildToEqualModelInForce()
        }
    }

    @Test func `a model of features forgets, unlearns and refits like one of texts`() async throws {
        try await withExport(withTexts: false) { first, path, header, comments in
            let store = try FeedbackStore.open(at: path.path)
            _ = try await store.importComments(header) { add in for comment in comments { try add(comment) } }
            let ids = comments.filter { $0.dataset == nil }.map(\.id)
            for database in [first, store] {
                let filter = SpamFilter(store: database, starter: SampleComments.starter, logger: .silent)
                try await filter.learner.start()
                _ = try await filter.mark(ids[5], as: nil)
                _ = try await filter.mark(ids[6], as: .spam)
                _ = try await filter.mark(ids[6], as: .ham)
                var request = ErasureRequest(source: .commandLine)
                request.ids = [ids[7], ids[8]]
                #expect(try await filter.erase(request).receipt.labels == 2)
                try await filter.learner.refit()
                try await filter.expectRebuildToEqualModelInForce()
            }
            let (before, after) = (try await model(first), try await model(store))
            #expect(before.digest == after.digest)
            #expect(before.probeBits == after.probeBits)
        }
    }
}
