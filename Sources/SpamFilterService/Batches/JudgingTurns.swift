import NIOCore
import Synchronization

/// Lets only so many batches judge a line at the same time; the others wait in the order in which they came.
///
/// The threads that answer requests are as many as the machine has cores. Batches that are all at work fill them with lines, and
/// every other request would wait behind each of them at each of its steps. Those that wait for their turn take no thread.
final class JudgingTurns: Sendable {
    private struct State {
        var free: Int
        var waiting: CircularBuffer<CheckedContinuation<Void, Never>> = CircularBuffer()
    }

    private let state: Mutex<State>

    /// Makes turns.
    ///
    /// - Parameter count: How many there are at once; at least one.
    init(count: Int) {
        state = Mutex(State(free: max(1, count)))
    }

    /// Does a piece of work when its turn comes.
    ///
    /// O(1) where nobody waits.
    /// A task that is cancelled while it waits has its turn all the same: turns are short.
    func take<Value>(_ work: () throws -> Value) async rethrows -> Value {
        if !takesFree() {
            await withCheckedContinuation { continuation in
                let isFree = state.withLock { state in
                    guard state.free == 0 else {
                        state.free -= 1
                        return true
                    }
                    state.waiting.append(continuation)
                    return false
                }
                if isFree { continuation.resume() }
            }
        }
        defer { pass() }
        return try work()
    }

    private func takesFree() -> Bool {
        state.withLock { state in
            guard state.free > 0 else { return false }
            state.free -= 1
            return true
        }
    }

    /// Gives the turn to who waits longest.
    private func pass() {
        let next = state.withLock { state in
            let next = state.waiting.popFirst()
            if next == nil { state.free += 1 }
            return next
        }
        next?.resume()
    }
}
