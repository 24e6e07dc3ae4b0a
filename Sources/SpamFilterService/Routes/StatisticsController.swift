import FeedbackStore
import Hummingbird

/// `/v1/stats`: verdicts, marks and mistakes by day and site.
struct StatisticsController: Sendable {
    let filter: SpamFilter

    /// The routes of this controller.
    var endpoints: RouteCollection<ServiceContext> {
        RouteCollection(context: ServiceContext.self).get(use: show)
    }

    private static let standardDays = 30
    private static let mostDays = 366

    @Sendable
    private func show(_ request: Request, context: ServiceContext) async throws -> Response {
        let query = try QueryReader(request, known: ["days", "site"])
        let days = try query.number("days", in: 1...Self.mostDays) ?? Self.standardDays
        let sites = try context.access.sites(try query.text("site"))
        let statistics = try await filter.store.dailyStatistics(days: days, sites: sites)
        return try context.responseEncoder.encode(StatisticsBody(statistics), from: request, context: context)
    }
}
