/// The counts of a feature as one site sees them, as numbers.
struct SeenCounts {
    var spam: Double
    var ham: Double
    var spamSurprise: Double
    var hamSurprise: Double
    var residual: Double

    @inline(__always)
    init(_ counts: ClassCounts) {
        spam = Double(counts.spam)
        ham = Double(counts.ham)
        spamSurprise = Double(counts.spamSurprise)
        hamSurprise = Double(counts.hamSurprise)
        residual = Double(counts.residual)
    }

    @inline(__always)
    var isEmpty: Bool { spam + ham <= 0 }

    /// Adds what a site has seen itself.
    @inline(__always)
    mutating func add(_ own: ClassCounts, gain: Double) {
        spam += gain * Double(own.spam)
        ham += gain * Double(own.ham)
    }
}

/// What one feature says: nothing, if it was never seen.
struct FeatureValue {
    var isSeen = false
    var logOdds = 0.0
    var surprise = 0.0
    var residual = 0.0

    init() {}

    // Without branches: whether a feature is known is hard to predict.
    @inline(__always)
    init(_ counts: SeenCounts, _ likelihoods: Likelihoods) {
        isSeen = !counts.isEmpty
        let logarithms = likelihoods.logarithms(of: counts)
        logOdds = isSeen ? logarithms[0] : 0
        surprise = isSeen ? logarithms[1] : 0
        residual = isSeen ? counts.residual : 0
    }
}
