import GRDB
import SpamClassifier
import Testing

@testable import FeedbackStore

struct ReplayTests {
    /// Marks, unmarks, refits, imports and removes at random, and notes the labelled set after every step.
    private func randomHistory(
        of store: FeedbackStore,
        steps: Int,
        using generator: inout SeededGenerator
    ) async throws -> [Int64: [Int64: Label]] {
        let ids = try await store.recordNumbered(12)
        var history: [Int64: [Int64: Label]] = [0: [:]]
        for step in 0..<steps {
            let id = ids[Int.random(in: 0..<12, using: &generator)]
            let label: Label = Bool.random(using: &generator) ? .spam : .ham
            switch Int.random(in: 0..<12, using: &generator) {
            case 0..<6: _ = try await store.mark(id, as: label, source: .dashboard)
            case 6, 7: _ = try await store.unmark(id)
            case 8: _ = try await store.mark(Comment(content: "text \(step % 5)"), as: label, source: .akismet)
            case 9: _ = try await store.appendRefit()
            case 10:
                let rows = (0..<Int.random(in: 0..<6, using: &generator)).map { (Comment(content: "row \($0)"), label) }
                _ = try await store.importDataset(named: "set \(step % 2)", rows: rows)
            default:
                if let name = try await store.datasets().first?.name { _ = try await store.removeDataset(named: name) }
            }
            history[try await store.revision()] = try await currentLabels(of: store)
        }
        return history
    }

    private func currentLabels(of store: FeedbackStore) async throws -> [Int64: Label] {
        try await store.pool.read { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT key, label FROM comment LEFT JOIN dataset ON dataset.id = comment.datasetID
                    WHERE label IS NOT NULL AND \(CommentRow.isPresent)
                    """
            )
            return Dictionary(uniqueKeysWithValues: rows.map { ($0[0], $0[1] == 1 ? .spam : .ham) })
        }
    }

    @Test(arguments: [1, 2, 3, 4])
    func `the labelled set of any revision is that of a replay up to it`(seed: UInt64) async throws {
        try await withStore { store in
            var generator = SeededGenerator(state: seed)
            let history = try await randomHistory(of: store, steps: 60, using: &generator)
            for (revision, noted) in history { #expect(try await store.labels(asOf: revision) == noted) }
            let entries = try await store.allEntries()
            for revision in 0...(try await store.revision()) {
                let replayed = Replay(entries.filter { $0.revision <= revision }).labels
                let labels = try await store.labels(asOf: revision)
                for (key, label) in replayed { #expect(labels[key] == label) }
            }
        }
    }

    @Test func `marks made while the labelled set is read do not change it`() async throws {
        try await withStore { store in
            let ids = try await store.recordNumbered(20)
            for id in ids.prefix(10) { _ = try await store.mark(id, as: .spam, source: .dashboard) }
            let revision = try await store.revision()
            var read: [LabelledComment] = []
            var others = ids.makeIterator()
            for try await batch in store.labelledComments(asOf: revision, batchSize: 2) {
                read += batch
                for id in [others.next(), others.next(), others.next()].compactMap({ $0 }) {
                    _ = try await store.mark(id, as: .ham, source: .dashboard)
                }
            }
            #expect(read.map(\.comment.content) == (0..<10).map { "comment \($0)" })
            #expect(read.allSatisfy { $0.label == .spam })
        }
    }
}
