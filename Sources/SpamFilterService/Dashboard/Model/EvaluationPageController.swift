import FeedbackStore
import HTTPTypes
import Hummingbird

/// `/model/evaluation`: how well the model of the last retrain judges labels that it was not told.
struct EvaluationPageController: Sendable {
    let dashboard: Dashboard

    static let access: [String: RouteAccess] = ["GET /model/evaluation": .pageOfEverySite(.moderate)]

    /// The routes of this controller.
    var endpoints: RouteCollection<ServiceContext> {
        RouteCollection(context: ServiceContext.self).get("model/evaluation", use: show)
    }

    @Sendable
    private func show(_ request: Request, context: ServiceContext) async throws -> Response {
        let view = EvaluationView(dashboard.filter.work.current.retrain, context.access)
        return dashboard.page(
            .evaluation,
            title: "Evaluation",
            section: .model,
            view,
            request: request,
            context: context
        )
    }
}
