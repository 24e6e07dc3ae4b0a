/// The constants of the likelihoods and of the normalisation.
///
/// Each was chosen on training sides alone, by cross-validation over nine development sets of five corpora; the decision record "The likelihood of a
/// feature" has the tables.
enum Smoothing {
    /// Prior mass of a feature, in comments, split over the classes as the classes are split.
    static let featureMass = 0.4
    /// Prior comments of each class.
    static let classMass = 0.5
    /// Prior surprise of a feature on either side.
    static let surpriseMass = 0.4
    /// Sums are divided by (1 + n) to this power.
    static let lengthExponent = 0.7
    /// From so many distinct words on, length says nothing more: a model that has learnt short comments must not take
    /// a long honest letter for spam because it is long.
    ///
    /// On the development sets no difference was measured between 40, 60, 100 and no bound.
    static let longestLength = 60
    /// How much a feature that does not speak for spam adds to the length by which the evidence of spam is divided.
    ///
    /// Below 1, padding with honest words dilutes the evidence less.
    static let dilution = 0.3
    /// How much the residuals of each family count.
    static func residualGain(of family: FeatureFamily) -> Double {
        switch family {
        case .text: 1
        case .characters: 2
        case .structure, .author: 0.5
        }
    }

    /// How much weaker than the whole comment a passage must be taken to be, for each unit of ln(1 + passages): of many
    /// passages one is always a little suspicious.
    static let passagePenalty = 0.3

    /// (1 + n) to the power of −``lengthExponent``.
    @inline(__always)
    private static func norm(_ n: Double) -> Double { exponential(-lengthExponent * naturalLogarithm(1 + n)) }

    /// What the positive log odds of a family are multiplied by; of as many positive ones as there are features, the norm of
    /// the whole family.
    @inline(__always)
    static func positiveNorm(size: Int, positiveCount: Int) -> Double {
        size < tabulatedSizes ? norms[size * (size + 1) / 2 + positiveCount] : norm(size, positiveCount)
    }

    private static func norm(_ size: Int, _ positiveCount: Int) -> Double {
        norm(Double(positiveCount) + dilution * (Double(size) - Double(positiveCount)))
    }

    /// Families of passages and of short comments are smaller; their norms are computed once.
    private static let tabulatedSizes = 96
    private static let norms = (0..<tabulatedSizes).flatMap { size in (0...size).map { norm(size, $0) } }

    /// The logarithm of a comment's length, which stops growing at ``longestLength`` words.
    @inline(__always)
    static func length(words: Int) -> Double { lengths[min(words, longestLength)] }

    private static let lengths = (0...longestLength).map { naturalLogarithm(1 + Double($0)) }
}
