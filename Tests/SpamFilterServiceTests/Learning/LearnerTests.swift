import FeedbackStore
import SpamClassifier
import Testing

@testable import SpamFilterService

struct LearnerTests {
    /// Marks, unmarks and refits at random.
    private func mark(_ filter: SpamFilter, steps: Int, using generator: inout SeededGenerator) async throws {
        for _ in 0..<steps {
            let comment = SampleComments.numbered(Int.random(in: 0..<12, using: &generator))
            let label: Label = Bool.random(using: &generator) ? .spam : .ham
            let outcome = try await filter.mark(comment, as: label)
            switch Int.random(in: 0..<10, using: &generator) {
            case 0...2: _ = try await filter.mark(outcome.id, as: nil)
            case 3: try await filter.learner.refit()
            default: break
            }
        }
    }

    @Test(arguments: [1, 2, 3, 4])
    func `the log alone leads to the model in force, bit for bit`(seed: UInt64) async throws {
        try await withFilter { filter in
            var generator = SeededGenerator(state: seed)
            try await filter.learner.start()
            for _ in 0..<3 {
                try await mark(filter, steps: 12, using: &generator)
                try await filter.expectRebuildToEqualModelInForce()
            }
        }
    }

    @Test func `the order of the marks leaves no trace after a refit`() async throws {
        try await withFilter { filter in
            try await filter.learner.start()
            var bits: [[UInt64]] = []
            for order in [Array(0..<10), (0..<10).reversed()] {
                var outcomes: [MarkOutcome] = []
                for number in order {
                    let label: Label = number < 5 ? .spam : .ham
                    outcomes.append(try await filter.mark(SampleComments.numbered(number), as: label))
                }
                try await filter.learner.refit()
                bits.append(try filter.model().probeBits)
                for outcome in outcomes { _ = try await filter.mark(outcome.id, as: nil) }
            }
            #expect(bits[0] == bits[1])
        }
    }

    @Test func `marks of another process come into force`() async throws {
        try await withTemporaryFolder { folder in
            let store = try FeedbackStore.open(at: databasePath(in: folder))
            let other = try FeedbackStore.open(at: databasePath(in: folder))
            let filter = SpamFilter(store: store, starter: SampleComments.starter, logger: .silent)
            try await filter.learner.start()
            let before = try filter.model().probeBits
            let outcome = try await other.mark(SampleComments.numbered(1), as: .spam, source: .commandLine)
            try await filter.learner.catchUp()
            #expect(try filter.model().revision == outcome.revision)
            #expect(try filter.model().probeBits != before)
            _ = try await other.unmark(outcome.id, source: .commandLine)
            try await filter.learner.catchUp()
            #expect(try filter.model().probeBits == before)
        }
    }

    @Test func `datasets of another process are learnt with their refit, and unlearnt`() async throws {
        try await withTemporaryFolder { folder in
            let store = try FeedbackStore.open(at: databasePath(in: folder))
            let other = try FeedbackStore.open(at: databasePath(in: folder))
            let filter = SpamFilter(store: store, starter: SampleComments.starter, logger: .silent)
            try await filter.learner.start()
            let before = try filter.model().probeBits
            let rows = (0..<30).map { (SampleComments.numbered($0), $0.isMultiple(of: 2) ? Label.spam : .ham) }
            _ = try await other.importDataset(named: "set", rows: rows)
            try await filter.learner.catchUp()
            #expect(try filter.model().spamCount > 15)
            try await filter.expectRebuildToEqualModelInForce()
            _ = try await other.removeDataset(named: "set")
            try await filter.learner.catchUp()
            #expect(try filter.model().probeBits == before)
        }
    }

    @Test func `a mark taken back before the next refit restores every probability`() async throws {
        try await withFilter { filter in
            try await filter.learner.start()
            for number in 0..<12 {
                _ = try await filter.mark(SampleComments.numbered(number), as: number.isMultiple(of: 2) ? .spam : .ham)
            }
            try await filter.learner.refit()
            let before = try filter.model().probeBits
            var outcomes: [MarkOutcome] = []
            for number in 20..<25 {
                outcomes.append(try await filter.mark(SampleComments.numbered(number), as: .spam))
            }
            #expect(try filter.model().probeBits != before)
            for outcome in outcomes { _ = try await filter.mark(outcome.id, as: nil) }
            #expect(try filter.model().probeBits == before)
        }
    }

    @Test func `a refit falls due after ten marks, and is carried out once`() async throws {
        try await withFilter { filter in
            try await filter.learner.start()
            for number in 0..<9 { _ = try await filter.mark(SampleComments.numbered(number), as: .spam) }
            #expect(await !filter.learner.isRefitDue)
            _ = try await filter.mark(SampleComments.numbered(9), as: .ham)
            #expect(await filter.learner.isRefitDue)
            try await filter.learner.refit()
            #expect(await !filter.learner.isRefitDue)
            #expect(try filter.model().revision == 11)
        }
    }

    /// Opens the same database a second time, as a restart does.
    private func restarted(_ filter: SpamFilter) -> SpamFilter {
        SpamFilter(store: filter.store, starter: SampleComments.starter, logger: .silent)
    }

    @Test func `a mark that arrives before the start finds the whole model in force`() async throws {
        try await withFilter { filter in
            try await filter.learner.start()
            for number in 0..<30 { _ = try await filter.mark(SampleComments.numbered(number), as: .spam) }
            try await filter.learner.refit()

            let later = restarted(filter)
            _ = try await later.mark(SampleComments.numbered(30), as: .ham)
            try await later.expectRebuildToEqualModelInForce()
            let before = try later.model().probeBits
            try await later.learner.start()
            #expect(try later.model().probeBits == before)
        }
    }

    @Test func `marks that arrive during the start are not lost`() async throws {
        try await withFilter { filter in
            try await filter.learner.start()
            for number in 0..<30 { _ = try await filter.mark(SampleComments.numbered(number), as: .spam) }
            try await filter.learner.refit()

            let later = restarted(filter)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await later.learner.start() }
                for number in 30..<60 {
                    group.addTask { _ = try await later.mark(SampleComments.numbered(number), as: .ham) }
                }
                try await group.waitForAll()
            }
            #expect(try later.model().hamCount > 30)
            try await later.expectRebuildToEqualModelInForce()
        }
    }

    @Test func `a database that fails does not cost the model in force`() async throws {
        try await withFilter { filter in
            try await filter.learner.start()
            let before = try filter.model().probeBits
            try filter.store.close()
            await #expect(throws: FeedbackStoreError.self) { try await filter.learner.catchUp() }
            #expect(try filter.model().probeBits == before)
        }
    }
}
