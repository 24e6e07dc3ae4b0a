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
        let (model, isWhole) = (try filter.model(), context.access.site == nil)
        let isNamed = try request.flag("digest") && isWhole
        let digest = isNamed ? await filter.learner.digest(of: model) : nil
        let body = ModelBody(model, isWhole: isWhole, digest: digest)
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
