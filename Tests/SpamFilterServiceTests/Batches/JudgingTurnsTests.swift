import Synchronization
import Testing

@testable import SpamFilterService

@Suite("Turns of batches")
struct JudgingTurnsTests {
    private struct Refusal: Error {}

    /// Counts who is at work.
    private final class Watch: Sendable {
        private struct State {
            var atWork = 0
            var most = 0
            var done = 0
        }

        private let state = Mutex(State())

        var most: Int { state.withLock { $0.most } }
        var done: Int { state.withLock { $0.done } }

        func begin() {
            state.withLock { state in
                state.atWork += 1
                state.most = max(state.most, state.atWork)
            }
        }

        func end() {
            state.withLock { state in
                state.atWork -= 1
                state.done += 1
            }
        }
    }

    @Test("Work is done one piece at a time for each turn, and all of it is done", arguments: [1, 2, 3])
    func neverMoreThanTheTurns(count: Int) async {
        let turns = JudgingTurns(count: count)
        let watch = Watch()
        await withDiscardingTaskGroup { group in
            for _ in 0..<64 {
                group.addTask {
                    for _ in 0..<50 {
                        await turns.take {
                            watch.begin()
                            watch.end()
                        }
                    }
                }
            }
        }
        #expect(watch.done == 64 * 50)
        #expect((1...count).contains(watch.most))
    }

    @Test("A turn is passed on when its work fails")
    func failurePassesOn() async throws {
        let turns = JudgingTurns(count: 1)
        await #expect(throws: Refusal.self) { try await turns.take { throw Refusal() } }
        #expect(await turns.take { 1 } == 1)
    }

    @Test("A cancelled task has its turn all the same, and passes it on")
    func cancelledPassesOn() async {
        let turns = JudgingTurns(count: 1)
        let task = Task { await turns.take { 1 } }
        task.cancel()
        #expect(await task.value == 1)
        #expect(await turns.take { 2 } == 2)
    }

    @Test("Without a turn there is one")
    func atLeastOne() async {
        #expect(await JudgingTurns(count: 0).take { 1 } == 1)
    }
}
