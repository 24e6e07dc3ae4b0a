import Testing

@testable import SpamClassifier

@Suite struct ExplanationTests {
    private static let padding =
        " thanks lovely song remember the concert because my grandmother never heard this melody "

    private static let probes: [Comment] =
        Samples.make(40, seed: 97, sites: [nil, "a"]).map(\.comment)
        + ["", "x", Samples.unknownText, padding + Samples.advertisement, Samples.advertisement + padding + padding]
        .map { Comment(content: $0) }

    private static let fitted = Model.fitted(to: Samples.make(120, seed: 1, sites: [nil, "a"]))

    private static let online = {
        var model = fitted
        for example in model.examples(Samples.make(40, seed: 2, sites: [nil, "a"])) { _ = model.learn(example) }
        return model
    }()

    @Test(arguments: [fitted, online, Model(seed: 1)]) func `the parts sum up to the log odds`(model: Model) {
        for comment in Self.probes {
            let explanation = model.explanation(of: comment)
            let parts = explanation.evidence.map(\.logOdds) + explanation.general.map(\.logOdds)
            #expect(abs(parts.reduce(0, +) - explanation.verdict.logOdds) < 1e-9)
            #expect(explanation.verdict == model.verdict(on: comment))
        }
    }

    @Test func `both comments with and without a deciding passage were explained`() {
        let scores = Self.probes.map { comment in
            Self.fitted.score(Self.fitted.extractor.features(of: comment), site: Self.fitted.siteKey(comment.site))
        }
        #expect(scores.contains { $0.passage != nil })
        #expect(scores.contains { $0.passage == nil })
    }

    @Test func `evidence comes strongest first and names what was seen`() {
        let explanation = Self.fitted.explanation(of: Comment(content: Samples.advertisement))
        let strengths = explanation.evidence.map { abs($0.logOdds) }
        #expect(zip(strengths, strengths.dropFirst()).allSatisfy { $0 >= $1 })
        #expect(explanation.evidence.allSatisfy { $0.spam + $0.ham > 0 })
        let casino = explanation.evidence.first { $0.name == FeatureName(kind: .word, text: "casino") }
        #expect(casino.map { $0.logOdds > 0 && $0.spam > $0.ham } == true)
    }

    @Test func `what was never seen is no evidence`() {
        let words = Self.fitted.explanation(of: Comment(content: Samples.unknownText)).evidence.filter {
            $0.name.kind == .word
        }
        #expect(words.isEmpty)
    }

    @Test func `a verdict flips without its decisive features and not without fewer`() {
        var flipped = 0
        for model in [Self.fitted, Self.online] {
            for comment in Self.probes {
                let explanation = model.explanation(of: comment)
                guard let last = explanation.decisive.last else { continue }
                let outcome = explanation.verdict.outcome
                #expect(outcome != .unsure)
                #expect(self.outcome(of: comment, model, ignoring: explanation.decisive) != outcome)
                #expect(self.outcome(of: comment, model, ignoring: explanation.decisive.dropLast()) == outcome)
                #expect(explanation.evidence.contains { $0.name == last })
                flipped += 1
            }
        }
        #expect(flipped > 0)
    }

    private func outcome(of comment: Comment, _ model: Model, ignoring names: some Sequence<FeatureName>)
        -> Verdict.Outcome
    {
        let named = model.extractor.namedFeatures(of: comment)
        let ignored = Set(names)
        let keys = named.names.filter { ignored.contains($0.value) }.keys
        let score = model.score(named.features, site: model.siteKey(comment.site), ignoring: Set(keys))
        return model.verdict(from: score).outcome
    }

    @Test func `passages blunt padding with honest words`() {
        let model = Self.fitted
        func logOdds(_ content: String, withPassages: Bool) -> Double {
            var features = model.extractor.features(of: Comment(content: content))
            if !withPassages { features.passages = Passages() }
            return model.verdict(on: features).logOdds
        }
        for padded in [
            Samples.advertisement + Self.padding + Self.padding, Self.padding + Self.padding + Samples.advertisement,
        ] {
            let with = logOdds(Samples.advertisement, withPassages: true) - logOdds(padded, withPassages: true)
            let without = logOdds(Samples.advertisement, withPassages: false) - logOdds(padded, withPassages: false)
            #expect(with < without)
        }
    }

    @Test func `a passage decides only where it is more suspicious than the whole`() {
        for comment in Self.probes {
            let score = Self.fitted.score(
                Self.fitted.extractor.features(of: comment),
                site: Self.fitted.siteKey(comment.site)
            )
            #expect(score.excess >= 0)
            if let passage = score.passage { #expect(passage.margin > score.margin) }
        }
    }
}
