/// When a model file that could not be written is tried again: after a second, and then after pauses that double.
///
/// Each attempt writes as much as the file has room for, so a disk that stays full must not see five in a second.
struct SaveAttempts {
    private var pause = Duration.seconds(1)
    private var next: ContinuousClock.Instant?

    private static let longestPause = Duration.seconds(60)

    /// Whether the last attempt failed.
    var haveFailed: Bool { next != nil }

    func isDue(at time: ContinuousClock.Instant) -> Bool { next.map { time >= $0 } ?? true }

    /// Notes that an attempt failed.
    mutating func failed(at time: ContinuousClock.Instant) {
        next = time + pause
        pause = min(pause * 2, Self.longestPause)
    }
}
