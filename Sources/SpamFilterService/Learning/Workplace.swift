import Foundation

/// Where a model is learnt anew.
public enum Workplace: Sendable {
    /// On one thread that is nicer than the others: for what nobody waits for, beside verdicts and marks.
    case background
    /// On all processors at once: for what somebody waits for.
    case foreground

    var thread: BackgroundThread? {
        switch self {
        case .background: .shared
        case .foreground: nil
        }
    }

    /// How many threads work at once.
    var width: Int {
        switch self {
        case .background: 1
        case .foreground: ProcessInfo.processInfo.activeProcessorCount
        }
    }
}
