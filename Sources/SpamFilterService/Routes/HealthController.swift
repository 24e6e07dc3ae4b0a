import FeedbackStore
import HTTPTypes
import Hummingbird
import ServiceLifecycle
import SpamClassifier

/// `/livez` and `/readyz`: is the process alive, can it judge and learn.
struct HealthController: Sendable {
    let filter: SpamFilter
    /// Whether the service was asked to end; `nil` where nobody asks.
    var drain: Drain?

    /// The routes of this controller.
    var endpoints: RouteCollection<ServiceContext> {
        RouteCollection(context: ServiceContext.self)
            .get("livez", use: live)
            .get("readyz", use: ready)
    }

    private struct StatusBody: Encodable, Sendable {
        let status: String
        var revision: Int64?
    }

    @Sendable
    private func live(_ request: Request, context: ServiceContext) async throws -> Response {
        try context.responseEncoder.encode(StatusBody(status: "alive"), from: request, context: context)
    }

    /// 200 while a model is in force, the database takes changes and the service is not ending; otherwise the problem.
    ///
    /// Looks at what is remembered, and costs the database nothing.
    @Sendable
    private func ready(_ request: Request, context: ServiceContext) async throws -> Response {
        if drain?.isDraining == true || Task.isShuttingDownGracefully { throw Problem.draining }
        let body = StatusBody(status: "ready", revision: try filter.model().revision)
        if let failure = filter.store.failure {
            throw Problem.notReady(StoreObstacle(failure.error), since: failure.since)
        }
        return try context.responseEncoder.encode(body, from: request, context: context)
    }
}
