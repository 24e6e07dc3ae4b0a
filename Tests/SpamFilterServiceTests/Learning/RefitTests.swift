import FeedbackStore
import SpamClassifier
import Testing

@testable import SpamFilterService

struct RefitTests {
    private func marked(_ filter: SpamFilter, _ numbers: Range<Int>) async throws {
        for number in numbers {
            _ = try await filter.mark(SampleComments.numbered(number), as: number.isMultiple(of: 2) ? .spam : .ham)
        }
    }

    @Test func `marks that arrive while a refit is computed are in force at once, and in the new model`() async throws {
        try await withFilter { filter in
            try await filter.learner.start()
            try await marked(filter, 0..<12)
            let outcome = try await filter.learner.change(.none) { _, _, _ in
                let before = try filter.model().probeBits
                try await marked(filter, 12..<16)
                #expect(try filter.model().probeBits != before)
                #expect(try filter.model().revision == 16)
                return true
            }
            #expect(outcome?.revision == 17)
            #expect(try await filter.store.lastRefit()?.asOf == 12)
            #expect(try filter.model().spamCount > 7.9)
            try await filter.expectRebuildToEqualModelInForce()
        }
    }

    @Test func `a refit that is not accepted leaves no trace`() async throws {
        try await withFilter { filter in
            try await filter.learner.start()
            try await marked(filter, 0..<12)
            let before = try filter.model()
            #expect(try await filter.learner.change(.none) { _, _, _ in false } == nil)
            #expect(try await filter.store.revision() == 12)
            #expect(try filter.model().digest == before.digest)
        }
    }

    @Test func `a refit that others overtake is computed again`() async throws {
        try await withFilter { filter in
            try await filter.learner.start()
            try await marked(filter, 0..<12)
            var tries = 0
            let outcome = try await filter.learner.change(.none) { _, _, _ in
                tries += 1
                if tries == 1 {
                    _ = try await filter.store.importDataset(
                        named: "set",
                        rows: [(SpamClassifier.Comment(content: "new"), .ham)]
                    )
                }
                return true
            }
            #expect(tries == 2)
            #expect(outcome?.revision == 14)
            try await filter.expectRebuildToEqualModelInForce()
        }
    }

    @Test func `a dataset with flipped labels is refused, unless it is forced`() async throws {
        try await withFilter { filter in
            try await filter.learner.start()
            let rows = (0..<120).map { number -> (SpamClassifier.Comment, Label) in
                number.isMultiple(of: 2)
                    ? (SpamClassifier.Comment(content: "win money at casino number \(number)"), .spam)
                    : (SpamClassifier.Comment(content: "thanks, recipe \(number) worked well for us"), .ham)
            }
            let good = try await filter.store.stageDataset(named: "good") { add in
                for row in rows { try add(row.0, row.1) }
            }
            #expect(try await filter.learner.retrain(.adding(good)).outcome != nil)
            let before = try filter.model().digest

            let bad = try await filter.store.stageDataset(named: "bad") { add in
                for _ in 0..<3 { for row in rows { try add(row.0, row.1.opposite) } }
            }
            let refused = try await filter.learner.retrain(.adding(bad))
            #expect(refused.trial.isWorse)
            #expect(refused.outcome == nil)
            #expect(try filter.model().digest == before)
            #expect(try await filter.learner.retrain(.adding(bad), isForced: true).outcome != nil)
            #expect(try filter.model().digest != before)
            _ = try await filter.learner.remove(dataset: "bad")
            #expect(try filter.model().digest == before)
        }
    }

    @Test func `losses grow beyond chance or they do not`() {
        #expect(!RetrainTrial.isWorse([]))
        #expect(!RetrainTrial.isWorse([5]))
        #expect(!RetrainTrial.isWorse([0, 0, 0, 0]))
        #expect(!RetrainTrial.isWorse([1, -1, 1, -1, 0.2]))
        #expect(RetrainTrial.isWorse([1, 1.1, 0.9, 1]))
        #expect(!RetrainTrial.isWorse([0.01, 0.011, 0.012]))
    }
}
