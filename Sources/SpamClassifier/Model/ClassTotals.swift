/// How many comments of each class were learnt, in units of 1 / ``Weight/unitsPerComment`` comment.
public struct ClassTotals: Sendable, Hashable {
    /// Spam comments.
    public internal(set) var spam: UInt64 = 0
    /// Ham comments.
    public internal(set) var ham: UInt64 = 0

    /// Totals of nothing.
    public init() {}

    mutating func add(_ lesson: Lesson) {
        switch lesson.label {
        case .spam: spam += UInt64(lesson.weight.rawValue)
        case .ham: ham += UInt64(lesson.weight.rawValue)
        }
    }

    mutating func subtract(_ lesson: Lesson) {
        switch lesson.label {
        case .spam: spam -= UInt64(lesson.weight.rawValue)
        case .ham: ham -= UInt64(lesson.weight.rawValue)
        }
    }
}
