import Dispatch
import GRDB
import SpamClassifier
import Testing

@testable import FeedbackStore

struct ConcurrentMarkTests {
    @Test func `a thousand marks at once leave the counts of the final labels`() async throws {
        try await withStore { store in
            let ids = try await store.recordNumbered(50)
            let outcomes = try await withThrowingTaskGroup(of: MarkOutcome.self) { group in
                for number in 0..<1000 {
                    let id = ids[number * 7 % 50]
                    group.addTask {
                        switch number % 5 {
                        case 0: try await store.unmark(id)
                        case 1, 2: try await store.mark(id, as: .ham, source: .dashboard)
                        default: try await store.mark(id, as: .spam, source: .akismet)
                        }
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            let labels = try await store.comments(matching: CommentQuery(limit: 500)).comments.compactMap(\.label)
            let statistics = try await store.statistics()
            #expect(statistics.spam == labels.count { $0 == .spam })
            #expect(statistics.ham == labels.count { $0 == .ham })

            let entries = try await store.allEntries()
            #expect(entries.count == outcomes.count { $0.changed })
            #expect(Set(entries.map(\.revision)) == Set(outcomes.filter(\.changed).map(\.revision)))
            #expect(try await Replay(entries).labels == store.labels(asOf: .max))
        }
    }

    @Test func `marks that wait at the same time share a transaction, and an unknown id fails alone`() async throws {
        try await withStore { store in
            let ids = try await store.recordNumbered(100)
            // The writing connection is held until every mark waits.
            let gate = DispatchSemaphore(value: 0)
            store.pool.asyncWriteWithoutTransaction { _ in gate.wait() }
            let failures = try await withThrowingTaskGroup(of: FeedbackStoreError?.self) { group in
                for id in ids + [.numbered(500)] {
                    group.addTask {
                        do throws(FeedbackStoreError) {
                            _ = try await store.mark(id, as: .spam, source: .dashboard)
                            return nil
                        } catch {
                            return error
                        }
                    }
                }
                while store.markWriter.waitingCount < 101 { await Task.yield() }
                gate.signal()
                return try await group.reduce(into: []) { $0 += $1.map { [$0] } ?? [] }
            }
            #expect(failures == [.unknownComment(.numbered(500))])
            #expect(store.markWriter.transactionCount == 1)
            #expect(try await store.statistics().spam == 100)
        }
    }

    @Test func `a cancelled task does not take marks back`() async throws {
        try await withStore { store in
            let ids = try await store.recordNumbered(10)
            let gate = DispatchSemaphore(value: 0)
            store.pool.asyncWriteWithoutTransaction { _ in gate.wait() }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for id in ids {
                    group.addTask { _ = try await store.mark(id, as: .ham, source: .dashboard) }
                }
                while store.markWriter.waitingCount < 10 { await Task.yield() }
                group.cancelAll()
                gate.signal()
                try await group.waitForAll()
            }
            #expect(try await store.statistics().ham == 10)
        }
    }

    @Test func `two processes mark in one database`() async throws {
        try await withTemporaryFolder { folder in
            let stores = [try openStore(in: folder), try openStore(in: folder)]
            let ids = try await stores[0].recordNumbered(20)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<200 {
                    let store = stores[number % 2]
                    let label: Label = number % 3 == 0 ? .spam : .ham
                    group.addTask { _ = try await store.mark(ids[number % 20], as: label, source: .commandLine) }
                }
                try await group.waitForAll()
            }
            let entries = try await stores[0].allEntries()
            #expect(try await stores[1].allEntries() == entries)
            let labels = try await stores[1].labels(asOf: .max)
            #expect(Replay(entries).labels == labels)
            #expect(labels.count == 20)
        }
    }

    @Test func `one process sees what another has marked`() async throws {
        try await withTemporaryFolder { folder in
            let server = try openStore(in: folder)
            let commandLine = try openStore(in: folder)
            let id = try await server.recordNumbered(1)[0]
            let outcome = try await commandLine.mark(id, as: .spam, source: .commandLine)
            #expect(try await server.revision() == outcome.revision)
            #expect(try await server.entries(after: 0, limit: 10).count == 1)
        }
    }
}
