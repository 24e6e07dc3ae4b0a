import FeedbackStore
import SpamClassifier
import Testing

@testable import SpamFilterService

struct BoundTests {
    private static let most = 400

    private func label(_ number: Int) -> Label { number.isMultiple(of: 2) ? .spam : .ham }

    @Test func `the log says how many features a refit kept, and whoever computes it again keeps the same`()
        async throws
    {
        try await withFilter(maxFeatures: Self.most) { filter in
            try await filter.learner.start()
            #expect(try filter.model().featureCount > Self.most)
            for number in 0..<12 { _ = try await filter.mark(SampleComments.numbered(number), as: label(number)) }
            try await filter.learner.refit()
            #expect(try filter.model().featureCount == Self.most)
            let refit = try #require(try await filter.store.lastRefit())
            #expect(refit.maxFeatures == Self.most)
            #expect(refit.features == Self.most)
            #expect(try filter.model().maxFeatures == Self.most)
            // The learner that rebuilds knows no bound of its own.
            try await filter.expectRebuildToEqualModelInForce()
            #expect(try await filter.rebuiltModel().digest == filter.model().digest)
        }
    }

    @Test(arguments: [1, 2, 3])
    func `whatever is marked, taken back and refitted, the log alone leads to the model in force`(
        seed: UInt64
    ) async throws {
        try await withFilter(maxFeatures: Self.most) { filter in
            var generator = SeededGenerator(state: seed)
            try await filter.learner.start()
            for _ in 0..<3 {
                for _ in 0..<12 {
                    let number = Int.random(in: 0..<14, using: &generator)
                    let label: Label = Bool.random(using: &generator) ? .spam : .ham
                    let before = try filter.model()
                    let outcome = try await filter.mark(SampleComments.numbered(number), as: label)
                    switch Int.random(in: 0..<8, using: &generator) {
                    case 0...2:
                        _ = try await filter.mark(outcome.id, as: nil)
                        if outcome.previous == nil { #expect(try filter.model().digest == before.digest) }
                    case 3: try await filter.learner.refit()
                    default: break
                    }
                }
                try await filter.expectRebuildToEqualModelInForce()
                #expect(try await filter.rebuiltModel().digest == filter.model().digest)
            }
        }
    }

    @Test func `a start from the model file goes on as if the service had never ended`() async throws {
        try await withFilter(maxFeatures: Self.most) { filter in
            try await filter.learner.start()
            var outcomes: [MarkOutcome] = []
            for number in 0..<12 {
                outcomes.append(try await filter.mark(SampleComments.numbered(number), as: label(number)))
            }
            try await filter.learner.refit()
            outcomes.append(try await filter.mark(SampleComments.numbered(12), as: .spam))
            try await filter.learner.save()
            let later = SpamFilter(store: filter.store, starter: SampleComments.starter, logger: .silent)
            try await later.learner.start()
            #expect(try later.model().maxFeatures == Self.most)
            for outcome in outcomes { _ = try await later.mark(outcome.id, as: nil) }
            try await later.expectRebuildToEqualModelInForce()
            #expect(try await later.rebuiltModel().digest == later.model().digest)
        }
    }

    @Test func `a refit is due when the model has outgrown its bound`() async throws {
        try await withFilter(maxFeatures: Self.most) { filter in
            try await filter.learner.start()
            for number in 0..<12 { _ = try await filter.mark(SampleComments.numbered(number), as: label(number)) }
            try await filter.learner.refit()
            #expect(await !filter.learner.isRefitDue)
            let text = "Zebras quietly graze behind tall fences whenever rainclouds gather, said nobody"
            let new = SpamClassifier.Comment(content: text)
            _ = try await filter.mark(new, as: .ham)
            #expect(try filter.model().featureCount > Self.most + Self.most / 4)
            #expect(await filter.learner.isRefitDue)
        }
    }
}
