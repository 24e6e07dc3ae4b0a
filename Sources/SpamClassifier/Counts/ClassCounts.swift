/// What is known about one feature: how often it was seen in the comments of each class, and how wrong the model was about
/// those comments.
///
/// All integers: learning is addition, unlearning is subtraction, and any order gives the same sums.
public struct ClassCounts: Sendable, Hashable {
    /// Spam comments that contain the feature, in units of 1 / ``Weight/unitsPerComment`` comment.
    public internal(set) var spam: UInt32 = 0
    /// Ham comments that contain the feature, in the same units.
    public internal(set) var ham: UInt32 = 0
    /// The summed surprise of those spam comments, in units of 1 / ``Lesson/surpriseUnits``.
    public internal(set) var spamSurprise: UInt32 = 0
    /// The summed surprise of those ham comments, in the same units.
    public internal(set) var hamSurprise: UInt32 = 0
    /// The summed residuals of all comments that contain the feature, each divided by the square root of its family's size,
    /// in units of 1 / ``Lesson/residualUnits``.
    public internal(set) var residual: Int32 = 0

    /// Counts of nothing.
    public init() {}

    /// Whether no comment contains the feature.
    @inline(__always)
    public var isEmpty: Bool { spam | ham == 0 }

    @inline(__always)
    static func &+= (counts: inout ClassCounts, change: ClassCounts) {
        counts.spam &+= change.spam
        counts.ham &+= change.ham
        counts.spamSurprise &+= change.spamSurprise
        counts.hamSurprise &+= change.hamSurprise
        counts.residual &+= change.residual
    }

    @inline(__always)
    static func &-= (counts: inout ClassCounts, change: ClassCounts) {
        counts.spam &-= change.spam
        counts.ham &-= change.ham
        counts.spamSurprise &-= change.spamSurprise
        counts.hamSurprise &-= change.hamSurprise
        counts.residual &-= change.residual
    }
}
