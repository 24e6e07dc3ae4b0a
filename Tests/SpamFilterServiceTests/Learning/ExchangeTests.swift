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

    @Test func `an export leads an empty database to the same model, bit for bit`() async throws {
        try await withTemporaryFolder { folder in
            let first = try FeedbackStore.open(at: databasePath(in: folder))
            for number in 0..<30 {
                var comment = SampleComments.numbered(number)
                comment.site = number.isMultiple(of: 3) ? "shop" : nil
                _ = try await first.mark(comment, as: number % 7 < 3 ? .spam : .ham, source: .moderator("Horatio"))
            }
            let rows = (30..<50).map { (SampleComments.numbered($0), $0.isMultiple(of: 2) ? Label.spam : .ham) }
            _ = try await first.importDataset(named: "set", rows: rows)
            _ = try await first.mark(SampleComments.numbered(3), as: .ham, source: .dashboard)
            _ = try await first.appendRefit()
            let (header, comments) = try await first.export { header, next in
                var comments: [ExchangedComment] = []
                while let comment = try next() { comments.append(comment) }
                return (header, comments)
            }

            let path = folder.appending(path: "second.sqlite").path
            let empty = try FeedbackStore.open(at: path)
            #expect(empty.installation.hashSeed != first.installation.hashSeed)
            _ = try await empty.importComments(header) { add in for comment in comments { try add(comment) } }
            try empty.close()
            let second = try FeedbackStore.open(at: path)
            let (before, after) = (try await model(first), try await model(second))
            #expect(before.digest == after.digest)
            #expect(before.probeBits == after.probeBits)
        }
    }
}
