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
        let features = extractor.features(of: comment)
        let site = siteKey(comment.site)
        let score = score(features, site: site)
        let verdict = verdict(from: score)
        let parts = parts(of: features, site: site, score: score)
        let names = extractor.names(of: parts.map(\.key), in: comment)
        let unit = Double(Weight.unitsPerComment)
        let evidence = zip(parts, names).compactMap { part, name in
            name.map {
                Evidence(name: $0, logOdds: part.logOdds, spam: part.counts.spam / unit, ham: part.counts.ham / unit)
            }
        }
        let decisive = findsDecisive ? decisiveParts(among: parts, of: features, site: site, verdict: verdict) : []
        return Explanation(
            verdict: verdict,
            evidence: evidence,
            general: generalEvidence(score),
            decisive: decisive.compactMap { names[$0] }
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
        var parts = knownParts(of: features, site: site)
        let whole = FeatureFamily.allCases.map { features.places(of: $0) }
        for (family, places) in zip(FeatureFamily.allCases, whole) {
            weigh(Array(places), of: family, share: shares.whole, &parts)
        }
        if let passage = score.passage {
            let visited = features.places(in: passage.range)
            weigh(visited.text, of: .text, share: shares.passage, &parts)
            weigh(visited.characters, of: .characters, share: shares.passage, &parts)
            for family in [FeatureFamily.structure, .author] {
                weigh(Array(features.places(of: family)), of: family, share: shares.passage, &parts)
            }
        }
        return parts.compactMap(\.self).sorted { first, second in
            let (a, b) = (abs(first.logOdds), abs(second.logOdds))
            return a == b ? first.key < second.key : a > b
        }
    }

    /// The counts and the log odds of each known feature, at the feature's place among all; `nil` for one never seen.
    private func knownParts(of features: FeatureSet, site: SiteKey?) -> [Part?] {
        let likelihoods = likelihoods(site: site)
        return features.keys.map { key in
            let counts = seen(key, site: site)
            guard !counts.isEmpty else { return nil }
            let surprise = Likelihoods.surprise(spam: counts.spamSurprise, ham: counts.hamSurprise)
            let likelihood = likelihoods.logOdds(spam: counts.spam, ham: counts.ham)
            return Part(key: key, counts: counts, likelihood: likelihood, surprise: surprise)
        }
    }

    /// Adds what a family's features in a text are worth, as the sum over the family weighs them.
    private func weigh(_ places: [Int], of family: FeatureFamily, share: Double, _ parts: inout [Part?]) {
        var positiveCount = 0
        var strongest: (place: Int, likelihood: Double)?
        for place in places {
            guard let likelihood = parts[place]?.likelihood else { continue }
            if likelihood > 0 { positiveCount += 1 }
            if strongest.map({ $0.likelihood < likelihood }) ?? true { strongest = (place, likelihood) }
        }
        let norms = FamilyNorms(family: family, size: places.count, positiveCount: positiveCount)
        let (spam, ham) = Input.sums(of: family)
        for place in places {
            guard let part = parts[place] else { continue }
            let isSpam = part.likelihood > 0
            var weight = isSpam ? combination.weights[spam] * norms.positive : combination.weights[ham] * norms.whole
            if isSpam, place == strongest?.place, let input = Input.strongest(of: family) {
                weight += combination.weights[input]
            }
            var logOdds = weight * part.likelihood + combination.weights[.surprise] * norms.whole * part.surprise
            logOdds += norms.residual * part.counts.residual
            parts[place]?.logOdds += logOdds * share
        }
    }

    /// The places among the parts of the strongest features in favour of a verdict, as many as the model must not know for it to flip.
    ///
    /// Each list is checked by judging the comment as if the model had never seen those features.
    private func decisiveParts(
        among parts: [Part],
        of features: FeatureSet,
        site: SiteKey?,
        verdict: Verdict
    ) -> [Int] {
        guard verdict.outcome != .unsure else { return [] }
        let isSpam = verdict.outcome == .spam
        var ignored: Set<UInt64> = []
        var places: [Int] = []
        for (place, part) in parts.enumerated() where (part.logOdds > 0) == isSpam {
            guard places.count < Self.mostDecisive else { return [] }
            places.append(place)
            ignored.insert(part.key)
            let rest = self.verdict(from: score(features, site: site, ignoring: ignored))
            if rest.outcome != verdict.outcome { return places }
        }
        return []
    }
}

/// The part of one feature.
private struct Part {
    let key: UInt64
    let counts: SeenCounts
    /// The log odds of its likelihoods, before they are weighed.
    let likelihood: Double
    /// The surprise log odds.
    let surprise: Double
    /// What it adds to the log odds of the comment.
    var logOdds = 0.0
}

extension FeatureSet {
    /// Where the features of a family stand among all ``keys``.
    fileprivate func places(of family: FeatureFamily) -> Range<Int> {
        let families = FeatureFamily.allCases.prefix { $0 != family }
        let start = families.reduce(0) { $0 + count(of: $1) }
        return start..<start + count(of: family)
    }

    /// Where the words and pairs, and the character runs, of a passage stand among all ``keys``.
    func places(in range: Range<Int>) -> (text: [Int], characters: [Int]) {
        var marks = PassageMarks(features: self)
        var words: [Int] = []
        var pairs: [Int] = []
        var runs: [Int] = []
        marks.visit(
            range,
            word: { words.append($0) },
            pair: { pairs.append($0 + self.words.count) },
            run: { runs.append($0 + count(of: .text)) }
        )
        return (words + pairs, runs)
    }
}
