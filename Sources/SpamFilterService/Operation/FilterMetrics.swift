import Metrics
import SpamClassifier

/// What the filter counts, through whatever metrics system the program set up; nothing is lost where there is none.
struct FilterMetrics: Sendable {
    private let verdicts: [Verdict.Outcome: Counter]
    private let unrecorded = Counter(label: "hamlet_unrecorded_comments_total")
    private let marks = Counter(label: "hamlet_marks_total")

    init() {
        verdicts = Dictionary(
            uniqueKeysWithValues: Verdict.Outcome.allCases.map { outcome in
                (outcome, Counter(label: "hamlet_verdicts_total", dimensions: [("outcome", outcome.name)]))
            }
        )
    }

    /// Counts a verdict that was given.
    func judged(_ outcome: Verdict.Outcome) { verdicts[outcome]?.increment() }

    /// Counts a comment that could not be recorded.
    func leftUnrecorded() { unrecorded.increment() }

    /// Counts a mark that changed something.
    func marked() { marks.increment() }
}
