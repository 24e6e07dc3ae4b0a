/// The log odds of a comment, and what they are made of.
struct Score {
    /// The inputs of the whole comment.
    let inputs: InputVector
    /// The weighed sum over the whole comment, before calibration.
    let margin: Double
    /// The most suspicious passage, where it is more suspicious than the whole.
    private(set) var passage: Passage?
    /// The calibrated log odds.
    private(set) var logOdds = 0.0

    /// A part of the comment that is more suspicious than the whole.
    struct Passage {
        /// Where it stands, in tokens.
        let range: Range<Int>
        let inputs: InputVector
        /// The weighed sum over the passage less the penalty, before calibration.
        let margin: Double
        /// What was taken off because the passage is one of many.
        let penalty: Double
    }

    /// By how much the most suspicious passage exceeds the whole.
    var excess: Double { passage.map { $0.margin - margin } ?? 0 }

    init(inputs: InputVector, margin: Double) {
        self.inputs = inputs
        self.margin = margin
    }

    mutating func consider(_ candidate: Passage) {
        if candidate.margin > passage?.margin ?? margin { passage = candidate }
    }

    mutating func calibrate(_ combination: Combination, maturity: Double) {
        logOdds = maturity * (combination.scale * margin + combination.passageGain * excess + combination.offset)
    }
}

extension Model {
    /// A site's own comments count this much more than those of other sites.
    ///
    /// From the decision record "Sites".
    static let siteGain = 2.0

    /// The log odds of a comment.
    ///
    /// - Parameters:
    ///   - features: What the comment consists of.
    ///   - site: The site that judges.
    ///   - leavingOut: The lesson of this very comment, to be looked away from: leave-one-out, exact because counts are
    ///     integers.
    ///   - ignoring: Features to be taken for ones never seen.
    /// - Returns: The score of the comment, and of its most suspicious passage.
    func score(
        _ features: FeatureSet,
        site: SiteKey?,
        leavingOut: Lesson? = nil,
        ignoring: Set<UInt64> = []
    ) -> Score {
        let values = values(of: features, site: site, leavingOut: leavingOut, ignoring: ignoring)
        let (inputs, residual) = values.whole()
        var score = Score(inputs: inputs, margin: inputs.dot(combination.weights) + residual)
        let ranges = Passages.ranges(tokens: features.passages.words.count)
        let penalty = Smoothing.passagePenalty * naturalLogarithm(1 + Double(ranges.count))
        var marks = PassageMarks(features: features)
        for range in ranges {
            let (inputs, residual) = marks.inputs(of: range, values)
            let margin = inputs.dot(combination.weights) + residual - penalty
            score.consider(Score.Passage(range: range, inputs: inputs, margin: margin, penalty: penalty))
        }
        score.calibrate(combination, maturity: maturity)
        return score
    }

    /// How far the model may be believed: 1 as soon as ten comments of each class were learnt.
    ///
    /// Who has seen one class only takes everything for that class. Until then log odds are scaled down, so that a young
    /// model says unsure.
    var maturity: Double { min(1, (1 + min(spamCount, hamCount)) / (1 + Self.matureCount)) }

    /// The fewest comments of a class that a grown model has learnt.
    static let matureCount = 10.0

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

    /// What each feature of a comment says.
    func values(
        of features: FeatureSet,
        site: SiteKey?,
        leavingOut: Lesson? = nil,
        ignoring: Set<UInt64> = []
    ) -> FeatureValues {
        let likelihoods = likelihoods(site: site, leavingOut: leavingOut)
        let keys = features.keys
        guard leavingOut != nil || !ignoring.isEmpty else {
            return FeatureValues(values(of: keys, site: site, likelihoods), of: features)
        }
        let shared = table.firstKeys(for: keys)
        let own = site.map { site in table.firstKeys(for: keys.map(site.own)) }
        var values: [FeatureValue] = []
        values.reserveCapacity(keys.count)
        for family in FeatureFamily.allCases {
            let size = features.count(of: family)
            let lesson = leavingOut.map { LessonShare($0, familySize: size) }
            for place in values.count..<values.count + size {
                let key = keys[place]
                if !ignoring.isEmpty, ignoring.contains(key) {
                    values.append(FeatureValue())
                    continue
                }
                let entry = table.entry(of: key, firstKey: shared[place])
                var seen = SeenCounts(lesson?.left(of: entry) ?? entry.counts)
                if let site, let own {
                    let entry = table.entry(of: site.own(key), firstKey: own[place])
                    seen.add(lesson?.left(of: entry) ?? entry.counts, gain: Self.siteGain)
                }
                values.append(FeatureValue(seen, likelihoods))
            }
        }
        return FeatureValues(values, of: features)
    }

    /// What each of many features says, with nothing to be looked away from: what a verdict consists of.
    private func values(of keys: [UInt64], site: SiteKey?, _ likelihoods: Likelihoods) -> [FeatureValue] {
        let shared = table.firstKeys(for: keys)
        guard let site else {
            return zip(keys, shared).map { key, firstKey in
                FeatureValue(SeenCounts(table.entry(of: key, firstKey: firstKey).counts), likelihoods)
            }
        }
        let ownKeys = keys.map(site.own)
        let own = table.firstKeys(for: ownKeys)
        return keys.indices.map { place in
            var seen = SeenCounts(table.entry(of: keys[place], firstKey: shared[place]).counts)
            seen.add(table.entry(of: ownKeys[place], firstKey: own[place]).counts, gain: Self.siteGain)
            return FeatureValue(seen, likelihoods)
        }
    }

    /// The counts of a feature as a site sees them: the shared ones, and its own again at their gain.
    @inline(__always)
    func seen(_ key: UInt64, site: SiteKey?) -> SeenCounts {
        var seen = SeenCounts(table[key])
        if let site { seen.add(table[site.own(key)], gain: Self.siteGain) }
        return seen
    }
}

/// What a lesson added to the counts of each feature of a family.
struct LessonShare {
    private let change: ClassCounts
    private let isFitted: Bool

    init(_ lesson: Lesson, familySize: Int) {
        change = lesson.change(familySize: familySize)
        isFitted = lesson.isFitted
    }

    /// What an entry of the table would be without the lesson; unchanged where the lesson is not part of it.
    @inline(__always)
    func left(of entry: (counts: ClassCounts, isLate: Bool)) -> ClassCounts {
        guard !entry.counts.isEmpty, !(isFitted && entry.isLate) else { return entry.counts }
        var counts = entry.counts
        counts &-= change
        return counts
    }
}
