import SpamClassifier

/// What was learnt of each labelled comment, by the comment's key: what unlearning needs.
///
/// Cut into parts, so that a copy shares what is not changed: a snapshot is taken of a book that goes on being written.
struct LessonBook: Sendable {
    private static let partCount = 1024
    private var parts: [[Int64: Lesson]]

    /// An empty book.
    init() {
        parts = Array(repeating: [:], count: Self.partCount)
    }

    /// How many lessons there are.
    var count: Int { parts.reduce(0) { $0 + $1.count } }

    /// The lesson of a comment; `nil` if nothing was learnt of it.
    ///
    /// O(1).
    subscript(key: Int64) -> Lesson? {
        get { parts[Self.part(of: key)][key] }
        set { parts[Self.part(of: key)][key] = newValue }
    }

    /// Visits all lessons in an order that follows from the content alone.
    func visitAll(_ body: (Int64, Lesson) -> Void) {
        for part in parts {
            for (key, lesson) in part.sorted(by: { $0.key < $1.key }) { body(key, lesson) }
        }
    }

    private static func part(of key: Int64) -> Int { Int(truncatingIfNeeded: key & Int64(partCount - 1)) }
}
