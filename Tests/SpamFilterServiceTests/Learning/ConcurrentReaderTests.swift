import FeedbackStore
import HTTPTypes
import SpamClassifier
import Synchronization
import Testing

@testable import SpamFilterService

/// Readers beside those who mark and refit: a revision is one model, whoever looks, and nobody sees revisions fall.
@Suite(.timeLimit(.minutes(5)))
struct ConcurrentReaderTests {
    /// What a reader found: bits of the model in force, or of a verdict that was given over HTTP.
    private struct Sighting: Sendable {
        let revision: Int64
        let bits: [UInt64]

        init(_ model: Model) {
            revision = model.revision
            bits = [model.digest] + model.probeBits
        }

        init?(_ client: Client) async throws {
            let body = #"{"content": "cheap watches, or the old recipe", "dry_run": true}"#
            let answer = try await client.send(.post, "/v1/comments", body).json
            guard let revision = answer["revision"]?.number, let probability = answer["probability"]?.number else {
                return nil
            }
            self.revision = Int64(revision)
            bits = [probability.bitPattern]
        }
    }

    /// How often the readers have looked, and whether they may stop.
    private final class Looks: Sendable {
        private let state = Mutex((count: 0, isOver: false))

        var count: Int { state.withLock { $0.count } }
        var isOver: Bool { state.withLock { $0.isOver } }
        func add() { state.withLock { $0.count += 1 } }
        func end() { state.withLock { $0.isOver = true } }

        /// Returns when some reader has both begun and ended a look since the call.
        func anotherWhole(of readers: Int) async {
            let begun = count
            while count < begun + readers + 1, !Task.isCancelled { await Task.yield() }
        }
    }

    private static let readers = 12

    /// Looks until it is over, every second reader over HTTP.
    private static func read(_ reader: Int, _ client: Client, _ filter: SpamFilter, _ looks: Looks) async throws
        -> [Sighting]
    {
        var seen: [Sighting] = []
        while !looks.isOver, !Task.isCancelled {
            let sighting = reader.isMultiple(of: 2) ? Sighting(try filter.model()) : try await Sighting(client)
            seen.append(try #require(sighting))
            looks.add()
            await Task.yield()
        }
        return seen
    }

    /// Marks, takes back and refits; with marks of another process, and some that arrive inside a refit.
    private static func write(_ filter: SpamFilter, _ looks: Looks) async throws {
        let other = try FeedbackStore.open(at: filter.store.path)
        for number in 0..<30 {
            let outcome = try await filter.mark(SampleComments.numbered(number), as: number % 3 == 0 ? .ham : .spam)
            #expect(try filter.model().revision >= outcome.revision)
            await looks.anotherWhole(of: readers)
            switch number % 10 {
            case 3: _ = try await filter.mark(outcome.id, as: nil)
            case 5:
                _ = try await other.mark(SampleComments.numbered(100 + number), as: .spam, source: .commandLine)
                try await filter.learner.catchUp()
            case 7: try await filter.learner.refit()
            case 9:
                _ = try await filter.learner.change(.none) { _, _, _ in
                    for inside in 0..<3 {
                        _ = try await filter.mark(SampleComments.numbered(200 + 10 * number + inside), as: .ham)
                        await looks.anotherWhole(of: readers)
                    }
                    return true
                }
            default: break
            }
        }
        try other.close()
    }

    @Test func `one revision has one probability for all who look, and none sees revisions fall`() async throws {
        try await withService(.services) { client, filter in
            let looks = Looks()
            let seen = try await withThrowingTaskGroup(of: (Int, [Sighting]).self) { group in
                for reader in 0..<Self.readers {
                    group.addTask { (reader, try await Self.read(reader, client, filter, looks)) }
                }
                group.addTask {
                    defer { looks.end() }
                    try await Self.write(filter, looks)
                    return (Self.readers, [])
                }
                return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
            }
            for kind in 0..<2 {
                var bits: [Int64: [UInt64]] = [:]
                for (reader, sightings) in seen where reader % 2 == kind {
                    let revisions = sightings.map(\.revision)
                    #expect(revisions == revisions.sorted(), "reader \(reader) saw revisions fall")
                    for sighting in sightings {
                        let known = bits[sighting.revision, default: sighting.bits]
                        bits[sighting.revision] = known
                        #expect(known == sighting.bits, "two models of revision \(sighting.revision)")
                    }
                }
                #expect(Set(bits.values).count > 1, "readers of kind \(kind) saw nothing move")
            }
            // Between two marks somebody looked: the readers were there all the time.
            #expect(Set(seen.values.joined().map(\.revision)).count >= 30)
            try await filter.expectRebuildToEqualModelInForce()
        }
    }
}
