import FeedbackStore
import Foundation
import Logging
import SpamClassifier
import Testing

@testable import SpamFilterService

/// A model file that cannot be used is refused aloud, and what is built instead is the same.
struct ModelFileLogTests {
    private func filter(at path: String, _ log: CollectedLog) throws -> SpamFilter {
        SpamFilter(store: try FeedbackStore.open(at: path), starter: SampleComments.starter, logger: log.logger)
    }

    /// Runs a test with a filter that has learnt and saved, and what its logger is told.
    private func withSavedFilter(_ body: (URL, SpamFilter, CollectedLog) async throws -> Void) async throws {
        try await withTemporaryFolder { folder in
            let log = CollectedLog()
            let filter = try filter(at: databasePath(in: folder), log)
            try await filter.learner.start()
            for number in 0..<14 {
                _ = try await filter.mark(SampleComments.numbered(number), as: number.isMultiple(of: 2) ? .spam : .ham)
            }
            try await filter.learner.refit()
            _ = try await filter.mark(SampleComments.numbered(14), as: .spam)
            try await filter.learner.save()
            _ = log.take()
            try await body(folder, filter, log)
        }
    }

    private func expectSameModel(_ one: SpamFilter, _ other: SpamFilter) throws {
        #expect(try one.model().revision == other.model().revision)
        #expect(try one.model().digest == other.model().digest)
        #expect(try one.model().probeBits == other.model().probeBits)
    }

    @Test func `a file that fits is used without a word`() async throws {
        try await withSavedFilter { folder, filter, log in
            let later = try self.filter(at: databasePath(in: folder), log)
            try await later.learner.start()
            #expect(log.take().isEmpty)
            try expectSameModel(later, filter)
        }
    }

    @Test func `a damaged file is refused with a warning, and the model is built from the log, bit for bit`()
        async throws
    {
        try await withSavedFilter { folder, filter, log in
            let path = ModelFile(of: filter.store).path
            let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
            for (place, count) in [(bytes.count / 2, bytes.count), (9, bytes.count), (0, bytes.count / 2)] {
                var damaged = bytes.prefix(count)
                damaged[place] ^= 0x40
                try damaged.write(to: URL(fileURLWithPath: path))
                let later = try self.filter(at: databasePath(in: folder), log)
                try await later.learner.start()
                let lines = log.take()
                #expect(lines.map(\.level) == [.warning])
                #expect(lines.first?.message == "The model file cannot be used; the model is built from the log.")
                #expect(lines.first?.metadata["file"] == path)
                #expect(lines.first?.metadata["error"]?.isEmpty == false)
                try expectSameModel(later, filter)
            }
        }
    }

    @Test func `a file of another installation is left aside with a notice, and changes no bit`() async throws {
        try await withSavedFilter { folder, filter, log in
            let otherFolder = folder.appending(path: "other")
            try FileManager.default.createDirectory(at: otherFolder, withIntermediateDirectories: true)
            let other = try self.filter(at: databasePath(in: otherFolder), log)
            try await other.learner.start()
            for number in 0..<15 { _ = try await other.mark(SampleComments.numbered(number), as: .ham) }
            try await other.learner.save()
            let path = ModelFile(of: filter.store).path
            try FileManager.default.removeItem(atPath: path)
            try FileManager.default.copyItem(atPath: ModelFile(of: other.store).path, toPath: path)
            _ = log.take()

            let later = try self.filter(at: databasePath(in: folder), log)
            try await later.learner.start()
            let lines = log.take()
            #expect(lines.map(\.level) == [.notice])
            #expect(lines.first?.message.contains("does not fit the log and is left aside") == true)
            #expect(lines.first?.metadata["file"] == path)
            try expectSameModel(later, filter)
        }
    }
}
