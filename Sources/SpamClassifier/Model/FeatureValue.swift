/// The counts of a feature as one site sees them, as numbers.
struct SeenCounts {
    var spam: Double
    var ham: Double
    var spamSurprise: Double
    var hamSurprise: Double
    var residual: Double

    @inline(__always)
    var isEmpty: Bool { spam + ham <= 0 }

    @inline(__always)
    static func -= (counts: inout SeenCounts, change: SeenCounts) {
        counts.spam -= change.spam
        counts.ham -= change.ham
        counts.spamSurprise -= change.spamSurprise
        counts.hamSurprise -= change.hamSurprise
        counts.residual -= change.residual
    }
}

/// What one feature says: nothing, if it was never seen.
struct FeatureValue {
    var isSeen = false
    var logOdds = 0.0
    var surprise = 0.0
    var residual = 0.0

    init() {}

    @inline(__always)
    init(_ counts: SeenCounts, _ likelihoods: Likelihoods) {
        guard !counts.isEmpty else { return }
        isSeen = true
        logOdds = likelihoods.logOdds(spam: counts.spam, ham: counts.ham)
        surprise = Likelihoods.surprise(spam: counts.spamSurprise, ham: counts.hamSurprise)
        residual = counts.residual
    }
}
