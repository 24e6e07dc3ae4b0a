import Synchronization

/// Bounds how many wrong keys an address may try: ten at once, and one more for each minute that passes.
///
/// A key has 256 random bits, so trying cannot succeed; the bound keeps it from costing anything.
final class LoginLimit: Sendable {
    private struct Tries {
        var left: Double
        var countedAt: Int64
    }

    private static let most = 10.0
    private static let secondsPerTry = 60.0
    /// How many addresses are remembered; beyond it those that have waited longest are forgiven.
    private static let mostAddresses = 10_000

    private let now: @Sendable () -> Int64
    private let tries = Mutex<[String: Tries]>([:])

    /// Makes a limit; `now` says the time in seconds since 1970.
    init(now: @escaping @Sendable () -> Int64) {
        self.now = now
    }

    /// Throws ``Problem/tooManyLogins(retryAfter:)`` for an address that may not try at the moment.
    func check(_ address: String?) throws(Problem) {
        let time = now()
        let known = tries.withLock { $0[address ?? ""] }
        let left = Self.left(known, at: time)
        if left < 1 { throw .tooManyLogins(retryAfter: Int(((1 - left) * Self.secondsPerTry).rounded(.up))) }
    }

    /// Notes that an address tried a wrong key.
    func failed(_ address: String?) {
        let time = now()
        tries.withLock { tries in
            if tries.count >= Self.mostAddresses {
                let kept = tries.sorted { $0.value.countedAt > $1.value.countedAt }.prefix(Self.mostAddresses / 2)
                tries = Dictionary(uniqueKeysWithValues: kept.map { ($0.key, $0.value) })
            }
            let left = Self.left(tries[address ?? ""], at: time)
            tries[address ?? ""] = Tries(left: max(0, left - 1), countedAt: time)
        }
    }

    private static func left(_ known: Tries?, at time: Int64) -> Double {
        guard let known else { return most }
        return min(most, known.left + Double(max(0, time - known.countedAt)) / secondsPerTry)
    }
}
