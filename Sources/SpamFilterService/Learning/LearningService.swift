import FeedbackStore
import Logging
import ServiceLifecycle

/// Runs the learner: builds the model at start, then watches the log for what other processes wrote.
struct LearningService: Service {
    let learner: Learner
    let logger: Logger

    /// How often the log is looked at for marks of other processes.
    ///
    /// A mark on the command line is in force within a second; a look costs one indexed query.
    private static let interval = Duration.milliseconds(200)

    /// How long no refit begins after one, in times of what it took.
    ///
    /// Marks by the thousand make the next one due before the last has ended, and would give half of the processor to refits. See
    /// the decision record *Refits beside marks*.
    private static let restsPerRefit = 9

    func run() async throws {
        try await learner.start()
        logger.info("The model is in force.")
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { group in
                group.addTask { await repeatedly("The feedback log could not be read; trying again.", look) }
                // Verdicts go before what a refit reads and writes, too; it is computed on the background thread.
                group.addTask(priority: .utility) {
                    var rested = ContinuousClock.now
                    var attempts = SaveAttempts()
                    await repeatedly("The model could not be refitted; trying again.") {
                        try await tend(refittingFrom: &rested)
                        await save(&attempts)
                    }
                }
            }
        }
        await attempt("The model file could not be written; the next start takes the way through the log.") {
            if await learner.isUnsaved { try await learner.save() }
        }
    }

    private func look() async throws { try await learner.catchUp() }

    /// Refits beside the looks: it takes long with many labels, and marks must not wait for it.
    ///
    /// Not while the database takes no changes: marks must not wait behind the attempt.
    private func tend(refittingFrom rested: inout ContinuousClock.Instant) async throws {
        guard learner.store.failure == nil else { return }
        // A dataset that is being read in comes with a refit of its own.
        if rested <= .now, await learner.isRefitDue, try await !learner.store.isReadingDataset() {
            let time = try await ContinuousClock().measure { try await learner.refit() }
            rested = .now + time * Self.restsPerRefit
        }
    }

    /// Writes the model file when it is due; while that fails it is tried again after longer and longer pauses.
    ///
    /// A failure is logged once, and so is its end. It does not turn readiness red: it costs time at the next start, never a mark.
    func save(_ attempts: inout SaveAttempts, at time: ContinuousClock.Instant = .now) async {
        guard learner.store.failure == nil, attempts.isDue(at: time), await learner.isSaveDue else { return }
        do {
            try await learner.save()
            if attempts.haveFailed { logger.notice("The model file is written again.") }
            attempts = SaveAttempts()
        } catch is CancellationError {
            return
        } catch {
            if !attempts.haveFailed, learner.store.failure == nil {
                logger.warning(
                    "The model file cannot be written; the one before stays. Trying again.",
                    metadata: ["error": "\(error)"]
                )
            }
            attempts.failed(at: time)
        }
    }

    private func repeatedly(_ complaint: String, _ body: () async throws -> Void) async {
        while !Task.isCancelled {
            await attempt(complaint, body)
            try? await Task.sleep(for: Self.interval)
        }
    }

    /// What fails is tried again: verdicts go on from the model in force.
    private func attempt(_ complaint: String, _ body: () async throws -> Void) async {
        do {
            try await body()
        } catch is CancellationError {
            return
        } catch {
            // What the database itself suffers from is logged once, by who watches it.
            guard learner.store.failure == nil else { return }
            logger.warning("\(complaint)", metadata: ["error": "\(error)"])
        }
    }
}
