import Hummingbird
import Metrics
import Synchronization

/// Refuses requests of a key that sends too many: a bucket for each key, filled at the rate, holding two seconds of it.
///
/// While the service is open all requests share one bucket. What everyone may ask without a key is not counted.
final class RateMiddleware: RouterMiddleware {
    typealias Context = ServiceContext

    private struct Bucket {
        var tokens: Double
        var filledAt: ContinuousClock.Instant
    }

    private let rate: Double
    private let now: @Sendable () -> ContinuousClock.Instant
    private let refused: Counter
    private let buckets = Mutex<[Int64: Bucket]>([:])

    /// Makes a limit.
    ///
    /// - Parameters:
    ///   - rate: Requests a second; 0 sets no bound.
    ///   - factory: Where refusals are counted.
    ///   - now: What time it is.
    init(
        rate: Int,
        factory: PrometheusFactory,
        now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
    ) {
        self.rate = Double(rate)
        self.now = now
        refused = Counter(label: MetricNames.refused, dimensions: [("reason", "rate")], factory: factory)
    }

    func handle(
        _ request: Request,
        context: ServiceContext,
        next: (Request, ServiceContext) async throws -> Response
    ) async throws -> Response {
        if rate > 0, context.access != .none, let wait = wait(of: context.access.keyID ?? 0) {
            refused.increment()
            throw Problem.tooManyRequests(retryAfter: wait)
        }
        return try await next(request, context)
    }

    /// Takes a token; if there is none, the whole seconds until there is one.
    private func wait(of key: Int64) -> Int? {
        let time = now()
        return buckets.withLock { buckets in
            var bucket = buckets[key] ?? Bucket(tokens: 2 * rate, filledAt: time)
            let passed = (time - bucket.filledAt) / .seconds(1)
            bucket.tokens = min(2 * rate, bucket.tokens + max(0, passed) * rate)
            bucket.filledAt = time
            defer { buckets[key] = bucket }
            guard bucket.tokens >= 1 else { return max(1, Int(((1 - bucket.tokens) / rate).rounded(.up))) }
            bucket.tokens -= 1
            return nil
        }
    }
}
