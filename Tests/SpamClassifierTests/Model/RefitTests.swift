import Testing

@testable import SpamClassifier

@Suite struct RefitTests {
    private let probes = Samples.make(25, seed: 98, sites: [nil, "a"]).map(\.comment)

    private func expectSame(_ first: Model, _ second: Model) {
        #expect(first.table == second.table)
        #expect(first.totals == second.totals)
        #expect(first.siteTotals == second.siteTotals)
        #expect(first.combination == second.combination)
        #expect(first.thresholds == second.thresholds)
        #expect(first.budgetStatus == second.budgetStatus)
        for probe in probes { #expect(first.verdict(on: probe) == second.verdict(on: probe)) }
    }

    @Test(arguments: 1...3 as ClosedRange<UInt64>) func `a refit depends on the set of comments, not on their order`(
        seed: UInt64
    ) {
        var numbers = FixedNumbers(seed: seed)
        var first = Model(seed: 1)
        var second = Model(seed: 1)
        let examples = first.examples(Samples.make(60, seed: seed, sites: [nil, "a", "b"]))
        let order = examples.indices.shuffled(using: &numbers)
        let lessons = first.refit(on: examples)
        let shuffled = second.refit(on: order.map { examples[$0] })
        expectSame(first, second)
        for (position, index) in order.enumerated() { #expect(shuffled[position] == lessons[index]) }
    }

    @Test(arguments: 2...5) func `any number of threads learns the same, to the last bit`(threads: Int) {
        var alone = Model(seed: 1)
        var together = Model(seed: 1)
        let examples = alone.examples(Samples.make(200, seed: 7, sites: [nil, "a", "b"]))
        let lessons = alone.refit(on: examples)
        #expect(together.refit(on: examples, threads: threads) == lessons)
        expectSame(alone, together)
        #expect(alone.digest == together.digest)
    }

    @Test func `comments that differ only in how often they repeat themselves are told apart in any order`() {
        let samples =
            Samples.make(20, seed: 4)
            + [9, 10].map { Sample(comment: Comment(content: String(repeating: "ha ", count: $0)), label: .ham) }
        var first = Model(seed: 1)
        var second = Model(seed: 1)
        let examples = first.examples(samples)
        let lessons = first.refit(on: examples)
        let reversed = second.refit(on: examples.reversed())
        expectSame(first, second)
        #expect(lessons == reversed.reversed())
    }

    @Test func `a refit forgets what came before it`() {
        let samples = Samples.make(40, seed: 5)
        var model = Model.fitted(to: Samples.make(30, seed: 6, sites: ["a"]))
        for example in model.examples(Samples.make(10, seed: 7)) { _ = model.learn(example) }
        _ = model.refit(on: model.examples(samples))
        expectSame(model, Model.fitted(to: samples))
    }

    @Test func `what was unlearnt before a refit leaves no trace`() {
        let samples = Samples.make(200, seed: 8, sites: [nil, "a"])
        var model = Model(seed: 1)
        let examples = model.examples(samples)
        let lessons = examples.map { model.learn($0) }
        for index in 0..<20 { model.unlearn(examples[index * 10], lessons[index * 10]) }
        let rest = examples.indices.filter { $0 % 10 != 0 }
        _ = model.refit(on: rest.map { examples[$0] })
        expectSame(model, Model.fitted(to: rest.map { samples[$0] }))
    }

    @Test func `all lessons of a refit can be taken back`() {
        var model = Model(seed: 1)
        let examples = model.examples(Samples.make(50, seed: 9, sites: [nil, "a"]))
        let lessons = model.refit(on: examples)
        #expect(lessons.count == examples.count)
        #expect(zip(examples, lessons).allSatisfy { $0.label == $1.label && $0.weight == $1.weight })
        for (example, lesson) in zip(examples, lessons).reversed() { model.unlearn(example, lesson) }
        #expect(model.table == FeatureTable())
        #expect(model.totals == ClassTotals())
    }

    @Test func `a comment that stands in the set twice counts twice`() {
        let samples = Samples.make(30, seed: 10)
        let model = Model.fitted(to: samples + samples)
        #expect(model.spamCount + model.hamCount == 60)
        #expect(model.featureCount == Model.fitted(to: samples).featureCount)
    }

    @Test func `a mark taken back after a refit restores every probability`() {
        var model = Model.fitted(to: Samples.make(60, seed: 11))
        let before = model
        let marks = model.examples(Samples.make(15, seed: 12, sites: [nil, "a"]))
        let lessons = marks.map { model.learn($0) }
        for (example, lesson) in zip(marks, lessons) { model.unlearn(example, lesson) }
        #expect(model.table == before.table)
        for probe in probes { #expect(model.verdict(on: probe) == before.verdict(on: probe)) }
    }

    @Test func `weights that must not be negative are not`() {
        let model = Model.fitted(to: Samples.make(100, seed: 13))
        for input in Input.allCases {
            let weight = model.combination.weights[input]
            #expect(weight.isFinite)
            #expect(weight >= 0 || !input.isNonnegative)
        }
    }

    @Test func `the thresholds keep their order and the budget counts labels alone`() {
        var model = Model(seed: 1)
        let samples = Samples.make(80, seed: 14)
        let starters = samples.prefix(40).map { model.example($0.comment, as: $0.label, weight: .starter) }
        _ = model.refit(on: starters + model.examples(Array(samples.suffix(40))))
        #expect(model.budgetStatus.hamLabels == samples.suffix(40).count { $0.label == .ham })
        #expect(model.thresholds.unsure <= model.thresholds.spam)
        #expect(model.thresholds.spam <= model.thresholds.discard)
    }
}
