import FeedbackStore
import Foundation
import SpamClassifier
import Testing

@testable import SpamFilterService

/// A model file that cannot be written: the old one stays whole, it is said once, and the next one succeeds.
struct ModelFileFailureTests {
    /// How the file cannot be written, for whoever runs the tests: the administrator may write into a folder that is read-only.
    enum Obstacle: CaseIterable {
        /// The name under which the file is begun is taken.
        case beginning
        /// The file is written, and cannot take its place.
        case moving

        /// Puts the obstacle there; returns what removes it.
        func raise(at path: String) throws -> () throws -> Void {
            let files = FileManager.default
            switch self {
            case .beginning:
                let partial = "\(path).partial.\(ProcessInfo.processInfo.processIdentifier)"
                try files.createDirectory(atPath: partial, withIntermediateDirectories: false)
                return { try files.removeItem(atPath: partial) }
            case .moving:
                try files.moveItem(atPath: path, toPath: path + ".aside")
                try files.createDirectory(atPath: path + "/something", withIntermediateDirectories: true)
                return {
                    try files.removeItem(atPath: path)
                    try files.moveItem(atPath: path + ".aside", toPath: path)
                }
            }
        }
    }

    private func teach(_ filter: SpamFilter, _ numbers: Range<Int>) async throws {
        for number in numbers {
            _ = try await filter.mark(SampleComments.numbered(number), as: number.isMultiple(of: 2) ? .spam : .ham)
        }
    }

    @Test(arguments: Obstacle.allCases)
    func `the old file stays whole and fits, and the next one is the same as of a start without failures`(
        obstacle: Obstacle
    ) async throws {
        try await withFilter { filter in
            try await filter.learner.start()
            try await teach(filter, 0..<14)
            try await filter.learner.save()
            let path = ModelFile(of: filter.store).path
            let old = try Data(contentsOf: URL(fileURLWithPath: path))
            let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
            let files = try FileManager.default.contentsOfDirectory(atPath: folder)

            try await teach(filter, 14..<18)
            let remove = try obstacle.raise(at: path)
            await #expect(throws: CocoaError.self) { try await filter.learner.save() }
            #expect(await filter.learner.isUnsaved)
            try remove()
            #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == old)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == files.sorted())
            let fromOld = SpamFilter(store: filter.store, starter: SampleComments.starter, logger: .silent)
            #expect(await fromOld.learner.storedState()?.model.revision == 14)
            try await fromOld.learner.start()
            #expect(try fromOld.model().digest == filter.model().digest)

            try await filter.learner.save()
            #expect(await !filter.learner.isUnsaved)
            let fromNew = SpamFilter(store: filter.store, starter: SampleComments.starter, logger: .silent)
            #expect(await fromNew.learner.storedState()?.model.revision == 18)
            try await fromNew.learner.start()
            #expect(try fromNew.model().digest == filter.model().digest)
        }
    }

    @Test(arguments: Obstacle.allCases)
    func `the service says it once, tries after longer and longer pauses, and says when it is over`(
        obstacle: Obstacle
    ) async throws {
        try await withFilter { filter in
            let log = CollectedLog()
            let service = LearningService(learner: filter.learner, logger: log.logger)
            try await filter.learner.start()
            try await filter.learner.save()
            try await teach(filter, 0..<14)
            try await filter.learner.refit()
            let remove = try obstacle.raise(at: ModelFile(of: filter.store).path)
            var (attempts, time) = (SaveAttempts(), ContinuousClock.now)
            await service.save(&attempts, at: time)
            let complaint = "The model file cannot be written; the one before stays. Trying again."
            #expect(log.take().map(\.message) == [complaint])
            for _ in 0..<3 { await service.save(&attempts, at: time) }
            #expect(!attempts.isDue(at: time + .milliseconds(999)))
            for pause in [1, 2, 4, 8, 16, 32, 60, 60] {
                #expect(!attempts.isDue(at: time + .seconds(pause) - .milliseconds(1)))
                time += .seconds(pause)
                #expect(attempts.isDue(at: time))
                await service.save(&attempts, at: time)
            }
            #expect(log.take().isEmpty)
            #expect(filter.store.failure == nil)

            try remove()
            await service.save(&attempts, at: time)
            #expect(await filter.learner.isSaveDue)
            await service.save(&attempts, at: time + .seconds(60))
            #expect(await !filter.learner.isUnsaved)
            #expect(log.take().map(\.message) == ["The model file is written again."])
            #expect(!attempts.haveFailed)
        }
    }
}
