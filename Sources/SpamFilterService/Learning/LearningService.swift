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

    func run() async throws {
        try await learner.start()
        logger.info("The model is in force.")
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await look()
                try? await Task.sleep(for: Self.interval)
            }
        }
    }

    /// A look that fails is tried again: verdicts go on from the model in force.
    private func look() async {
        do {
            try await learner.catchUp()
            // A refit is written; while the database takes no changes, marks must not wait behind the attempt.
            if learner.store.failure == nil, await learner.isRefitDue { try await learner.refit() }
        } catch {
            // What the database itself suffers from is logged once, by who watches it.
            guard learner.store.failure == nil else { return }
            logger.warning("The feedback log could not be read; trying again.", metadata: ["error": "\(error)"])
        }
    }
}
