extension Model {
    /// The most features that a list of decisive ones may have; a verdict that hangs on more hangs on none.
    private static let mostDecisive = 40

    /// A verdict with all its reasons.
    ///
    /// The evidence and the general evidence sum up to the verdict's log odds, to rounding. O(features), and once more for
    /// each decisive feature.
    ///
    /// - Parameters:
    ///   - comment: What is judged.
    ///   - findsDecisive: Whether ``Explanation/decisive`` is asked for; without it most of the time is saved.
    /// - Returns: The verdict and its parts.
    public func explanation(of comment: Comment, findsDecisive: Bool = true) -> Explanation {
        let named = extractor.namedFeatures(of: comment)
        let site = siteKey(comment.site)
        let score = score(named.features, site: site)
        let verdict = verdict(from: score)
        let parts = parts(of: named.features, site: site, score: score)
        let unit = Double(Weight.unitsPerComment)
        let evidence = parts.compactMap { part in
            named.names[part.key].map {
                Evidence(name: $0, logOdds: part.logOdds, spam: part.counts.spam / unit, ham: part.counts.ham / unit)
            }
        }
        let decisive =
            findsDecisive ? decisiveKeys(among: parts, of: named.features, site: site, verdict: verdict) : []
        return Explanation(
            verdict: verdict,
            evidence: evidence,
            general: generalEvidence(score),
            decisive: decisive.compactMap { named.names[$0] }
        )
    }

    /// How much the whole comment and its most suspicious passage count in the log odds.
    private func shares(_ score: Score) -> (whole: Double, passage: Double) {
        guard score.passage != nil else { return (maturity * combination.scale, 0) }
        return (maturity * (combination.scale - combination.passageGain), maturity * combination.passageGain)
    }

    /// What belongs to the comment as a whole.
    private func generalEvidence(_ score: Score) -> [GeneralEvidence] {
        let shares = shares(score)
        var general = [Input.prior, .length, .novelty].map { input in
            let whole = shares.whole * score.inputs[input]
            let passage = score.passage.map { shares.passage * $0.inputs[input] } ?? 0
            let logOdds = combination.weights[input] * (whole + passage)
            return GeneralEvidence(
                name: "\(input)",
                logOdds: logOdds + (input == .prior ? maturity * combination.offset : 0)
            )
        }
        if let passage = score.passage {
            general.append(GeneralEvidence(name: "passage", logOdds: -shares.passage * passage.penalty))
        }
        return general
    }

    /// What each known feature adds to the log odds, strongest first.
    private func parts(of features: FeatureSet, site: SiteKey?, score: Score) -> [Part] {
        let shares = shares(score)
        var sums: [UInt64: Part] = [:]
        func add(_ features: FeatureSet, share: Double) {
            for var part in weighed(features, site: site) {
                part.logOdds *= share
                sums[part.key, default: Part(key: part.key, counts: part.counts, logOdds: 0)].logOdds += part.logOdds
            }
        }
        add(features, share: shares.whole)
        if let passage = score.passage { add(features.restricted(to: passage.range), share: shares.passage) }
        return sums.values.sorted { first, second in
            let (a, b) = (abs(first.logOdds), abs(second.logOdds))
            return a == b ? first.key < second.key : a > b
        }
    }

    /// What each known feature adds to the margin of a text with just these features.
    private func weighed(_ features: FeatureSet, site: SiteKey?) -> [Part] {
        let likelihoods = likelihoods(site: site)
        return FeatureFamily.allCases.flatMap { family in
            var known: [Part] = []
            features.forEach(in: family) { key in
                let counts = seen(key, site: site)
                guard !counts.isEmpty else { return }
                let logOdds = likelihoods.logOdds(spam: counts.spam, ham: counts.ham)
                known.append(Part(key: key, counts: counts, logOdds: logOdds))
            }
            return weighed(known, family: family, size: features.count(of: family))
        }
    }

    /// Weighs the log odds of a family's features as the sum over the family weighs them.
    private func weighed(_ known: [Part], family: FeatureFamily, size: Int) -> [Part] {
        let positiveCount = known.count { $0.logOdds > 0 }
        let norms = FamilyNorms(family: family, size: size, positiveCount: positiveCount)
        let (spam, ham) = Input.sums(of: family)
        let strongest = known.max { $0.logOdds < $1.logOdds }?.key
        return known.map { part in
            let isSpam = part.logOdds > 0
            var weight = isSpam ? combination.weights[spam] * norms.positive : combination.weights[ham] * norms.whole
            if isSpam, part.key == strongest, let input = Input.strongest(of: family) {
                weight += combination.weights[input]
            }
            let surprise = Likelihoods.surprise(spam: part.counts.spamSurprise, ham: part.counts.hamSurprise)
            var weighed = part
            weighed.logOdds = weight * part.logOdds + combination.weights[.surprise] * norms.whole * surprise
            weighed.logOdds += norms.residual * part.counts.residual
            return weighed
        }
    }

    /// The strongest features in favour of a verdict, as many as the model must not know for it to flip.
    ///
    /// Each list is checked by judging the comment as if the model had never seen those features.
    private func decisiveKeys(
        among parts: [Part],
        of features: FeatureSet,
        site: SiteKey?,
        verdict: Verdict
    ) -> [UInt64] {
        guard verdict.outcome != .unsure else { return [] }
        let isSpam = verdict.outcome == .spam
        var ignored: Set<UInt64> = []
        var keys: [UInt64] = []
        for part in parts where (part.logOdds > 0) == isSpam {
            guard keys.count < Self.mostDecisive else { return [] }
            keys.append(part.key)
            ignored.insert(part.key)
            let rest = self.verdict(from: score(features, site: site, ignoring: ignored))
            if rest.outcome != verdict.outcome { return keys }
        }
        return []
    }
}

/// The part of one feature.
private struct Part {
    let key: UInt64
    let counts: SeenCounts
    var logOdds: Double
}

extension FeatureSet {
    /// The features of a passage, and those that belong to the comment as a whole.
    func restricted(to range: Range<Int>) -> FeatureSet {
        var marks = PassageMarks(features: self)
        var part = FeatureSet()
        marks.visit(
            range,
            word: { part.words.append(words[$0]) },
            pair: { part.pairs.append(pairs[$0]) },
            run: { part.characters.append(characters[$0]) }
        )
        part.structure = structure
        part.author = author
        return part
    }
}
