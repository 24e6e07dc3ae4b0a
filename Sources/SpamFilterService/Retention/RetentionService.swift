import FeedbackStore
import Foundation
import Logging
import ServiceLifecycle

/// Throws away what has served its time, in steps so small that no mark waits long.
struct RetentionService: Service {
    let store: FeedbackStore
    let retention: Retention
    let logger: Logger

    /// How often what is due is looked for.
    private static let interval = Duration.seconds(60)
    /// Between two steps others write.
    private static let pause = Duration.milliseconds(50)
    /// The most comments of one step: some ten milliseconds of work.
    private static let stepSize = 200
    private static let day: Int64 = 86_400_000

    func run() async {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await tidy(now: Int64(Date().timeIntervalSince1970 * 1000), pause: Self.pause)
                try? await Task.sleep(for: Self.interval)
            }
        }
    }

    /// Throws away all that is due at a time; what fails is left for the next time.
    ///
    /// - Parameters:
    ///   - now: The time, in milliseconds since 1970.
    ///   - pause: How long others may write between two steps.
    func tidy(now: Int64, pause: Duration = .zero) async {
        do {
            if let days = retention.unlabelledDays {
                let time = now - Int64(days) * Self.day
                try await inSteps(pause, if: try await store.hasComments(before: time)) {
                    try await store.dropUnlabelled(before: time, limit: Self.stepSize)
                }
            }
            if let days = retention.labelledTextDays {
                let time = now - Int64(days) * Self.day
                try await inSteps(pause, if: try await store.hasComments(before: time)) {
                    try await store.dropTexts(before: time, limit: Self.stepSize)
                }
            }
            try await inSteps(pause, if: try await store.hasLeftovers()) {
                try await store.discardLeftovers(limit: Self.stepSize)
            }
        } catch {
            // What the database itself suffers from is logged once, by who watches it.
            guard store.failure == nil, !Task.isCancelled else { return }
            logger.warning("Old comments could not be thrown away; trying again.", metadata: ["error": "\(error)"])
        }
    }

    /// Where nothing is due nothing is written.
    private func inSteps(_ pause: Duration, if isDue: Bool, _ step: () async throws -> Int) async throws {
        guard isDue else { return }
        while store.failure == nil, try await step() > 0 { try await Task.sleep(for: pause) }
    }
}
