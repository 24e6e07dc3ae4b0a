import GRDB
import Synchronization

/// Writes marks, all that wait in one transaction.
///
/// A commit has to wait for the disk. So each mark queues up and sends the writing connection to the queue; the first
/// visit takes everybody who waits by then, and the visits that find nobody left cost nothing. The connection's own
/// serial queue is the only order there is: no task is started, none leads the others, and a cancelled task cannot take
/// its neighbours' marks back.
final class MarkWriter: Sendable {
    private typealias Outcome = Result<MarkOutcome, FeedbackStoreError>

    private struct Waiting: Sendable {
        var request: MarkRequest
        var continuation: CheckedContinuation<Outcome, Never>
    }

    private struct State: Sendable {
        var waiting: [Waiting] = []
        var transactions = 0
    }

    private let pool: DatabasePool
    private let writing: GuardedWriting
    private let privacy: PrivacyFilter
    private let state = Mutex(State())

    init(pool: DatabasePool, writing: GuardedWriting, privacy: PrivacyFilter) {
        self.pool = pool
        self.writing = writing
        self.privacy = privacy
    }

    /// Marks, and returns once the mark is on disk.
    func write(_ request: MarkRequest) async throws(FeedbackStoreError) -> MarkOutcome {
        let outcome = await withCheckedContinuation { continuation in
            state.withLock { $0.waiting.append(Waiting(request: request, continuation: continuation)) }
            pool.asyncWriteWithoutTransaction { [self] db in commitWaiting(db) }
        }
        return try outcome.get()
    }

    /// How many marks wait for a transaction.
    var waitingCount: Int { state.withLock { $0.waiting.count } }

    /// How many transactions were begun.
    var transactionCount: Int { state.withLock { $0.transactions } }

    private func commitWaiting(_ db: Database) {
        let batch = state.withLock { state in
            defer { state.waiting = [] }
            if !state.waiting.isEmpty { state.transactions += 1 }
            return state.waiting
        }
        guard !batch.isEmpty else { return }
        let outcomes = commit(batch, db)
        for (waiting, outcome) in zip(batch, outcomes) { waiting.continuation.resume(returning: outcome) }
    }

    private func commit(_ batch: [Waiting], _ db: Database) -> [Outcome] {
        do {
            return try writing.transaction(db) {
                try batch.map { waiting in
                    do {
                        return .success(try waiting.request.apply(db, privacy: privacy))
                    } catch let error as FeedbackStoreError {
                        return .failure(error)
                    }
                }
            }
        } catch {
            // The database failed, and with it the transaction: nobody's mark is on disk.
            return batch.map { _ in .failure(FeedbackStoreError(error, path: writing.path)) }
        }
    }
}
