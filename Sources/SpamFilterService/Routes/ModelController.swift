import Hummingbird

/// `/v1/model`: what is in force.
struct ModelController: Sendable {
    let filter: SpamFilter

    /// The routes of this controller.
    var endpoints: RouteCollection<ServiceContext> {
        RouteCollection(context: ServiceContext.self).get(use: show)
    }

    @Sendable
    private func show(_ request: Request, context: ServiceContext) async throws -> Response {
        let body = ModelBody(try filter.model(), isWhole: context.access.site == nil)
        return try context.responseEncoder.encode(body, from: request, context: context)
    }
}
