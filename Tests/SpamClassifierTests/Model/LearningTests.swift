import Testing

@testable import SpamClassifier

@Suite struct LearningTests {
    private let probes = Samples.make(25, seed: 99, sites: [nil, "a", "b"])

    private func logOdds(_ model: Model) -> [UInt64] {
        probes.map { model.verdict(on: $0.comment).logOdds.bitPattern }
    }

    @Test(arguments: 1...4 as ClosedRange<UInt64>) func `unlearning restores the model to the last bit`(seed: UInt64) {
        var numbers = FixedNumbers(seed: seed)
        var model = Model(seed: seed)
        for example in model.examples(Samples.make(30, seed: seed, sites: [nil, "a", "b"])) { _ = model.learn(example) }
        let (before, odds) = (model, logOdds(model))

        let examples = model.examples(Samples.make(25, seed: seed + 50, sites: [nil, "a", "c"]))
        var learnt: [(Example, Lesson)] = []
        for example in examples { learnt.append((example, model.learn(example))) }
        #expect(logOdds(model) != odds)
        for (example, lesson) in learnt.shuffled(using: &numbers) { model.unlearn(example, lesson) }

        #expect(model.table == before.table)
        #expect(model.totals == before.totals)
        #expect(model.combination == before.combination)
        #expect(model.thresholds == before.thresholds)
        #expect(logOdds(model) == odds)
    }

    @Test(arguments: 11...13 as ClosedRange<UInt64>) func `learning and unlearning may interleave in any way`(
        seed: UInt64
    ) {
        var numbers = FixedNumbers(seed: seed)
        var model = Model(seed: 1)
        let start = model
        let examples = model.examples(Samples.make(40, seed: seed, sites: [nil, "a"]))
        var learnt: [(Example, Lesson)] = []
        for _ in 0..<120 {
            if learnt.isEmpty || Bool.random(using: &numbers) {
                guard let example = examples.randomElement(using: &numbers) else { continue }
                learnt.append((example, model.learn(example)))
            } else {
                let (example, lesson) = learnt.remove(at: Int.random(in: 0..<learnt.count, using: &numbers))
                model.unlearn(example, lesson)
            }
        }
        // What is left equals the same lessons in another order.
        var other = start
        for (example, lesson) in learnt.shuffled(using: &numbers) { other.add(lesson, of: example) }
        #expect(model.table == other.table)
        #expect(model.totals == other.totals)
        #expect(logOdds(model) == logOdds(other))
        for (example, lesson) in learnt { model.unlearn(example, lesson) }
        #expect(model.table == FeatureTable())
        #expect(model.featureCount == 0)
        #expect(model.totals == ClassTotals())
        #expect(logOdds(model) == logOdds(start))
    }

    @Test func `forgetting a site's last comment forgets the site`() {
        var model = Model(seed: 1)
        let example = model.examples(Samples.make(1, seed: 1, sites: ["a"]))[0]
        let lesson = model.learn(example)
        model.unlearn(example, lesson)
        #expect(model.siteTotals.isEmpty)
    }

    @Test func `a copy of a model is not changed by what the original learns`() {
        var model = Model.fitted(to: Samples.make(20, seed: 1))
        let copy = model
        let odds = logOdds(copy)
        for example in model.examples(Samples.make(20, seed: 2)) { _ = model.learn(example) }
        #expect(logOdds(copy) == odds)
        #expect(copy.table != model.table)
    }

    @Test func `learning moves a comment towards its label`() {
        var model = Model.fitted(to: Samples.make(40, seed: 3))
        for sample in Samples.make(20, seed: 4) {
            let before = model.verdict(on: sample.comment).logOdds
            let example = model.example(sample.comment, as: sample.label)
            let lesson = model.learn(example)
            let after = model.verdict(on: sample.comment).logOdds
            #expect(sample.label == .spam ? after > before : after < before)
            model.unlearn(example, lesson)
        }
    }

    @Test func `a lesson notes how wrong the model was`() {
        var model = Model(seed: 1)
        let example = model.example(Comment(content: "hello there"), as: .spam)
        let probability = model.verdict(on: example.features).probability
        let lesson = model.learn(example)
        #expect(lesson.surprise == UInt16(((1 - probability) * Lesson.surpriseUnits).rounded()))
        #expect(lesson.residual == 0)
        #expect(lesson.label == .spam)
    }

    @Test func `a starter comment counts a thirty-second`() {
        var model = Model(seed: 1)
        let comment = Comment(content: "casino bonus")
        let starter = model.example(comment, as: .spam, weight: .starter)
        for _ in 0..<32 { model.add(Lesson(label: .spam, weight: .starter, surprise: 0, residual: 0), of: starter) }
        var other = Model(seed: 1)
        other.add(Lesson(label: .spam, weight: .label, surprise: 0, residual: 0), of: other.example(comment, as: .spam))
        #expect(model.table == other.table)
        #expect(model.totals == other.totals)
        #expect(model.spamCount == 1)
        _ = model.learn(starter)
        #expect(model.spamCount == 1 + 1.0 / 32)
        #expect(model.hamCount == 0)
    }

    @Test func `two seeds judge alike`() {
        let samples = Samples.make(40, seed: 5)
        let (first, second) = (Model.fitted(to: samples, seed: 1), Model.fitted(to: samples, seed: 2))
        #expect(first.featureCount == second.featureCount)
        for probe in probes {
            let difference = first.verdict(on: probe.comment).logOdds - second.verdict(on: probe.comment).logOdds
            // The sums, and one pass over the residuals, run in another order.
            #expect(abs(difference) < 0.5)
        }
    }

    @Test func `the same comment has the same verdict`() {
        let samples = Samples.make(40, seed: 6)
        let (first, second) = (Model.fitted(to: samples), Model.fitted(to: samples))
        for probe in probes {
            #expect(first.verdict(on: probe.comment) == first.verdict(on: probe.comment))
            #expect(first.verdict(on: probe.comment) == second.verdict(on: probe.comment))
        }
    }

    @Test func `leaving a comment out judges it as if it had never been learnt`() {
        for sites in [[nil], ["a"]] as [[String?]] {
            let samples = Samples.make(30, seed: 7, sites: sites)
            var model = Model(seed: 1)
            let examples = model.examples(samples)
            let lessons = model.refit(on: examples)
            for (example, lesson) in zip(examples, lessons) {
                var without = model
                without.unlearn(example, lesson)
                let leftOut = model.verdict(on: example, leavingOut: lesson)
                #expect(leftOut.logOdds == without.verdict(on: example.features, site: example.site).logOdds)
            }
        }
    }
}
