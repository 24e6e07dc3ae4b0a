import FeedbackStore
import ServiceLifecycle

/// Copies the write-ahead log into the database soon after marks were made, so that it seldom holds the only copy.
struct LogCopying: Service {
    let store: FeedbackStore

    /// How often; marks that are made meanwhile share the copying as they share transactions.
    private static let interval = Duration.seconds(1)

    func run() async {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                try? await Task.sleep(for: Self.interval)
                await store.copyLog()
            }
        }
    }
}
