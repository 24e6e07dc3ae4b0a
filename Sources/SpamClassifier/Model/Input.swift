/// The numbers that the evidence of a comment is summed up to, before they are weighed against one another.
enum Input: Int, CaseIterable {
    /// Normalised sums of positive and of negative log odds by family.
    case textSpam, textHam, charactersSpam, charactersHam, structureSpam, structureHam, authorSpam, authorHam
    /// The strongest single log odds of spam among words and pairs, and among character runs.
    case strongestText, strongestCharacters
    /// Normalised sum of the surprise log odds of all families.
    case surprise
    /// ln(1 + distinct words).
    case length
    /// The share of words that the model has never seen.
    case novelty
    /// 1: its weight is the prior.
    case prior

    /// What the prior knowledge of the fit says: the weight to expect.
    ///
    /// Measured on the training sides of nine development sets of five corpora by cross-validation; see the decision record "The fitted layer".
    var expectedWeight: Double {
        switch self {
        case .textSpam, .textHam, .authorSpam, .authorHam: 0.6
        case .charactersSpam, .charactersHam: 0.5
        case .structureSpam: 1.1
        case .structureHam: 0.7
        case .strongestText, .strongestCharacters: 0.15
        case .surprise: 0.8
        case .length, .novelty: 0.5
        case .prior: -3.3
        }
    }

    /// How firmly the fit holds on to the expected weight: the precision of a Gaussian prior.
    var precision: Double { self == .prior ? 1 : 64 }

    /// Whether evidence could turn against its own meaning with a negative weight.
    var isNonnegative: Bool { self != .length && self != .novelty && self != .prior }
}

extension Input {
    /// The priors of all inputs.
    static let priors = allCases.map { input in
        WeightPrior(mean: input.expectedWeight, precision: input.precision, isNonnegative: input.isNonnegative)
    }

    /// The same with the surprise held out: nobody knows it before a first fit.
    static let priorsWithoutSurprise = allCases.map { input in
        WeightPrior(
            mean: input.expectedWeight,
            precision: input.precision,
            isNonnegative: input.isNonnegative,
            isAbsent: input == .surprise
        )
    }
}
