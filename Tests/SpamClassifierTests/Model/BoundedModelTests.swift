import Testing

@testable import SpamClassifier

@Suite struct BoundedModelTests {
    private static let most = 700

    private static func blank(_ maxFeatures: Int? = most) -> Model {
        var model = Model(seed: 7)
        model.maxFeatures = maxFeatures
        return model
    }

    private static func refitted(to samples: [Sample], _ maxFeatures: Int? = most) -> (Model, [Lesson]) {
        var model = blank(maxFeatures)
        let lessons = model.refit(on: model.examples(samples))
        return (model, lessons)
    }

    /// What probes are given, to the last bit.
    private static func bits(_ model: Model) -> [UInt64] {
        Samples.make(15, seed: 99, sites: [nil, "a"]).map { model.verdict(on: $0.comment).probability.bitPattern }
    }

    @Test func `a refit keeps no more features than it may`() {
        let samples = Samples.make(60, seed: 1, sites: [nil, "a"])
        #expect(Self.refitted(to: samples, nil).0.featureCount > 2 * Self.most)
        #expect(Self.refitted(to: samples).0.featureCount == Self.most)
    }

    @Test func `a bound that nothing exceeds changes no bit`() {
        let samples = Samples.make(60, seed: 1, sites: [nil, "a"])
        let (bounded, boundedLessons) = Self.refitted(to: samples, 1_000_000)
        let (free, lessons) = Self.refitted(to: samples, nil)
        #expect(bounded.snapshot() == free.snapshot())
        #expect(boundedLessons == lessons)
    }

    @Test func `what a bounded refit leads to does not depend on the order`() {
        var numbers = FixedNumbers(seed: 3)
        let samples = Samples.make(60, seed: 1, sites: [nil, "a"])
        let shuffled = samples.shuffled(using: &numbers)
        #expect(Self.refitted(to: samples).0.snapshot() == Self.refitted(to: shuffled).0.snapshot())
    }

    @Test func `a bounded model still tells spam from ham`() {
        let (model, _) = Self.refitted(to: Samples.make(200, seed: 4))
        let right = Samples.make(100, seed: 5).count { sample in
            (model.verdict(on: sample.comment).probability > 0.5) == (sample.label == .spam)
        }
        #expect(right >= 90)
    }

    @Test(arguments: 1...6 as ClosedRange<UInt64>)
    func `whatever is marked after a bounded refit and taken back leaves no trace`(seed: UInt64) {
        var numbers = FixedNumbers(seed: seed)
        var (model, _) = Self.refitted(to: Samples.make(60, seed: seed, sites: [nil, "a"]))
        let snapshot = model.snapshot()
        let bits = Self.bits(model)
        var learnt: [(Example, Lesson)] = []
        for example in model.examples(Samples.make(40, seed: seed + 50, sites: [nil, "a", "b"])) {
            learnt.append((example, model.learn(example)))
            if Bool.random(using: &numbers), let back = learnt.indices.randomElement(using: &numbers) {
                let (example, lesson) = learnt.remove(at: back)
                model.unlearn(example, lesson)
            }
        }
        #expect(model.snapshot() != snapshot)
        for (example, lesson) in learnt.shuffled(using: &numbers) { model.unlearn(example, lesson) }
        #expect(model.snapshot() == snapshot)
        #expect(Self.bits(model) == bits)
    }

    @Test(arguments: 1...6 as ClosedRange<UInt64>)
    func `marks of the refit can be taken back in any order, and counts of others stay whole`(seed: UInt64) {
        var numbers = FixedNumbers(seed: seed)
        let samples = Samples.make(60, seed: seed, sites: [nil, "a"])
        var (model, lessons) = Self.refitted(to: samples)
        let old = Array(zip(model.examples(samples), lessons))
        let new = model.examples(Samples.make(30, seed: seed + 70, sites: [nil, "a"]))
        // What the new marks alone leave behind, once everything the refit learnt is unlearnt.
        var (alone, _) = Self.refitted(to: samples)
        for (example, lesson) in old { alone.unlearn(example, lesson) }
        #expect(alone.featureCount == 0)
        #expect(alone.spamCount == 0 && alone.hamCount == 0)

        var later: [(Example, Lesson)] = []
        var rest = old.shuffled(using: &numbers)
        for example in new {
            later.append((example, model.learn(example)))
            for _ in 0..<2 { if let (example, lesson) = rest.popLast() { model.unlearn(example, lesson) } }
        }
        for (example, lesson) in rest { model.unlearn(example, lesson) }
        for (example, lesson) in later { alone.add(lesson, of: example) }
        #expect(model.table == alone.table)
        #expect(model.totals == alone.totals)
        for (example, lesson) in later { model.unlearn(example, lesson) }
        #expect(model.featureCount == 0)
    }

    @Test func `a bounded model read back goes on as the original does`() throws {
        var (model, lessons) = Self.refitted(to: Samples.make(60, seed: 1, sites: [nil, "a"]))
        let learnt = model.examples(Samples.make(60, seed: 1, sites: [nil, "a"]))
        for example in model.examples(Samples.make(20, seed: 8, sites: [nil, "a"])) { _ = model.learn(example) }
        var copy = try Model(snapshot: model.snapshot())
        for (example, lesson) in zip(learnt, lessons) {
            model.unlearn(example, lesson)
            copy.unlearn(example, lesson)
        }
        #expect(copy.snapshot() == model.snapshot())
        #expect(Self.bits(copy) == Self.bits(model))
    }

    @Test func `leaving a comment out of a bounded model takes away no more than it added`() {
        let samples = Samples.make(60, seed: 1, sites: [nil, "a"])
        var (model, lessons) = Self.refitted(to: samples)
        let example = model.examples(samples)[0]
        let verdict = model.verdict(on: example, leavingOut: lessons[0])
        var without = model
        without.unlearn(example, lessons[0])
        #expect(verdict.probability == without.verdict(on: example.features, site: example.site).probability)
        let extra = model.examples(Samples.make(1, seed: 77, sites: ["a"]))[0]
        let before = model
        let lesson = model.learn(extra)
        #expect(
            model.verdict(on: extra, leavingOut: lesson).logOdds
                == before.verdict(on: extra.features, site: extra.site).logOdds
        )
    }

    @Test func `a refit is due when a model has outgrown its bound by a quarter`() {
        #expect(!RefitSchedule.isDue(features: 1_000_000, maxFeatures: nil))
        #expect(!RefitSchedule.isDue(features: 125, maxFeatures: 100))
        #expect(RefitSchedule.isDue(features: 126, maxFeatures: 100))
    }
}
