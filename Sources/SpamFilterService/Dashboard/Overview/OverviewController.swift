import FeedbackStore
import HTTPTypes
import Hummingbird

/// `/overview`: how the filter does.
struct OverviewController: Sendable {
    let dashboard: Dashboard
    private let trends: RecentTrends

    init(dashboard: Dashboard) {
        self.dashboard = dashboard
        trends = RecentTrends(store: dashboard.filter.store)
    }

    static let access: [String: RouteAccess] = ["GET /overview": .page(.moderate)]

    /// The routes of this controller.
    var endpoints: RouteCollection<ServiceContext> {
        RouteCollection(context: ServiceContext.self).get("overview", use: show)
    }

    /// How many days are shown.
    private static let days = 30

    @Sendable
    private func show(_ request: Request, context: ServiceContext) async throws -> Response {
        let store = dashboard.filter.store
        let choice = SiteChoice(request.uri.queryParameters["site"].map { String($0) })
        let sites = try choice.sites(context.access)
        let isWhole = context.access.site == nil && choice == .all
        let view = OverviewView(
            activity: try await store.activity(
                days: Self.days,
                through: dashboard.sessions.now() * 1_000,
                sites: sites
            ),
            waiting: try await store.queueLength(sites: sites),
            recent: try await trends.recent(sites),
            model: dashboard.filter.current.load(),
            databaseBytes: isWhole ? try await store.bytesOnDisk() : nil,
            picker: context.access.site == nil
                ? SitePicker(try await store.sites(), chosen: choice) : nil,
            isWhole: isWhole
        )
        return dashboard.page(
            .overview,
            title: "Overview",
            section: .overview,
            view,
            request: request,
            context: context
        )
    }
}
