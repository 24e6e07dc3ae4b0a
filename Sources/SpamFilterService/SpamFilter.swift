public import FeedbackStore
import Foundation
public import Logging
public import SpamClassifier

/// The filter as its routes see it: judge, record, mark, look up.
public struct SpamFilter: Sendable {
    /// Where comments and marks are kept.
    public let store: FeedbackStore
    /// The model in force.
    public let current: CurrentModel
    /// Keeps the model at the end of the log.
    public let learner: Learner
    /// Writes judged comments behind the answers.
    public let recorder: Recorder
    /// Tells whom a key belongs to.
    public let keys: KeyDirectory
    /// Answers requests that are sent again.
    let repeats: RepeatGuard
    let metrics = FilterMetrics()
    /// What the Akismet clients of sites have shown.
    let akismetKeyring = AkismetKeyring()
    /// Does the long work on the model that pages ask for.
    let work: ModelWork
    /// Knows how good the verdicts were.
    let quality: QualityWatch

    /// Puts a filter together around an open database.
    ///
    /// - Parameters:
    ///   - store: The database.
    ///   - starter: The starter comments; empty to do without.
    ///   - hamBudget: How many honest comments may be lost.
    ///   - maxFeatures: How many features the model keeps at most; `nil` for all.
    ///   - logger: Told of failures.
    public init(
        store: FeedbackStore,
        starter: [(comment: Comment, label: Label)],
        hamBudget: HamBudget = .standard,
        maxFeatures: Int? = nil,
        logger: Logger
    ) {
        self.store = store
        current = CurrentModel()
        learner = Learner(
            store: store,
            current: current,
            starter: starter,
            hamBudget: hamBudget,
            maxFeatures: maxFeatures,
            usesModelFile: true,
            logger: logger
        )
        recorder = Recorder(store: store, logger: logger)
        keys = KeyDirectory(store: store)
        repeats = RepeatGuard(store: store)
        quality = QualityWatch(store: store)
        work = ModelWork(learner: learner, store: store, logger: logger) { Int64(Date().timeIntervalSince1970 * 1000) }
    }

    /// The model in force.
    ///
    /// - Throws: ``Problem/starting`` while there is none.
    func model() throws -> Model {
        guard let model = current.load() else { throw Problem.starting }
        return model
    }

    /// Notes that a verdict was given.
    func judged(_ verdict: Verdict, on comment: Comment) { metrics.judged(verdict.outcome, site: comment.site) }

    /// Gives a judged comment an id and hands it to the recorder; `nil` when it could not be taken.
    func record(_ comment: Comment, _ verdict: Verdict) -> CommentID? {
        let judgement = Judgement(
            verdict: verdict.outcome.name,
            probability: verdict.probability,
            revision: verdict.revision,
            discard: verdict.discard
        )
        return record(comment, judgement)
    }

    /// Gives a comment an id and hands it to the recorder with what was said of it; `nil` when it could not be taken.
    func record(_ comment: Comment, _ judgement: Judgement) -> CommentID? {
        let judged = JudgedComment(
            id: CommentID(at: Int64(Date().timeIntervalSince1970 * 1000)),
            comment: comment,
            judgement: judgement
        )
        guard recorder.take(judged) else {
            metrics.leftUnrecorded()
            return nil
        }
        return judged.id
    }

    /// A comment by its id, also when it still waits to be written.
    func comment(_ id: CommentID) async throws -> RecordedComment {
        // The queue comes first: what it does not hold any more is on disk.
        if let pending = recorder.pending(id) { try await store.record([pending]) }
        guard let comment = try await store.comment(id) else { throw FeedbackStoreError.unknownComment(id) }
        return comment
    }

    /// Marks a comment, or takes its mark back with `nil`; returns when the mark is on disk and in force.
    ///
    /// - Throws: ``Problem/foreignSite`` for a comment that the access does not reach.
    func mark(_ id: CommentID, as label: Label?, by access: Access) async throws -> MarkOutcome {
        if access.site != nil { try access.requireSite(try await comment(id).comment.site) }
        if let pending = recorder.pending(id) { try await store.record([pending]) }
        let outcome =
            if let label {
                try await store.mark(id, as: label, source: access.source)
            } else {
                try await store.unmark(id, source: access.source)
            }
        if outcome.changed { metrics.marked() }
        try await putInForce()
        return outcome
    }

    /// Marks a comment that was never judged here; returns when the mark is on disk and in force.
    func mark(_ comment: Comment, as label: Label, by access: Access) async throws -> MarkOutcome {
        let outcome = try await store.mark(try access.submitted(comment), as: label, source: access.source)
        if outcome.changed { metrics.marked() }
        try await putInForce()
        return outcome
    }

    /// Forgets comments; returns when nothing of them is left in the database, the model and the files beside.
    func erase(_ request: ErasureRequest) async throws -> (receipt: Erasure, isOverwritten: Bool) {
        try await recorder.drain()
        return try await learner.erase(request)
    }

    /// Brings the learner to the end of the log; what was written stays written if that fails.
    func putInForce() async throws {
        do {
            try await learner.catchUp()
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            throw Problem.markNotInForce
        }
    }
}
