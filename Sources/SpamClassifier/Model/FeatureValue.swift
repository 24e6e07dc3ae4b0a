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

/// What the features of a comment say, in the order of its ``FeatureSet``.
struct FeatureValues {
    let words: [FeatureValue]
    let pairs: [FeatureValue]
    let characters: [FeatureValue]
    let structure: [FeatureValue]
    let author: [FeatureValue]

    /// The inputs of the whole comment, and what the residuals add.
    func whole(_ features: FeatureSet) -> (inputs: InputVector, residual: Double) {
        var text = FamilySums()
        text.add(words)
        let newWords = words.count { !$0.isSeen }
        text.add(pairs)
        var runs = FamilySums()
        runs.add(characters)
        return inputs(text: text, runs: runs, words: words.count, newWords: newWords)
    }

    /// The inputs of a text within this comment: text and character runs of its own, the rest that of the whole.
    func inputs(
        text: FamilySums,
        runs: FamilySums,
        words: Int,
        newWords: Int
    ) -> (inputs: InputVector, residual: Double) {
        var inputs = InputVector()
        var residual = 0.0
        text.store(in: &inputs, &residual, family: .text)
        runs.store(in: &inputs, &residual, family: .characters)
        var structureSums = FamilySums()
        structureSums.add(structure)
        structureSums.store(in: &inputs, &residual, family: .structure)
        var authorSums = FamilySums()
        authorSums.add(author)
        authorSums.store(in: &inputs, &residual, family: .author)
        inputs[.length] = naturalLogarithm(1 + Double(words))
        inputs[.novelty] = Double(newWords) / Double(1 + words)
        inputs[.prior] = 1
        return (inputs, residual)
    }
}

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
