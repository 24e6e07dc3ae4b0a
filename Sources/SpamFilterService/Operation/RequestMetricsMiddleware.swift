import HTTPTypes
import Hummingbird
import Logging
import Metrics
import Synchronization

/// Counts and times every request, and tells the log of it at the level `info`: never its body, its query or its key.
final class RequestMetricsMiddleware: RouterMiddleware {
    typealias Context = ServiceContext

    /// What tells one series of requests from another.
    private struct Place: Hashable {
        let method: String
        let route: String
        let status: Int
    }

    private struct Series {
        let count: Counter
        let duration: Timer
    }

    private let factory: PrometheusFactory
    private let inFlight: Meter
    /// The series that were asked for already: their labels are put together once.
    private let series = Mutex<[Place: Series]>([:])

    init(factory: PrometheusFactory) {
        self.factory = factory
        inFlight = Meter(label: MetricNames.inFlight, factory: factory)
    }

    func handle(
        _ request: Request,
        context: ServiceContext,
        next: (Request, ServiceContext) async throws -> Response
    ) async throws -> Response {
        inFlight.increment()
        defer { inFlight.decrement() }
        let start = ContinuousClock.now
        let response = try await next(request, context)
        let duration = ContinuousClock.now - start
        let place = Place(
            method: Self.known.contains(request.method) ? request.method.rawValue : "other",
            route: context.endpointPath ?? "unknown",
            status: response.status.code
        )
        let nanoseconds = duration.components.seconds * 1_000_000_000 + duration.components.attoseconds / 1_000_000_000
        let series = series(of: place)
        series.count.increment()
        series.duration.recordNanoseconds(nanoseconds)
        context.logger.info(
            "Request.",
            metadata: [
                "method": "\(place.method)", "route": "\(place.route)", "status": "\(place.status)",
                "microseconds": "\(nanoseconds / 1_000)",
            ]
        )
        return response
    }

    private func series(of place: Place) -> Series {
        series.withLock { known in
            if let series = known[place] { return series }
            let dimensions = [("method", place.method), ("route", place.route)]
            let status = [("status", "\(place.status)")]
            let series = Series(
                count: Counter(label: MetricNames.requests, dimensions: dimensions + status, factory: factory),
                duration: Timer(label: MetricNames.duration, dimensions: dimensions, factory: factory)
            )
            known[place] = series
            return series
        }
    }

    /// A client may invent methods, but not series.
    private static let known: Set<HTTPRequest.Method> = [.get, .head, .post, .put, .delete, .patch, .options]
}
