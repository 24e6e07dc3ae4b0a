public import FeedbackStore
public import Logging
public import ServiceLifecycle
import SpamClassifier
import Synchronization

/// Writes judged comments to the database behind the answers: a bounded queue, emptied in batches by one writer.
///
/// Recording never delays or fails a verdict. When the queue is full the comment is not taken, and the answer says so by
/// having no id.
public final class Recorder: Sendable {
    private struct State {
        var queue: [JudgedComment] = []
        /// What is being written: looked up like the queue until it is on disk.
        var inFlight: [JudgedComment] = []
        /// The bytes of both.
        var bytes = 0
        var dropped = 0

        /// Takes a batch from what is being written; of another drain more may be.
        mutating func land(_ batch: [JudgedComment]) {
            let ids = Set(batch.map(\.id))
            inFlight.removeAll { ids.contains($0.id) }
        }
    }

    private let store: FeedbackStore
    private let logger: Logger
    private let capacity: Int
    private let byteCapacity: Int
    private let state = Mutex(State())
    private let signals: AsyncStream<Void>
    private let signal: AsyncStream<Void>.Continuation

    /// The most comments of one transaction.
    private static let batchSize = 500
    /// How long the writer lets comments gather after a transaction; see the decision record *Lean requests*.
    private static let gathering = Duration.milliseconds(50)
    /// How long the writer waits before it tries again.
    private static let pause = Duration.milliseconds(500)

    /// Makes a recorder with an empty queue; ``run()`` empties it.
    ///
    /// - Parameters:
    ///   - store: Where comments are written.
    ///   - capacity: The most comments that wait.
    ///   - byteCapacity: The most bytes of text that wait.
    ///   - logger: Told of failures, never of a comment's text.
    public init(store: FeedbackStore, capacity: Int = 10_000, byteCapacity: Int = 1 << 26, logger: Logger) {
        self.store = store
        self.capacity = capacity
        self.byteCapacity = byteCapacity
        self.logger = logger
        (signals, signal) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Takes a comment to be written soon; `false` when the queue is full.
    ///
    /// O(fields of the comment), never waits.
    public func take(_ comment: JudgedComment) -> Bool {
        let bytes = comment.comment.textBytes
        let (isTaken, isFirst) = state.withLock { state in
            guard state.queue.count + state.inFlight.count < capacity, state.bytes + bytes <= byteCapacity else {
                state.dropped += 1
                return (false, false)
            }
            state.queue.append(comment)
            state.bytes += bytes
            return (true, state.queue.count == 1)
        }
        // The writer goes on until the queue is empty: who finds others waiting need not wake it.
        if isFirst { signal.yield() }
        return isTaken
    }

    /// Whether a short comment would be taken now.
    ///
    /// O(1).
    public var hasRoom: Bool {
        state.withLock { $0.queue.count + $0.inFlight.count < capacity && $0.bytes < byteCapacity }
    }

    /// A comment that was taken and is not on disk yet.
    ///
    /// O(waiting comments).
    public func pending(_ id: CommentID) -> JudgedComment? {
        state.withLock { state in
            state.queue.first { $0.id == id } ?? state.inFlight.first { $0.id == id }
        }
    }

    /// The comments that were taken, are not on disk yet and meet a condition, oldest first.
    ///
    /// O(waiting comments).
    func pending(where isMeant: (JudgedComment) -> Bool) -> [JudgedComment] {
        state.withLock { $0.inFlight + $0.queue }.filter(isMeant)
    }

    /// How many comments wait, and how many were not taken since the start.
    public var load: (waiting: Int, dropped: Int) {
        state.withLock { ($0.queue.count + $0.inFlight.count, $0.dropped) }
    }

    /// Writes all that waits; an erasure asks for it as well as the writer, and both may be at it.
    ///
    /// A batch that cannot be written goes back to the head of the queue.
    func drain() async throws {
        while true {
            let batch = state.withLock { state in
                let batch = Array(state.queue.prefix(Self.batchSize))
                state.queue.removeFirst(batch.count)
                state.inFlight += batch
                return batch
            }
            guard !batch.isEmpty else { return }
            do {
                try await record(batch)
                let bytes = batch.reduce(0) { $0 + $1.comment.textBytes }
                state.withLock { state in
                    state.land(batch)
                    state.bytes -= bytes
                }
            } catch {
                state.withLock { state in
                    state.land(batch)
                    state.queue.insert(contentsOf: batch, at: 0)
                }
                signal.yield()
                throw error
            }
        }
    }

    /// Writes a batch; a comment that the database will never take costs no other its place.
    private func record(_ batch: [JudgedComment]) async throws {
        do throws(FeedbackStoreError) {
            try await store.record(batch)
        } catch {
            if error.isOfTheDatabase { throw error }
            for comment in batch { try await recordOrDrop(comment) }
        }
    }

    private func recordOrDrop(_ comment: JudgedComment) async throws {
        do throws(FeedbackStoreError) {
            try await store.record([comment])
        } catch {
            if error.isOfTheDatabase { throw error }
            state.withLock { $0.dropped += 1 }
            logger.error("A judged comment cannot be recorded.", metadata: ["error": "\(error)"])
        }
    }
}

extension Recorder: Service {
    /// Empties the queue whenever something was put in, and once more at the end.
    ///
    /// What cannot be written at the end is lost, and counted in the log: it was never promised to be kept.
    public func run() async {
        await withGracefulShutdownHandler {
            for await _ in signals {
                await drainOrRetry()
                // Comments that come meanwhile share the next transaction, with the pages that it writes.
                try? await Task.sleep(for: Self.gathering)
            }
        } onGracefulShutdown: {
            self.signal.finish()
        }
        do {
            try await drain()
        } catch {
            logger.error(
                "Judged comments could not be recorded before the end.",
                metadata: ["comments": "\(load.waiting)", "error": "\(error)"]
            )
        }
    }

    /// While the database fails nothing is tried, so that marks do not wait behind what would fail as well.
    private func drainOrRetry() async {
        if store.failure == nil {
            do {
                return try await drain()
            } catch {
                logger.debug("Judged comments could not be recorded.", metadata: ["error": "\(error)"])
            }
        }
        try? await Task.sleep(for: Self.pause)
        signal.yield()
    }
}

extension Comment {
    /// The bytes of all texts of the comment.
    fileprivate var textBytes: Int {
        [
            author, authorEmail, authorURL, authorIP, userAgent, referrer, permalink, type, date, language, site,
            context,
            honeypot, role, signals,
        ].reduce(content.utf8.count) { $0 + ($1?.utf8.count ?? 0) }
    }
}
