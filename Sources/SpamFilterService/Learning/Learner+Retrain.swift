public import FeedbackStore
import SpamClassifier

/// What a retrain found and did.
public struct RetrainReport: Sendable {
    /// How the model before and the one afterwards judge labels that were held back.
    public let trial: RetrainTrial
    /// What was done; `nil` if the new model is worse and was not put in force.
    public let outcome: RefitOutcome?
}

extension Learner {
    /// Refits the model with a change of the labelled set, and puts it in force unless it is worse.
    ///
    /// - Parameters:
    ///   - change: What comes or goes.
    ///   - isForced: Whether a worse model is put in force as well.
    ///   - progress: Told how far it is.
    /// - Returns: The comparison, and what was done.
    /// - Throws: `FeedbackStoreError`; nothing has happened then.
    public func retrain(
        _ change: PlannedRefit.Change = .none,
        isForced: Bool = false,
        progress: @Sendable (RefitProgress) -> Void = { _ in }
    ) async throws -> RetrainReport {
        var trial: RetrainTrial?
        let outcome = try await self.change(
            change,
            isAccepted: { before, after, set in
                let result = try await withTaskExecutorPreference(workplace.thread) { [store] in
                    try await RetrainTrial(before: before, after: after, set: set, store: store, progress: progress)
                }
                trial = result
                return isForced || !result.isWorse
            },
            progress: progress
        )
        guard let trial else { throw FeedbackStoreError.refitOutdated }
        return RetrainReport(trial: trial, outcome: outcome)
    }

    /// Forgets comments: their texts, what is known of their authors, and all that was learnt of them.
    ///
    /// Returns when the model in force equals, to the last bit, one that was never taught them, when the model file holds
    /// nothing else, and when the database has overwritten what it deleted.
    ///
    /// - Returns: The receipt, and whether the files could be rewritten; if not, another process was using them, and the next
    ///   erasure does it.
    public func erase(_ request: ErasureRequest) async throws -> (receipt: Erasure, isOverwritten: Bool) {
        guard let receipt = try await change(.forgetting(request))?.receipt else {
            throw FeedbackStoreError.refitOutdated
        }
        // Also what an erasure left in the file that was killed before it came to this.
        if receipt.revision != nil || isUnsaved { try await forgetInFile() }
        return (receipt, try await store.overwriteRemoved())
    }
}

extension Learner {
    /// Unlearns a dataset; returns when the model in force equals, to the last bit, one that never saw it.
    ///
    /// - Throws: `FeedbackStoreError`; nothing has happened then.
    public func remove(
        dataset name: String,
        progress: @Sendable (RefitProgress) -> Void = { _ in }
    ) async throws -> RefitOutcome {
        guard let outcome = try await change(.removing(dataset: name), progress: progress) else {
            throw FeedbackStoreError.refitOutdated
        }
        return outcome
    }
}
