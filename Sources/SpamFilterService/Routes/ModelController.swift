import Hummingbird

/// `/v1/model`: what is in force.
struct ModelController: Sendable {
    let filter: SpamFilter

    /// The routes of this controller.
    var endpoints: RouteCollection<ServiceContext> {
        RouteCollection(context: ServiceContext.self).get(use: show).post("retrain", use: retrain)
    }

    /// The digest is for those who ask, with `?digest=true`: every feature is read for it.
    @Sendable
    private func show(_ request: Request, context: ServiceContext) async throws -> Response {
        let isNamed = try request.flag("digest")
        let body = ModelBody(try filter.model(), isWhole: context.access.site == nil, isNamed: isNamed)
        return try context.responseEncoder.encode(body, from: request, context: context)
    }

    /// Refits the model to the labels there are; a worse one is put in force only with `?force=true`.
    @Sendable
    private func retrain(_ request: Request, context: ServiceContext) async throws -> Response {
        let report = try await filter.learner.retrain(isForced: try request.flag("force"))
        let body = RetrainReportBody(report, model: try filter.model())
        return try context.responseEncoder.encode(body, from: request, context: context)
    }
}
