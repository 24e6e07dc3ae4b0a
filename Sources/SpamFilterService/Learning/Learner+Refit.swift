import FeedbackStore
import SpamClassifier

extension Learner {
    /// Says whether a refit may be written: told the state before, the one it leads to, and what it learnt.
    typealias Acceptance = (LearntState, LearntState, LabelledSet) async throws -> Bool

    /// How often a refit is planned anew because others changed the labelled set meanwhile.
    private static let attempts = 20

    /// Refits the model to the labels there are, and writes that into the log.
    ///
    /// Marks that arrive meanwhile come into force at once on the old fit, and are learnt again on top of the new one.
    public func refit() async throws { _ = try await change(.none) }

    /// Changes the labelled set together with a refit; returns when the new model is in force.
    ///
    /// The refit is computed first, away from marks and verdicts, then written with the change in one transaction. If others
    /// change the set meanwhile, the refit is computed again.
    ///
    /// - Parameters:
    ///   - change: What comes or goes.
    ///   - isAccepted: Says whether a refit may be written.
    ///   - progress: Told how far it is.
    /// - Returns: What was done; `nil` if the refit was not accepted.
    /// - Throws: `FeedbackStoreError`; ``FeedbackStoreError/refitOutdated`` if others changed the set again and again.
    @discardableResult
    func change(
        _ change: PlannedRefit.Change,
        isAccepted: Acceptance = { _, _, _ in true },
        progress: @Sendable (RefitProgress) -> Void = { _ in }
    ) async throws -> RefitOutcome? {
        for attempt in 1... {
            try await catchUp()
            let plan = try await store.plan(change)
            do {
                guard plan.isNeeded else { return try await store.commit(plan, digest: nil) }
                var next = try await learnt(plan.set, progress: progress)
                guard try await isAccepted(state, next, plan.set) else { return nil }
                progress(.writing)
                let digest = await Self.digest(of: next.model)
                next.refit = RefitEntry(revision: 0, asOf: plan.set.marksThrough, digest: digest)
                prepared = next
                try await saveNext(next)
                let outcome = try await store.commit(plan, digest: digest)
                try await catchUp()
                return outcome
            } catch FeedbackStoreError.refitOutdated where attempt < Self.attempts {
                continue
            }
        }
        return nil
    }

    private nonisolated static func digest(of model: Model) async -> UInt64 { model.digest }
}
