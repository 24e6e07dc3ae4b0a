import FeedbackStore
import SpamClassifier

extension Learner {
    /// Says whether a refit may be written: told the state before, the one it leads to, and what it learnt.
    typealias Acceptance = (LearntState, LearntState, LabelledSet) async throws -> Bool

    /// How often a refit is planned anew because others changed the labelled set meanwhile.
    private static let attempts = 20

    /// Refits the model to the labels there are, and writes that into the log; puts it off while somebody changes the
    /// labelled set.
    ///
    /// Marks that arrive meanwhile come into force at once on the old fit, and are learnt again on top of the new one.
    public func refit() async throws {
        _ = try await attempt(.none, under: nil) { _, _, _ in true }
    }

    /// Changes the labelled set together with a refit; returns when the new model is in force.
    ///
    /// Waits until nobody else changes the set. The refit is computed first, away from marks and verdicts, then written with the
    /// change in one transaction. Refits of services are put off meanwhile. If an import comes between, the refit is computed
    /// again.
    ///
    /// - Parameters:
    ///   - change: What comes or goes.
    ///   - isAccepted: Says whether a refit may be written.
    ///   - progress: Told how far it is.
    /// - Returns: What was done; `nil` if the refit was not accepted.
    /// - Throws: `FeedbackStoreError`; ``FeedbackStoreError/refitOutdated`` if imports came between again and again.
    @discardableResult
    func change(
        _ change: PlannedRefit.Change,
        isAccepted: Acceptance = { _, _, _ in true },
        progress: @Sendable (RefitProgress) -> Void = { _ in }
    ) async throws -> RefitOutcome? {
        let lease = try await lease()
        do {
            let outcome = try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { [self] in await renew(lease) }
                let outcome = try await attempt(change, under: lease, isAccepted: isAccepted, progress: progress)
                group.cancelAll()
                return outcome
            }
            try? await store.release(lease)
            return outcome
        } catch {
            // What cannot be given back lapses.
            try? await store.release(lease)
            throw error
        }
    }

    private func attempt(
        _ change: PlannedRefit.Change,
        under lease: ChangeLease?,
        isAccepted: Acceptance,
        progress: @Sendable (RefitProgress) -> Void = { _ in }
    ) async throws -> RefitOutcome? {
        for attempt in 1... {
            if lease == nil, try await store.isLeased() { return nil }
            try await catchUp()
            var plan = try await store.plan(change, maxFeatures: maxFeatures)
            guard plan.hashSeed == seed else { continue }
            if case .forgetting = change { plan.digestBefore = await digest(of: state.model) }
            do {
                guard plan.isNeeded else { return try await store.commit(plan, digest: nil, under: lease) }
                var next = try await learnt(plan.set, at: workplace, progress: progress)
                guard try await isAccepted(state, next, plan.set) else { return nil }
                progress(.writing)
                let digest = await digest(of: next.model)
                next.refit = RefitEntry(
                    revision: 0,
                    asOf: plan.set.marksThrough,
                    digest: digest,
                    maxFeatures: maxFeatures,
                    features: next.model.featureCount
                )
                prepared = next
                try await saveNext(next)
                let outcome = try await store.commit(
                    plan,
                    digest: digest,
                    features: next.model.featureCount,
                    under: lease
                )
                try await catchUp()
                return outcome
            } catch FeedbackStoreError.refitOutdated where attempt < Self.attempts {
                continue
            }
        }
        return nil
    }

    /// How often a right that somebody else holds is asked for, and how often one that is held is renewed.
    private static let patience = Duration.milliseconds(100)
    private static let renewal = Duration.seconds(5)

    private func lease() async throws -> ChangeLease {
        while true {
            if try await !store.isLeased(), let lease = try await store.takeLease() { return lease }
            try await Task.sleep(for: Self.patience)
        }
    }

    /// Renews a right until it is cancelled; where that fails, the refit is computed again if others come between.
    private nonisolated func renew(_ lease: ChangeLease) async {
        while (try? await Task.sleep(for: Self.renewal)) != nil { try? await store.renew(lease) }
    }

    /// The digest of a model, computed where refits are.
    ///
    /// O(features).
    nonisolated func digest(of model: Model) async -> UInt64 {
        await withTaskExecutorPreference(workplace.thread) { model.digest }
    }
}
