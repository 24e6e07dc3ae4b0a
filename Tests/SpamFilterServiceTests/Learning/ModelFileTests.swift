import FeedbackStore
import Foundation
import SpamClassifier
import Testing

@testable import SpamFilterService

struct ModelFileTests {
    /// Marks comments, refits and marks on.
    private func teach(_ filter: SpamFilter) async throws {
        try await filter.learner.start()
        for number in 0..<14 {
            _ = try await filter.mark(SampleComments.numbered(number), as: number.isMultiple(of: 2) ? .spam : .ham)
        }
        try await filter.learner.refit()
        for number in 14..<18 { _ = try await filter.mark(SampleComments.numbered(number), as: .spam) }
    }

    private func restarted(_ filter: SpamFilter, starter: [(SpamClassifier.Comment, Label)] = SampleComments.starter)
        -> SpamFilter
    {
        SpamFilter(store: filter.store, starter: starter.map { (comment: $0.0, label: $0.1) }, logger: .silent)
    }

    private func file(of filter: SpamFilter) -> ModelFile { ModelFile(of: filter.store) }

    @Test func `a start from the model file is a start from the log, bit for bit`() async throws {
        try await withFilter { filter in
            try await teach(filter)
            try await filter.learner.save()
            #expect(await !filter.learner.isUnsaved)
            _ = try await filter.mark(SampleComments.numbered(18), as: .ham)
            let later = restarted(filter)
            let stored = try #require(await later.learner.storedState())
            #expect(stored.model.revision == 19)
            try await later.learner.start()
            #expect(try later.model().digest == filter.model().digest)
            #expect(try later.model().probeBits == filter.model().probeBits)
            try await later.expectRebuildToEqualModelInForce()
        }
    }

    @Test func `what was learnt before the file can be unlearnt after a start from it`() async throws {
        try await withFilter { filter in
            try await filter.learner.start()
            let first = try await filter.mark(SampleComments.numbered(1), as: .spam)
            let before = try filter.model().probeBits
            let second = try await filter.mark(SampleComments.numbered(2), as: .ham)
            try await filter.learner.save()
            let later = restarted(filter)
            _ = try await later.mark(second.id, as: nil)
            #expect(try later.model().probeBits == before)
            _ = try await later.mark(first.id, as: nil)
            try await later.expectRebuildToEqualModelInForce()
        }
    }

    @Test func `no byte of the file can be changed without its being left aside`() async throws {
        try await withFilter { filter in
            try await teach(filter)
            try await filter.learner.save()
            let path = file(of: filter).path
            let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
            let places = Array(stride(from: 0, to: bytes.count, by: max(1, bytes.count / 60)))
            for place in places {
                var damaged = bytes
                damaged[place] ^= 0x40
                try damaged.write(to: URL(fileURLWithPath: path))
                #expect(await restarted(filter).learner.storedState() == nil, "byte \(place)")
            }
            for count in [0, 7, 8, 103, 104, bytes.count / 2, bytes.count - 1] {
                try bytes.prefix(count).write(to: URL(fileURLWithPath: path))
                #expect(await restarted(filter).learner.storedState() == nil, "cut at \(count)")
            }
            let later = restarted(filter)
            try await later.learner.start()
            #expect(try later.model().digest == filter.model().digest)
        }
    }

    @Test func `a file of other starter comments or of another budget is left aside`() async throws {
        try await withFilter { filter in
            try await teach(filter)
            try await filter.learner.save()
            let others = restarted(filter, starter: Array(SampleComments.starter.dropLast()))
            try await others.learner.catchUp()
            #expect(await others.learner.storedState() == nil)
            let budget = SpamFilter(
                store: filter.store,
                starter: SampleComments.starter,
                hamBudget: HamBudget(share: 0.1),
                logger: .silent
            )
            try await budget.learner.catchUp()
            #expect(await budget.learner.storedState() == nil)
        }
    }

    @Test func `a file of a later history than a restored backup is left aside`() async throws {
        try await withTemporaryFolder { folder in
            let store = try FeedbackStore.open(at: databasePath(in: folder))
            let filter = SpamFilter(store: store, starter: SampleComments.starter, logger: .silent)
            try await filter.learner.start()
            _ = try await filter.mark(SampleComments.numbered(1), as: .spam)
            let backup = folder.appending(path: "backup.sqlite").path
            try await store.backup(to: backup)
            _ = try await filter.mark(SampleComments.numbered(2), as: .spam)
            try await filter.learner.save()

            let restored = try FeedbackStore.open(at: backup)
            try FileManager.default.copyItem(atPath: file(of: filter).path, toPath: ModelFile(of: restored).path)
            let later = SpamFilter(store: restored, starter: SampleComments.starter, logger: .silent)
            try await later.learner.start()
            try await later.expectRebuildToEqualModelInForce()
            _ = try await later.mark(SampleComments.numbered(3), as: .ham)
            let again = SpamFilter(store: restored, starter: SampleComments.starter, logger: .silent)
            try await again.learner.start()
            try await again.expectRebuildToEqualModelInForce()
        }
    }

    @Test func `a refit of another process is taken over from its file`() async throws {
        try await withTemporaryFolder { folder in
            let store = try FeedbackStore.open(at: databasePath(in: folder))
            let filter = SpamFilter(store: store, starter: SampleComments.starter, logger: .silent)
            try await teach(filter)
            let other = SpamFilter(
                store: try FeedbackStore.open(at: databasePath(in: folder)),
                starter: SampleComments.starter,
                logger: .silent
            )
            let report = try await other.learner.retrain(isForced: true)
            #expect(report.outcome?.revision == 20)
            #expect(FileManager.default.fileExists(atPath: file(of: filter).next.path))
            try await filter.learner.catchUp()
            #expect(try filter.model().digest == other.model().digest)
            try await filter.expectRebuildToEqualModelInForce()
            try await filter.learner.save()
            #expect(!FileManager.default.fileExists(atPath: file(of: filter).next.path))
        }
    }
}
