import Synchronization
import Training

/// The bad rows of a file: all counted, the first shown.
final class ProblemLog: Sendable {
    private struct State {
        var shown: [CorpusProblem] = []
        var count = 0
        var omissions: [CorpusOmission: Int] = [:]
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

    func add(_ omissions: [CorpusOmission: Int]) {
        state.withLock { $0.omissions.merge(omissions, uniquingKeysWith: +) }
    }

    /// Writes what was wrong and what was passed over to standard error.
    func report(file: String) {
        let (shown, count, omissions) = state.withLock { ($0.shown, $0.count, $0.omissions) }
        for problem in shown { Printing.note("hamlet: \(file): \(problem)") }
        if count > shown.count { Printing.note("hamlet: \(file): \(count - shown.count) more rows could not be used.") }
        Printing.omissions(omissions, of: file)
    }
}
