extension Model {
    /// The most features that a list of decisive ones may have; a verdict that hangs on more hangs on none.
    private static let mostDecisive = 40

    /// A verdict with all its reasons.
    ///
    /// O(features), and once more for each decisive feature.
    ///
    /// The evidence and the general evidence sum up to the verdict's log odds, to rounding.
    public func explanation(of comment: Comment) -> Explanation {
        let named = extractor.namedFeatures(of: comment)
        let site = siteKey(comment.site)
        let score = score(named.features, site: site)
        let verdict = verdict(from: score)
        let parts = parts(of: named.features, site: site)
        let evidence = parts.compactMap { part -> Evidence? in
            guard let name = named.names[part.key] else { return nil }
            let unit = Double(Weight.unitsPerComment)
            return Evidence(
                name: name,
                logOdds: part.logOdds,
                spam: part.counts.spam / unit,
                ham: part.counts.ham / unit
            )
        }
        let general: [GeneralEvidence] = [Input.prior, .length, .novelty].map { input in
            GeneralEvidence(name: "\(input)", logOdds: combination.weights[input] * score.inputs[input])
        }
        let decisive = decisiveKeys(among: parts, of: named.features, site: site, verdict: verdict)
        return Explanation(
            verdict: verdict,
            evidence: evidence,
            general: general,
            decisive: decisive.compactMap { named.names[$0] }
        )
    }

    /// What each known feature adds to the log odds, strongest first.
    private func parts(of features: FeatureSet, site: SiteKey?) -> [Part] {
        let likelihoods = likelihoods(site: site)
        var parts: [Part] = []
        for family in FeatureFamily.allCases {
            parts += Self.parts(
                of: features.keys(of: family).joined().compactMap { key in
                    let counts = seen(key, site: site)
                    guard !counts.isEmpty else { return nil }
                    let logOdds = likelihoods.logOdds(spam: counts.spam, ham: counts.ham)
                    return Part(key: key, counts: counts, logOdds: logOdds)
                },
                family: family,
                size: features.count(of: family),
                combination: combination
            )
        }
        return parts.sorted { abs($0.logOdds) == abs($1.logOdds) ? $0.key < $1.key : abs($0.logOdds) > abs($1.logOdds) }
    }

    /// Weighs the log odds of a family's features as the sum over the family weighs them.
    private static func parts(of raw: [Part], family: FeatureFamily, size: Int, combination: Combination) -> [Part] {
        let norms = FamilyNorms(size: size, positiveCount: raw.count { $0.logOdds > 0 })
        let (spam, ham) = Input.sums(of: family)
        let residualFactor = Smoothing.residualGain(of: family) / (Lesson.residualUnits * Double(1 + size).squareRoot())
        let strongest = raw.max { $0.logOdds < $1.logOdds }?.key
        return raw.map { part in
            let isSpam = part.logOdds > 0
            var weight = combination.weights[isSpam ? spam : ham] * (isSpam ? norms.positive : norms.whole)
            if isSpam, part.key == strongest, let input = Input.strongest(of: family) {
                weight += combination.weights[input]
            }
            let surprise = Likelihoods.surprise(spam: part.counts.spamSurprise, ham: part.counts.hamSurprise)
            var weighed = part
            weighed.logOdds =
                weight * part.logOdds + combination.weights[.surprise] * norms.whole * surprise
                + residualFactor * part.counts.residual
            return weighed
        }
    }

    /// The strongest features in favour of a verdict, as many as must go for it to flip: checked by judging without them.
    private func decisiveKeys(
        among parts: [Part],
        of features: FeatureSet,
        site: SiteKey?,
        verdict: Verdict
    ) -> [UInt64] {
        guard verdict.outcome != .unsure else { return [] }
        let isSpam = verdict.outcome == .spam
        var removed: [UInt64] = []
        for part in parts where (part.logOdds > 0) == isSpam {
            guard removed.count < Self.mostDecisive else { return [] }
            removed.append(part.key)
            let rest = self.verdict(on: features.without(removed), site: site)
            if isSpam ? rest.outcome != .spam : rest.outcome != .ham { return removed }
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
    /// The same features less some.
    func without(_ keys: [UInt64]) -> FeatureSet {
        let gone = Set(keys)
        var rest = self
        rest.words.removeAll(where: gone.contains)
        rest.pairs.removeAll(where: gone.contains)
        rest.characters.removeAll(where: gone.contains)
        rest.structure.removeAll(where: gone.contains)
        rest.author.removeAll(where: gone.contains)
        return rest
    }
}
