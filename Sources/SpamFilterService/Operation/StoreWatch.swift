import FeedbackStore
import Logging
import ServiceLifecycle

/// Waits for the database to fail, and then looks again and again whether the cause is gone.
///
/// Nothing is read or written while all is well. `/readyz` tells what this finds, and the log when it begins and ends.
struct StoreWatch: Service {
    let store: FeedbackStore
    let logger: Logger
    /// The pause before the first look; it doubles from look to look.
    var pause = Duration.seconds(1)

    /// The longest pause: as long as a write waits for a lock.
    private static let longestPause = Duration.seconds(5)
    /// The longest pause after damage, for then each look reads the whole file.
    private static let longestPauseAfterDamage = Duration.seconds(30)

    func run() async {
        await cancelWhenGracefulShutdown {
            for await _ in store.failures { await mend() }
        }
    }

    private var isDamaged: Bool { store.failure.map { StoreObstacle($0.error) == .damaged } ?? false }

    /// Looks until the database takes changes, or the service ends.
    private func mend() async {
        guard let failure = store.failure else { return }
        logger.error(
            "The database takes no changes. Verdicts go on; marks are refused.",
            metadata: ["error": "\(failure.error)"]
        )
        var pause = pause
        while store.failure != nil {
            do {
                try await Task.sleep(for: pause)
                try await store.probe()
            } catch is CancellationError {
                return
            } catch {
                logger.debug("The database still takes no changes.", metadata: ["error": "\(error)"])
            }
            pause = min(pause * 2, isDamaged ? Self.longestPauseAfterDamage : Self.longestPause)
        }
        logger.notice("The database takes changes again.")
    }
}
