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
        try context.responseEncoder.encode(ModelBody(try filter.model()), from: request, context: context)
    }
}
