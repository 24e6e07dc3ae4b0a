import FeedbackStore
import SpamClassifier
import Testing

@testable import SpamFilterService

extension SpamFilter {
    /// A model built from the log by a learner that knows nothing else.
    func rebuiltModel() async throws -> Model {
        let learner = Learner(store: store, current: CurrentModel(), starter: SampleComments.starter)
        try await learner.start()
        return await learner.model
    }

    /// Expects that the log alone leads to the model in force, bit for bit.
    func expectRebuildToEqualModelInForce(_ sourceLocation: SourceLocation = #_sourceLocation) async throws {
        var live = try model()
        var rebuilt = try await rebuiltModel()
        // The service may refit between the two looks.
        for _ in 0..<10 where live.revision != rebuilt.revision {
            live = try model()
            rebuilt = try await rebuiltModel()
        }
        #expect(live.revision == rebuilt.revision, sourceLocation: sourceLocation)
        #expect(live.spamCount == rebuilt.spamCount, sourceLocation: sourceLocation)
        #expect(live.hamCount == rebuilt.hamCount, sourceLocation: sourceLocation)
        #expect(live.thresholds == rebuilt.thresholds, sourceLocation: sourceLocation)
        #expect(live.digest == rebuilt.digest, sourceLocation: sourceLocation)
        #expect(live.probeBits == rebuilt.probeBits, sourceLocation: sourceLocation)
    }
}
