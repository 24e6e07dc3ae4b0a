/// Everything the filter has learnt: a value that is never seen half changed.
///
/// Copies share their storage; learning one comment copies only the parts of the table that it touches. A verdict reads,
/// allocates only for the comment's own features, and takes no lock.
///
/// Between refits learning a comment and unlearning it again leaves no trace: all that moves are integers. A refit
/// (``refit(on:)``) makes the whole model a function of the set of labelled comments alone.
public struct Model: Sendable {
    /// Finds the features.
    public let extractor: FeatureExtractor
    var table = FeatureTable()
    var totals = ClassTotals()
    var siteTotals: [SiteKey: ClassTotals] = [:]
    /// The fitted layer.
    public internal(set) var combination = Combination.expected
    /// Where the outcomes part; set by a refit so that the budget is kept.
    public var thresholds = Thresholds.standard
    /// How much honest comment may be lost; takes effect at the next refit.
    public var hamBudget = HamBudget.standard
    /// How many features a refit keeps at most, the most frequent ones; `nil` for all.
    ///
    /// Takes effect at the next refit.
    public var maxFeatures: Int?
    /// Labelled ham at the last refit, the starter comments apart.
    var hamLabels = 0
    /// The last mark that was learnt; kept by whoever feeds the model.
    public var revision: Int64 = 0

    /// A model that has learnt nothing; its keys depend on the seed.
    public init(seed: UInt64) {
        extractor = FeatureExtractor(hasher: FeatureHasher(seed: seed))
    }

    /// Whether the labels suffice to promise the budget.
    public var budgetStatus: BudgetStatus {
        BudgetStatus(hamLabels: hamLabels, neededHamLabels: hamBudget.neededHamLabels)
    }

    /// How many features have counts.
    public var featureCount: Int { table.count }
    /// Bytes that the counts take.
    public var allocatedBytes: Int { table.allocatedBytes }
    /// Spam comments learnt, the starter comments at their weight.
    public var spamCount: Double { Double(totals.spam) / Double(Weight.unitsPerComment) }
    /// Ham comments learnt, the starter comments at their weight.
    public var hamCount: Double { Double(totals.ham) / Double(Weight.unitsPerComment) }

    /// Stands for a site; `nil` for the default site, whose counts are the shared ones.
    public func siteKey(_ name: String?) -> SiteKey? {
        guard let name, !name.isEmpty else { return nil }
        return SiteKey(value: extractor.hasher.key(.site, name.unicodeScalars.map(\.value)))
    }

    /// Takes a labelled comment apart.
    public func example(_ comment: Comment, as label: Label, weight: Weight = .label) -> Example {
        Example(features: extractor.features(of: comment), label: label, weight: weight, site: siteKey(comment.site))
    }

    /// What the filter says of a comment.
    ///
    /// Time grows with the comment's length and hardly with what was learnt.
    public func verdict(on comment: Comment) -> Verdict {
        verdict(on: extractor.features(of: comment), site: siteKey(comment.site))
    }

    /// What the filter says of a comment that was taken apart before.
    public func verdict(on features: FeatureSet, site: SiteKey? = nil) -> Verdict {
        verdict(from: score(features, site: site))
    }

    /// What the filter would say of a learnt comment if it had never been marked.
    ///
    /// Counts, surprise and residuals of the comment itself are looked away from, which integers make exact; the fitted
    /// layer, which hardly depends on any one comment, stays.
    public func verdict(on example: Example, leavingOut lesson: Lesson) -> Verdict {
        verdict(from: score(example.features, site: example.site, leavingOut: lesson))
    }

    func verdict(from score: Score) -> Verdict {
        let probability = logistic(score.logOdds)
        return Verdict(
            outcome: thresholds.outcome(of: probability),
            probability: probability,
            logOdds: score.logOdds,
            discard: probability >= thresholds.discard,
            confidence: confidence(in: score),
            revision: revision
        )
    }

    /// Low where three in four words are new, or where less than ten comments of a class were learnt; high where one in four
    /// is new at most.
    private func confidence(in score: Score) -> Verdict.Confidence {
        let novelty = score.inputs[.novelty]
        if novelty >= 0.75 || maturity < 1 { return .low }
        return novelty <= 0.25 ? .high : .medium
    }
}

extension Model {
    /// Learns one comment and says what must be kept to unlearn it.
    ///
    /// O(features of the comment).
    public mutating func learn(_ example: Example) -> Lesson {
        let probability = logistic(score(example.features, site: example.site).logOdds)
        let target = example.label == .spam ? 1.0 : 0.0
        let lesson = Lesson(
            label: example.label,
            weight: example.weight,
            surprise: UInt16((abs(target - probability) * Lesson.surpriseUnits).rounded()),
            residual: 0
        )
        add(lesson, of: example)
        return lesson
    }

    /// Takes back what one lesson added, to the last bit.
    ///
    /// O(features of the comment).
    ///
    /// The example must be of the same comment that was learnt; the lesson says under which label it was.
    public mutating func unlearn(_ example: Example, _ lesson: Lesson) {
        for family in FeatureFamily.allCases {
            let change = lesson.change(familySize: example.features.count(of: family))
            example.features.forEach(in: family) { key in
                table.subtract(change, from: key, isFitted: lesson.isFitted)
                if let site = example.site {
                    table.subtract(change, from: site.own(key), isFitted: lesson.isFitted)
                }
            }
        }
        totals.subtract(lesson)
        if let site = example.site, var own = siteTotals[site] {
            own.subtract(lesson)
            siteTotals[site] = own == ClassTotals() ? nil : own
        }
    }

    mutating func add(_ lesson: Lesson, of example: Example) {
        for family in FeatureFamily.allCases {
            let change = lesson.change(familySize: example.features.count(of: family))
            example.features.forEach(in: family) { key in
                table.add(change, to: key, isLate: !lesson.isFitted)
                if let site = example.site { table.add(change, to: site.own(key), isLate: !lesson.isFitted) }
            }
        }
        totals.add(lesson)
        if let site = example.site { siteTotals[site, default: ClassTotals()].add(lesson) }
    }
}
