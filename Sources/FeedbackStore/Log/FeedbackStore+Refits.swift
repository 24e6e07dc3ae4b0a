import GRDB

extension FeedbackStore {
    /// The last refit of the log; `nil` if there is none.
    public func lastRefit() async throws -> RefitEntry? {
        try await read(FeedbackLog.lastRefit)
    }

    /// What a refit would have to learn now, with a change that should come together with it.
    ///
    /// Nothing is written: compute the refit, then ``commit(_:digest:features:under:)`` the plan. Marks that are made meanwhile stand behind
    /// the plan's point of the log and are learnt on top of it.
    ///
    /// - Parameters:
    ///   - change: What should come together with the refit.
    ///   - maxFeatures: How many features the refit keeps at most; `nil` for all.
    /// - Returns: The plan.
    /// - Throws: ``FeedbackStoreError/unknownDataset(name:)``, or why the database could not be read.
    public func plan(
        _ change: PlannedRefit.Change = .none,
        maxFeatures: Int? = nil
    ) async throws -> PlannedRefit {
        let privacy = privacyFilter
        return try await read { db in
            var set = LabelledSet(at: try FeedbackLog.revision(db))
            set.maxFeatures = maxFeatures
            switch change {
            case .none: break
            case .adding(let dataset):
                set.added = dataset.id
                set.removed = try DatasetRow.id(named: dataset.name, db)
            case .removing(let name):
                guard let id = try DatasetRow.id(named: name, db) else {
                    throw FeedbackStoreError.unknownDataset(name: name)
                }
                set.removed = id
            case .forgetting(let request): set.forgotten = Set(try request.keys(db, privacy))
            }
            var plan = PlannedRefit(
                set: set,
                change: change,
                basis: try FeedbackLog.lastChangeOfSet(db),
                hashSeed: try Self.hashSeed(db)
            )
            if case .forgetting = change { plan.isNeeded = try ErasureRequest.isLearnt(set.forgotten, db) }
            return plan
        }
    }

    /// Writes a planned refit, and with it what should happen together, in one transaction.
    ///
    /// - Parameters:
    ///   - plan: What was planned and computed.
    ///   - digest: The digest of the model that the refit led to; `nil` if it was not computed.
    ///   - features: How many features that model has.
    ///   - lease: The right to change the labelled set, if whoever commits holds it.
    /// - Returns: What was done.
    /// - Throws: ``FeedbackStoreError/refitOutdated`` if datasets or comments came or went since the plan was made, a later
    ///   refit was written, or somebody else holds the right to change the set: nothing has happened then, and a new plan is
    ///   needed.
    public func commit(
        _ plan: PlannedRefit,
        digest: UInt64?,
        features: Int? = nil,
        under lease: ChangeLease? = nil
    ) async throws(FeedbackStoreError) -> RefitOutcome {
        let time = clock()
        let privacy = privacyFilter
        return try await write { db in
            guard try FeedbackLog.lastChangeOfSet(db) == plan.basis,
                try FeedbackLog.lastRefit(db)?.asOf ?? 0 <= plan.set.marksThrough,
                try Self.hashSeed(db) == plan.hashSeed, try ChangeLease.isFree(for: lease, at: time, db)
            else { throw FeedbackStoreError.refitOutdated }
            let refit = FeedbackLog.Refit(
                asOf: plan.set.marksThrough,
                digest: digest,
                maxFeatures: plan.set.maxFeatures,
                features: features,
                time: time
            )
            var outcome = try plan.change.apply(db, refit, privacy)
            if case .forgetting(let request) = plan.change, let before = plan.digestBefore {
                let digests = (before: before, after: digest ?? before)
                outcome.receipt = try Erasure.record(outcome, source: request.source, digests: digests, at: time, db)
            }
            return outcome
        }
    }

    /// Makes a change of the labelled set at once; the refit that comes with it is computed by whoever follows the log.
    func apply(_ change: PlannedRefit.Change) async throws(FeedbackStoreError) -> RefitOutcome {
        let refit = FeedbackLog.Refit(asOf: nil, digest: nil, time: clock())
        let privacy = privacyFilter
        return try await write { db in try change.apply(db, refit, privacy) }
    }
}

extension PlannedRefit.Change {
    /// Writes the refit with what comes or goes.
    fileprivate func apply(
        _ db: Database,
        _ refit: FeedbackLog.Refit,
        _ privacy: PrivacyFilter
    ) throws -> RefitOutcome {
        switch self {
        case .none: return RefitOutcome(revision: try refit.append(db, changesSet: false))
        case .adding(let dataset):
            let revision = try refit.append(db, changesSet: true)
            var outcome = RefitOutcome(revision: revision)
            if let earlier = try DatasetRow.id(named: dataset.name, db) {
                (outcome.removed, outcome.removedLabels) = try DatasetRow.remove(earlier, at: revision, refit, db)
            }
            try DatasetRow.putInForce(dataset, at: revision, db)
            return outcome
        case .removing(let name):
            guard let id = try DatasetRow.id(named: name, db) else {
                throw FeedbackStoreError.unknownDataset(name: name)
            }
            let revision = try refit.append(db, changesSet: true)
            let (comments, labels) = try DatasetRow.remove(id, at: revision, refit, db)
            return RefitOutcome(revision: revision, removed: comments, removedLabels: labels)
        case .forgetting(let request): return try request.carryOut(db, refit, privacy)
        }
    }
}
