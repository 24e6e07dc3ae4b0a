import FeedbackStore
import Logging
import ServiceLifecycle
import Synchronization

/// The long work on the model that pages ask for: one piece at a time, beside verdicts and marks, with its progress for
/// whoever looks.
final class ModelWork: Sendable {
    /// A piece of work.
    enum Order: Sendable, Hashable {
        /// Refit the model to the labels there are; a worse one is put in force only if that is forced.
        case retrain(isForced: Bool)
        /// Unlearn a dataset.
        case removal(dataset: String)
        /// Look for labels that are probably wrong.
        case suspects
    }

    /// What a piece of work came to.
    enum Outcome: Sendable {
        case retrained(RetrainReport)
        case removed(dataset: String, labels: Int)
        case found(suspects: Int)
        case failed(Problem)
    }

    /// What goes on.
    struct State: Sendable {
        /// The work that is being done, or waits to be.
        var order: Order?
        /// How far it is.
        var progress = RefitProgress.waiting
        /// The last work, and what it came to.
        var last: (order: Order, outcome: Outcome)?
        /// The last retrain, and when it ended, in milliseconds since 1970.
        var retrain: (report: RetrainReport, endedAt: Int64)?
        /// The labels that are probably wrong, as they were found last, and when; `nil` until somebody looked.
        var suspects: (found: [Suspect], endedAt: Int64)?
        /// Whether work is taken at all: not before the service runs, nor when it ends.
        fileprivate var isOpen = false
        fileprivate var listeners: [Int: AsyncStream<Void>.Continuation] = [:]
        fileprivate var nextListener = 0
    }

    private let learner: Learner
    private let store: FeedbackStore
    private let logger: Logger
    private let now: @Sendable () -> Int64
    private let state = Mutex(State())
    private let orders: AsyncStream<(Order, MarkSource)>
    private let ordering: AsyncStream<(Order, MarkSource)>.Continuation

    /// How many suspects are looked for.
    static let mostSuspects = 100

    /// Makes the place for the work, which is done by ``run()``.
    ///
    /// `now` says the time in milliseconds since 1970.
    init(learner: Learner, store: FeedbackStore, logger: Logger, now: @escaping @Sendable () -> Int64) {
        self.learner = learner
        self.store = store
        self.logger = logger
        self.now = now
        (orders, ordering) = AsyncStream.makeStream()
    }

    /// What goes on at the moment.
    var current: State { state.withLock { $0 } }

    /// Takes an order; `false` while another one is being done.
    ///
    /// - Throws: ``Problem/draining`` when no work is taken.
    func begin(_ order: Order, by source: MarkSource) throws(Problem) -> Bool {
        let isTaken: Bool? = state.withLock { state in
            guard state.isOpen else { return nil }
            guard state.order == nil else { return false }
            state.order = order
            state.progress = .waiting
            return true
        }
        guard let isTaken else { throw .draining }
        if isTaken { ordering.yield((order, source)) }
        return isTaken
    }

    /// A stream that has something whenever the state changed, and ends with the work; what is missed is not repeated.
    func changes() -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let listener: Int? = state.withLock { state in
            guard state.order != nil, state.isOpen else { return nil }
            state.nextListener += 1
            state.listeners[state.nextListener] = continuation
            return state.nextListener
        }
        guard let listener else {
            continuation.finish()
            return stream
        }
        continuation.onTermination = { [weak self] _ in
            self?.state.withLock { $0.listeners[listener] = nil }
        }
        return stream
    }

    private func note(_ progress: RefitProgress) {
        let listeners = state.withLock { state in
            state.progress = progress
            return Array(state.listeners.values)
        }
        for listener in listeners { listener.yield() }
    }
}

extension ModelWork: Service {
    /// Does one piece of work after another until the service is to end; what is being done then is given up.
    func run() async {
        state.withLock { $0.isOpen = true }
        await cancelWhenGracefulShutdown { [self] in
            await withDiscardingTaskGroup { group in
                // After verdicts.
                group.addTask(priority: .utility) { [self] in
                    for await (order, source) in orders { await carryOut(order, source) }
                }
            }
        }
        let listeners = state.withLock { state in
            state.isOpen = false
            return Array(state.listeners.values)
        }
        for listener in listeners { listener.finish() }
    }

    private func carryOut(_ order: Order, _ source: MarkSource) async {
        let outcome: Outcome
        var suspects: [Suspect]?
        do {
            switch order {
            case .retrain(let isForced):
                let report = try await learner.retrain(isForced: isForced) { self.note($0) }
                let result = report.outcome == nil ? "refused, for it judges worse" : "in force"
                try await store.logAudit(.retrain, subject: result, source: source)
                outcome = .retrained(report)
            case .removal(let dataset):
                let removed = try await learner.remove(dataset: dataset) { self.note($0) }
                try await store.logAudit(.retrain, subject: "without the dataset “\(dataset)”", source: source)
                outcome = .removed(dataset: dataset, labels: removed.removedLabels)
            case .suspects:
                note(.comparing(labels: 0))
                let found = try await learner.suspects(Self.mostSuspects)
                suspects = found
                outcome = .found(suspects: found.count)
            }
        } catch {
            if !(error is CancellationError) {
                logger.error("Work on the model failed.", metadata: ["error": "\(error)"])
            }
            outcome = .failed(Problem(error))
        }
        end(order, outcome, suspects)
    }

    private func end(_ order: Order, _ outcome: Outcome, _ suspects: [Suspect]?) {
        let time = now()
        let listeners = state.withLock { state in
            defer { state.listeners = [:] }
            state.order = nil
            state.last = (order, outcome)
            if case .retrained(let report) = outcome { state.retrain = (report, time) }
            if let suspects { state.suspects = (suspects, time) }
            return Array(state.listeners.values)
        }
        for listener in listeners { listener.finish() }
    }
}
