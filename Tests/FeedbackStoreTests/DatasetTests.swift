import FeedbackStore
import SpamClassifier
import Synchronization
import Testing

struct DatasetTests {
    private struct SourceBroke: Error {}

    private static let rows: [(Comment, Label)] = [
        (Comment(content: "win money"), .spam), (Comment(content: "win money"), .spam),
        (Comment(content: "a fair point"), .ham),
    ]

    @Test func `an import adds its comments and one refit to the log`() async throws {
        try await withStore { store in
            let outcome = try await store.importDataset(named: "sms", rows: Self.rows)
            #expect(outcome == DatasetOutcome(name: "sms", spam: 2, ham: 1, removed: 0, revision: 1))
            let datasets = try await store.datasets()
            #expect(datasets.map(\.name) == ["sms"])
            #expect(datasets.map(\.spam) == [2])
            #expect(datasets.map(\.ham) == [1])
            let entries = try await store.allEntries()
            #expect(entries.map(\.kind) == [.refit])
            #expect(try await store.labels(asOf: 1).count == 3)
            #expect(try await store.labels(asOf: 0).isEmpty)
            #expect(try await store.lastRefit() == RefitEntry(revision: 1, asOf: 1, digest: nil))
        }
    }

    @Test func `importing again replaces`() async throws {
        try await withStore { store in
            _ = try await store.importDataset(named: "sms", rows: Self.rows)
            _ = try await store.importDataset(named: "other", rows: Self.rows)
            let outcome = try await store.importDataset(named: "sms", rows: [(Comment(content: "new"), .ham)])
            #expect(outcome.removed == 3)
            #expect(outcome.ham == 1)
            let datasets = try await store.datasets()
            #expect(datasets.map(\.name) == ["other", "sms"])
            #expect(datasets.map(\.ham) == [1, 1])
            #expect(datasets.map(\.spam) == [2, 0])
            let statistics = try await store.statistics()
            #expect(statistics.datasetComments == 4)
            #expect(statistics.removedComments == 3)
            #expect(try await store.labels(asOf: outcome.revision).count == 4)
            #expect(try await store.labels(asOf: 1).count == 3)
            #expect(try await store.labels(asOf: 2).count == 6)
        }
    }

    @Test func `a source that breaks half-way changes nothing`() async throws {
        try await withStore { store in
            _ = try await store.importDataset(named: "sms", rows: Self.rows)
            let entries = try await store.allEntries()
            let statistics = try await store.statistics()
            await #expect(throws: SourceBroke.self) {
                try await store.importDataset(named: "sms") { add in
                    for number in 0..<100 {
                        var comment = Comment(content: "row \(number)")
                        comment.site = "new site"
                        try add(comment, .spam)
                    }
                    throw SourceBroke()
                }
            }
            #expect(try await store.allEntries() == entries)
            #expect(try await store.statistics().sites == statistics.sites)
            #expect(try await store.statistics().removedComments == 0)
            #expect(try await store.datasets().map(\.spam) == [2])
            #expect(try await store.importDataset(named: "sms", rows: Self.rows).removed == 3)
        }
    }

    /// How many rows a source has given, visible to other tasks.
    private final class Progress: Sendable {
        private let rows = Mutex(0)
        var count: Int { rows.withLock { $0 } }
        func advance() { rows.withLock { $0 += 1 } }
    }

    @Test func `an import that is cancelled half-way changes nothing`() async throws {
        let progress = Progress()
        try await withStore { store throws in
            let result = await withTaskGroup(of: Result<DatasetOutcome, any Error>.self) { group in
                group.addTask {
                    do {
                        return .success(
                            try await store.importDataset(named: "endless") { add in
                                while true {
                                    try add(Comment(content: "again"), .spam)
                                    progress.advance()
                                }
                            }
                        )
                    } catch {
                        return .failure(error)
                    }
                }
                while progress.count < 10 { await Task.yield() }
                group.cancelAll()
                return await group.next()
            }
            #expect(throws: CancellationError.self) { _ = try result?.get() }
            #expect(try await store.revision() == 0)
            #expect(try await store.datasets().isEmpty)
        }
    }

    @Test func `removing a dataset takes its labels back`() async throws {
        try await withStore { store in
            _ = try await store.importDataset(named: "sms", rows: Self.rows)
            let kept = try await store.mark(Comment(content: "win money"), as: .spam, source: .akismet)
            let outcome = try await store.removeDataset(named: "sms")
            #expect(outcome == DatasetOutcome(name: "sms", spam: 0, ham: 0, removed: 3, revision: 3))
            #expect(try await store.datasets().isEmpty)
            #expect(try await store.labels(asOf: .max).count == 1)
            #expect(try await store.comment(kept.id)?.label == .spam)
            await #expect(throws: FeedbackStoreError.unknownDataset(name: "sms")) {
                try await store.removeDataset(named: "sms")
            }
        }
    }

    @Test func `comments of datasets are not listed and not found by content`() async throws {
        try await withStore { store in
            _ = try await store.importDataset(named: "sms", rows: Self.rows)
            #expect(try await store.comments(matching: CommentQuery()).comments.isEmpty)
            let outcome = try await store.mark(Comment(content: "win money"), as: .spam, source: .akismet)
            #expect(outcome.changed)
            #expect(try await store.comments(matching: CommentQuery()).comments.map(\.id) == [outcome.id])
        }
    }

    @Test func `a dataset needs a name`() async throws {
        try await withStore { store throws in
            await #expect(throws: FeedbackStoreError.unnamedDataset) {
                try await store.importDataset(named: "", rows: Self.rows)
            }
            #expect(try await store.revision() == 0)
        }
    }
}
