/// The log odds of a comment, and what they are made of.
struct Score {
    var inputs: InputVector
    /// What the residuals add.
    var residual: Double
    var logOdds: Double
}

/// The counts of a feature as one site sees them, as numbers.
struct SeenCounts {
    var spam: Double
    var ham: Double
    var spamSurprise: Double
    var hamSurprise: Double
    var residual: Double

    @inline(__always)
    var isEmpty: Bool { spam + ham <= 0 }
}

extension Model {
    /// A site's own comments count this much more than those of other sites.
    ///
    /// From the decision record "Sites".
    static let siteGain = 4.0

    /// The log odds of a comment.
    func score(_ features: FeatureSet, site: SiteKey?) -> Score {
        var score = Score(inputs: InputVector(), residual: 0, logOdds: 0)
        (score.inputs, score.residual) = inputs(of: features, site: site, leavingOut: nil)
        score.logOdds = score.inputs.dot(combination.weights) + score.residual
        return score
    }

    /// The likelihoods that a site's comments are judged by.
    func likelihoods(site: SiteKey?, leavingOut: Lesson? = nil) -> Likelihoods {
        var spam = Double(totals.spam)
        var ham = Double(totals.ham)
        if let site, let own = siteTotals[site] {
            spam += Self.siteGain * Double(own.spam)
            ham += Self.siteGain * Double(own.ham)
        }
        if let lesson = leavingOut {
            let units = Double(lesson.weight.rawValue) * (site == nil ? 1 : 1 + Self.siteGain)
            if lesson.label == .spam { spam -= units } else { ham -= units }
        }
        let unit = Double(Weight.unitsPerComment)
        return Likelihoods(spam: spam / unit, ham: ham / unit)
    }

    /// The counts of a feature as a site sees them: the shared ones, and its own again at their gain.
    @inline(__always)
    func seen(_ key: UInt64, site: SiteKey?) -> SeenCounts {
        let shared = table[key]
        var seen = SeenCounts(
            spam: Double(shared.spam),
            ham: Double(shared.ham),
            spamSurprise: Double(shared.spamSurprise),
            hamSurprise: Double(shared.hamSurprise),
            residual: Double(shared.residual)
        )
        if let site {
            let own = table[site.own(key)]
            seen.spam += Self.siteGain * Double(own.spam)
            seen.ham += Self.siteGain * Double(own.ham)
        }
        return seen
    }

    /// Sums the evidence up.
    ///
    /// - Parameters:
    ///   - features: What the comment consists of.
    ///   - site: The site that judges.
    ///   - leavingOut: The lesson of this very comment, to be looked away from: leave-one-out, exact because counts are
    ///     integers.
    /// - Returns: The inputs of the fitted layer, and what the residuals add.
    func inputs(of features: FeatureSet, site: SiteKey?, leavingOut: Lesson?) -> (inputs: InputVector, residual: Double)
    {
        let likelihoods = likelihoods(site: site, leavingOut: leavingOut)
        var inputs = InputVector()
        var residual = 0.0
        var newWords = 0
        for family in FeatureFamily.allCases {
            let size = features.count(of: family)
            guard size > 0 else { continue }
            let change = leavingOut.map { $0.change(familySize: size, isSite: site != nil) }
            var sums = FamilySums()
            var isWord = family == .text
            for keys in features.keys(of: family) {
                for key in keys {
                    var counts = seen(key, site: site)
                    if let change { counts -= change }
                    if counts.isEmpty {
                        if isWord { newWords += 1 }
                    } else {
                        sums.add(counts, likelihoods)
                    }
                }
                isWord = false
            }
            sums.store(in: &inputs, family: family, size: size)
            residual +=
                Smoothing.residualGain(of: family) * sums.residual
                / (Lesson.residualUnits * Double(1 + size).squareRoot())
        }
        let words = Double(features.words.count)
        inputs[.length] = naturalLogarithm(1 + words)
        inputs[.novelty] = Double(newWords) / (1 + words)
        inputs[.prior] = 1
        return (inputs, residual)
    }
}

/// The sums over one family.
private struct FamilySums {
    var positive = 0.0
    var negative = 0.0
    var positiveCount = 0
    var strongest = 0.0
    var surprise = 0.0
    var residual = 0.0

    @inline(__always)
    mutating func add(_ counts: SeenCounts, _ likelihoods: Likelihoods) {
        let logOdds = likelihoods.logOdds(spam: counts.spam, ham: counts.ham)
        if logOdds > 0 {
            positive += logOdds
            positiveCount += 1
            strongest = max(strongest, logOdds)
        } else {
            negative += logOdds
        }
        surprise += Likelihoods.surprise(spam: counts.spamSurprise, ham: counts.hamSurprise)
        residual += counts.residual
    }

    func store(in inputs: inout InputVector, family: FeatureFamily, size: Int) {
        let norms = FamilyNorms(size: size, positiveCount: positiveCount)
        let (spam, ham) = Input.sums(of: family)
        inputs[spam] = norms.positive * positive
        inputs[ham] = norms.whole * negative
        if let input = Input.strongest(of: family) { inputs[input] = strongest }
        inputs[.surprise] += norms.whole * surprise
    }
}

/// What the sums of a family are multiplied by.
struct FamilyNorms {
    let positive: Double
    let whole: Double

    init(size: Int, positiveCount: Int) {
        let size = Double(size)
        let positiveCount = Double(positiveCount)
        positive = Smoothing.norm(positiveCount + Smoothing.dilution * (size - positiveCount))
        whole = Smoothing.norm(size)
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

extension Lesson {
    /// What a comment's own lesson adds to the counts of its features.
    func change(familySize: Int, isSite: Bool) -> SeenCounts {
        let change = change(familySize: familySize)
        let gain = isSite ? 1 + Model.siteGain : 1
        return SeenCounts(
            spam: Double(change.spam) * gain,
            ham: Double(change.ham) * gain,
            spamSurprise: Double(change.spamSurprise),
            hamSurprise: Double(change.hamSurprise),
            residual: Double(change.residual)
        )
    }
}

extension SeenCounts {
    @inline(__always)
    static func -= (counts: inout SeenCounts, change: SeenCounts) {
        counts.spam -= change.spam
        counts.ham -= change.ham
        counts.spamSurprise -= change.spamSurprise
        counts.hamSurprise -= change.hamSurprise
        counts.residual -= change.residual
    }
}
