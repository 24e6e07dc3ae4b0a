import Testing

@testable import SpamClassifier

@Suite struct FirstDayTests {
    private static let oddities = [
        "", " ", "\u{1F600}", "\u{200B}", "\u{FEFF}", "\u{0}", "\u{301}", "a", "1", "!!!", "<b></b>", "&",
        Samples.unknownText,
        "http://win.example/now", "\u{202E}olleh", String(repeating: "a", count: 1 << 20),
    ]

    private func expectFinite(_ verdict: Verdict) {
        #expect(verdict.logOdds.isFinite)
        #expect(verdict.probability > 0 && verdict.probability < 1)
        #expect(abs(verdict.probability - logistic(verdict.logOdds)) == 0)
    }

    @Test(arguments: oddities) func `an empty model takes nothing for spam`(content: String) {
        let verdict = Model(seed: 1).verdict(on: Comment(content: content))
        expectFinite(verdict)
        #expect(verdict.outcome != .spam)
        #expect(!verdict.discard)
        #expect(verdict.confidence == .low)
    }

    @Test func `an empty model takes no advertisement for spam`() {
        for sample in Samples.make(30, seed: 1) {
            let verdict = Model(seed: 1).verdict(on: sample.comment)
            expectFinite(verdict)
            #expect(verdict.outcome != .spam)
        }
    }

    @Test(arguments: oddities) func `a fitted model judges anything`(content: String) {
        let model = Model.fitted(to: Samples.make(30, seed: 2))
        expectFinite(model.verdict(on: Comment(content: content)))
        let explanation = model.explanation(of: Comment(content: content))
        #expect(explanation.evidence.allSatisfy { $0.logOdds.isFinite })
    }

    @Test(arguments: Label.allCases) func `a model that knows one class keeps its head`(label: Label) {
        let samples = Samples.make(150, seed: 3).filter { $0.label == label }
        var online = Model(seed: 1)
        for example in online.examples(samples) { _ = online.learn(example) }
        for model in [online, Model.fitted(to: samples)] {
            let verdict = model.verdict(on: Comment(content: Samples.unknownText))
            expectFinite(verdict)
            #expect(verdict.probability < model.thresholds.spam)
            #expect(verdict.confidence == .low)
        }
    }

    @Test func `a refit on nothing is an empty model`() {
        var model = Model.fitted(to: Samples.make(20, seed: 4))
        #expect(model.refit(on: []).isEmpty)
        #expect(model.table == FeatureTable())
        #expect(model.combination == Model(seed: 1).combination)
        expectFinite(model.verdict(on: Comment(content: "hello")))
    }

    @Test func `a refit on one comment stays finite`() {
        for label in Label.allCases {
            let model = Model.fitted(to: [Sample(comment: Comment(content: ""), label: label)])
            for content in Self.oddities { expectFinite(model.verdict(on: Comment(content: content))) }
        }
    }

    @Test func `what was learnt is told apart`() {
        let model = Model.fitted(to: Samples.make(200, seed: 5))
        let samples = Samples.make(60, seed: 6)
        let right = samples.count { (model.verdict(on: $0.comment).probability > 0.5) == ($0.label == .spam) }
        #expect(right >= 54)
        #expect(model.verdict(on: Comment(content: Samples.advertisement)).probability > 0.9)
        #expect(model.verdict(on: Comment(content: "thanks, lovely song, I remember the concert")).probability < 0.1)
    }
}
