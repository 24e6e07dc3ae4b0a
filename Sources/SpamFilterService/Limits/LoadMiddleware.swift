import HTTPTypes
import Hummingbird
import Metrics
import Synchronization

/// Refuses requests while too many are being answered: better a few refused at once than all of them late.
///
/// Marks have as much room again when verdicts are refused already; whether the service lives is always told.
final class LoadMiddleware: RouterMiddleware {
    typealias Context = ServiceContext

    private let limit: Int
    private let refused: Counter
    private let inFlight = Mutex(0)

    init(limit: Int, factory: PrometheusFactory) {
        self.limit = limit
        refused = Counter(label: MetricNames.refused, dimensions: [("reason", "overload")], factory: factory)
    }

    func handle(
        _ request: Request,
        context: ServiceContext,
        next: (Request, ServiceContext) async throws -> Response
    ) async throws -> Response {
        let room =
            switch Self.importance(of: request.method, context.endpointPath) {
            case .always: Int.max
            case .mark: 2 * limit
            case .other: limit
            }
        let isTaken = inFlight.withLock { inFlight in
            guard inFlight < room else { return false }
            inFlight += 1
            return true
        }
        guard isTaken else {
            refused.increment()
            throw Problem.overloaded
        }
        defer { inFlight.withLock { $0 -= 1 } }
        return try await next(request, context)
    }

    /// What clients of the Akismet protocol mark by.
    private static let reports = ["submit-spam", "submit-ham"].map { "\(AkismetController.path)/\($0)" }

    private enum Importance {
        case always, mark, other
    }

    private static func importance(of method: HTTPRequest.Method, _ path: String?) -> Importance {
        switch path {
        case "/livez", "/readyz", "/metrics": .always
        case "/v1/labels", "/v1/comments/{id}/label": .mark
        case let path? where reports.contains(path): .mark
        default: .other
        }
    }
}
