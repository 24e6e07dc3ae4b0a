/// Turns counts into log odds, for given class totals.
///
/// For a feature in s of S spam and h of H ham comments, with π = (S + κ) / (S + H + 2κ) and prior mass a:
///
///     log odds = ln(1 + s / 2aπ) − ln(1 + h / 2a(1−π))
///
/// which is the ratio of two smoothed document rates whose prior mass follows the sizes of the classes, so that skewed and
/// young stores stay sane; 0 for a feature never seen. The surprise log odds are those of a second naive Bayes, of what the
/// first gets wrong: ln((es + ρ) / (eh + ρ)).
struct Likelihoods {
    private let spamFactor: Double
    private let hamFactor: Double

    init(spam: Double, ham: Double) {
        let prior = (spam + Smoothing.classMass) / (spam + ham + 2 * Smoothing.classMass)
        let unit = 1 / Double(Weight.unitsPerComment)
        spamFactor = unit / (2 * Smoothing.featureMass * prior)
        hamFactor = unit / (2 * Smoothing.featureMass * (1 - prior))
    }

    /// The log odds of a feature, counts in stored units.
    @inline(__always)
    func logOdds(spam: Double, ham: Double) -> Double {
        naturalLogarithm((1 + spam * spamFactor) / (1 + ham * hamFactor))
    }

    /// ``logOdds(spam:ham:)`` and ``surprise(spam:ham:)`` of a feature, both at once.
    @inline(__always)
    func logarithms(of counts: SeenCounts) -> SIMD2<Double> {
        let mass = Smoothing.surpriseMass * Lesson.surpriseUnits
        let numerators = SIMD2(1 + counts.spam * spamFactor, counts.spamSurprise + mass)
        let denominators = SIMD2(1 + counts.ham * hamFactor, counts.hamSurprise + mass)
        return naturalLogarithms(numerators / denominators)
    }

    /// The surprise log odds of a feature, sums in stored units.
    @inline(__always)
    static func surprise(spam: Double, ham: Double) -> Double {
        if spam == 0, ham == 0 { return 0 }
        let mass = Smoothing.surpriseMass * Lesson.surpriseUnits
        return naturalLogarithm((spam + mass) / (ham + mass))
    }
}
