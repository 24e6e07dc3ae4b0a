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
    static func norm(_ n: Double) -> Double { exponential(-lengthExponent * naturalLogarithm(1 + n)) }
}
