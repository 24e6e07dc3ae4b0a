/// The sums over one family.
struct FamilySums {
    private(set) var count = 0
    private(set) var positive = 0.0
    private(set) var negative = 0.0
    private(set) var positiveCount = 0
    private(set) var strongest = 0.0
    private(set) var surprise = 0.0
    private(set) var residual = 0.0

    init() {}

    init(_ values: ArraySlice<FeatureValue>) {
        for value in values { add(value) }
    }

    // Without branches: which way a feature speaks is hard to predict. Adding 0 changes no bit.
    @inline(__always)
    mutating func add(_ value: FeatureValue) {
        let isPositive = value.logOdds > 0
        count &+= 1
        positive += isPositive ? value.logOdds : 0
        negative += isPositive ? 0 : value.logOdds
        positiveCount &+= isPositive ? 1 : 0
        strongest = value.logOdds > strongest ? value.logOdds : strongest
        surprise += value.surprise
        residual += value.residual
    }

    /// What the family contributes; `nil` if it has no feature.
    func outcome(family: FeatureFamily) -> FamilyOutcome? {
        guard count > 0 else { return nil }
        let norms = FamilyNorms(family: family, size: count, positiveCount: positiveCount)
        return FamilyOutcome(
            spam: norms.positive * positive,
            ham: norms.whole * negative,
            strongest: strongest,
            surprise: norms.whole * surprise,
            residual: norms.residual * residual
        )
    }
}

/// What a family contributes to the inputs.
struct FamilyOutcome {
    let spam: Double
    let ham: Double
    let strongest: Double
    let surprise: Double
    let residual: Double

    @inline(__always)
    func store(in inputs: inout InputVector, _ residual: inout Double, family: FeatureFamily) {
        let (spamInput, hamInput) = Input.sums(of: family)
        inputs[spamInput] = spam
        inputs[hamInput] = ham
        if let input = Input.strongest(of: family) { inputs[input] = strongest }
        inputs[.surprise] += surprise
        residual += self.residual
    }
}

/// What the sums of a family are multiplied by.
struct FamilyNorms {
    /// For log odds of spam.
    let positive: Double
    /// For log odds of ham, and for surprise.
    let whole: Double
    /// For residuals in stored units.
    let residual: Double

    init(family: FeatureFamily, size: Int, positiveCount: Int) {
        positive = Smoothing.positiveNorm(size: size, positiveCount: positiveCount)
        whole = Smoothing.positiveNorm(size: size, positiveCount: size)
        residual = Smoothing.residualGain(of: family) / (Lesson.residualUnits * (1 + Double(size)).squareRoot())
    }
}

extension Input {
    @inline(__always)
    static func sums(of family: FeatureFamily) -> (spam: Input, ham: Input) {
        switch family {
        case .text: (.textSpam, .textHam)
        case .characters: (.charactersSpam, .charactersHam)
        case .structure: (.structureSpam, .structureHam)
        case .author: (.authorSpam, .authorHam)
        }
    }

    @inline(__always)
    static func strongest(of family: FeatureFamily) -> Input? {
        switch family {
        case .text: .strongestText
        case .characters: .strongestCharacters
        case .structure, .author: nil
        }
    }
}
