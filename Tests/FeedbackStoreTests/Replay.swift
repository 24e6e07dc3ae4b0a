import FeedbackStore
import SpamClassifier
import Testing

/// Follows the log entry by entry, the slow and obvious way.
struct Replay {
    private(set) var labels: [Int64: Label] = [:]

    init(_ entries: [LogEntry]) {
        for entry in entries {
            guard case .mark(let key, _, let label, let previous) = entry.kind else { continue }
            #expect(labels[key] == previous, "entry \(entry.revision)")
            #expect(label != previous, "entry \(entry.revision)")
            labels[key] = label
        }
    }
}
