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

    /// After so many looks the oldest comments are looked at again: some become due late.
    private static let looksPerRound = 60

    func run() async {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                var places = Places()
                for _ in 0..<Self.looksPerRound where !Task.isCancelled {
                    await tidy(now: Int64(Date().timeIntervalSince1970 * 1000), from: &places, pause: Self.pause)
                    try? await Task.sleep(for: Self.interval)
                }
            }
        }
    }

    /// How far the comments have been looked at.
    struct Places {
        var unlabelled = RetentionPlace()
        var texts = RetentionPlace()
    }

    /// Throws away all that is due at a time; what fails is left for the next round.
    ///
    /// - Parameters:
    ///   - now: The time, in milliseconds since 1970.
    ///   - places: Where to look on.
    ///   - pause: How long others may write between two steps.
    func tidy(now: Int64, from places: inout Places, pause: Duration = .zero) async {
        do {
            if let days = retention.unlabelledDays {
                let time = now - Int64(days) * Self.day
                try await inSteps(pause) {
                    try await store.dropUnlabelled(before: time, limit: Self.stepSize, from: &places.unlabelled)
                }
            }
            if let days = retention.labelledTextDays {
                let time = now - Int64(days) * Self.day
                try await inSteps(pause) {
                    try await store.dropTexts(before: time, limit: Self.stepSize, from: &places.texts)
                }
            }
            // Where nothing is due nothing is written.
            guard try await store.hasLeftovers() else { return }
            try await inSteps(pause) { try await store.discardLeftovers(limit: Self.stepSize) }
        } catch {
            // What the database itself suffers from is logged once, by who watches it.
            guard store.failure == nil, !Task.isCancelled else { return }
            logger.warning("Old comments could not be thrown away; trying again.", metadata: ["error": "\(error)"])
        }
    }

    private func inSteps(_ pause: Duration, _ step: () async throws -> Int) async throws {
        while store.failure == nil, try await step() > 0 { try await Task.sleep(for: pause) }
    }
}
