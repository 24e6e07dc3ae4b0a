import HTTPTypes
import Hummingbird
import Logging
import Metrics

/// Counts and times every request, and tells the log of it at the level `info`: never its body, its query or its key.
struct RequestMetricsMiddleware: RouterMiddleware {
    typealias Context = ServiceContext

    let factory: PrometheusFactory

    func handle(
        _ request: Request,
        context: ServiceContext,
        next: (Request, ServiceContext) async throws -> Response
    ) async throws -> Response {
        let inFlight = Meter(label: MetricNames.inFlight, factory: factory)
        inFlight.increment()
        defer { inFlight.decrement() }
        let start = ContinuousClock.now
        let response = try await next(request, context)
        let duration = ContinuousClock.now - start
        let method = Self.known.contains(request.method) ? request.method.rawValue : "other"
        let route = context.endpointPath ?? "unknown"
        let place = [("method", method), ("route", route)]
        let status = "\(response.status.code)"
        Counter(label: MetricNames.requests, dimensions: place + [("status", status)], factory: factory).increment()
        let nanoseconds = duration.components.seconds * 1_000_000_000 + duration.components.attoseconds / 1_000_000_000
        Timer(label: MetricNames.duration, dimensions: place, factory: factory).recordNanoseconds(nanoseconds)
        context.logger.info(
            "Request.",
            metadata: [
                "method": "\(method)", "route": "\(route)", "status": "\(status)",
                "microseconds": "\(nanoseconds / 1_000)",
            ]
        )
        return response
    }

    /// A client may invent methods, but not series.
    private static let known: Set<HTTPRequest.Method> = [.get, .head, .post, .put, .delete, .patch, .options]
}
