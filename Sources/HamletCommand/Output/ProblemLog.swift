import Synchronization
import Training

/// The bad rows of a file: all counted, the first shown.
final class ProblemLog: Sendable {
    private struct State {
        var shown: [CorpusProblem] = []
        var count = 0
    }

    private let limit: Int
    private let state = Mutex(State())

    init(limit: Int) {
        self.limit = limit
    }

    func add(_ problem: CorpusProblem) {
        state.withLock { state in
            state.count += 1
            if state.shown.count < limit { state.shown.append(problem) }
        }
    }

    /// Writes what was wrong to standard error.
    func report(file: String) {
        let (shown, count) = state.withLock { ($0.shown, $0.count) }
        for problem in shown { Printing.note("hamlet: \(file): \(problem)") }
        if count > shown.count { Printing.note("hamlet: \(file): \(count - shown.count) more rows could not be used.") }
    }
}
