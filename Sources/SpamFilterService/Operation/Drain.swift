import Logging
import ServiceLifecycle
import Synchronization

/// Says no at `/readyz` as soon as the service is asked to end, for a while before it stops listening.
///
/// It stands behind the application in its group, and groups end from the last service to the first.
final class Drain: Service {
    private let state = Mutex(false)
    private let delay: Duration
    private let notice: ServiceNotice

    init(delay: Duration, notice: ServiceNotice) {
        self.delay = delay
        self.notice = notice
    }

    /// Whether the service was asked to end.
    var isDraining: Bool { state.withLock { $0 } }

    func run() async throws {
        try await gracefulShutdown()
        state.withLock { $0 = true }
        await notice.send("STOPPING=1")
        try await Task.sleep(for: delay)
    }
}
