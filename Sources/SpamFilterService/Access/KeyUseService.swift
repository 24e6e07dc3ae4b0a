import FeedbackStore
import Logging
import ServiceLifecycle

/// Writes down now and then which keys were used, so that nobody has to write to answer a request.
struct KeyUseService: Service {
    let keys: KeyDirectory
    let logger: Logger

    /// How often it is written down; the note itself is exact to the day.
    private static let interval = Duration.seconds(60)

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                try? await Task.sleep(for: Self.interval)
                await noteUse()
            }
        }
    }

    /// A note that fails is lost; the next use makes another.
    private func noteUse() async {
        do {
            try await keys.noteUse()
        } catch {
            logger.warning("The use of keys could not be noted.", metadata: ["error": "\(error)"])
        }
    }
}
