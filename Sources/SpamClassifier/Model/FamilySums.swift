/// The sums over one family.
struct FamilySums {
    private(set) var count = 0
    private(set) var positive = 0.0
    private(set) var negative = 0.0
    private(set) var positiveCount = 0
    private(set) var strongest = 0.0
    private(set) var surprise = 0.0
    private(set) var residual = 0.0

    @inline(__always)
    mutating func add(_ value: FeatureValue) {
        count += 1
        if value.logOdds > 0 {
            positive += value.logOdds
            positiveCount += 1
            strongest = max(strongest, value.logOdds)
        } else {
            negative += value.logOdds
        }
        surprise += value.surprise
        residual += value.residual
    }

    mutating func add(_ values: [FeatureValue]) {
        for value in values { add(value) }
    }

    func store(in inputs: inout InputVector, _ residual: inout Double, family: FeatureFamily) {
        guard count > 0 else { return }
        let norms = FamilyNorms(family: family, size: count, positiveCount: positiveCount)
        let (spam, ham) = Input.sums(of: family)
        inputs[spam] = norms.positive * positive
        inputs[ham] = norms.whole * negative
        if let input = Input.strongest(of: family) { inputs[input] = strongest }
        inputs[.surprise] += norms.whole * surprise
        residual += norms.residual * self.residual
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
        let count = Double(size)
        let positiveCount = Double(positiveCount)
        positive = Smoothing.norm(positiveCount + Smoothing.dilution * (count - positiveCount))
        whole = Smoothing.norm(count)
        residual = Smoothing.residualGain(of: family) / (Lesson.residualUnits * (1 + count).squareRoot())
    }
}

extension Input {
    static func sums(of family: FeatureFamily) -> (spam: Input, ham: Input) {
        switch family {
        case .text: (.textSpam, .textHam)
        case .characters: (.charactersSpam, .charactersHam)
        case .structure: (.structureSpam, .structureHam)
        case .author: (.authorSpam, .authorHam)
        }
    }

    static func strongest(of family: FeatureFamily) -> Input? {
        switch family {
        case .text: .strongestText
        case .characters: .strongestCharacters
        case .structure, .author: nil
        }
    }
}
