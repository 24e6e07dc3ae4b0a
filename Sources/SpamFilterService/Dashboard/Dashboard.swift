import FeedbackStore
import Foundation
import HTTPTypes
import Hummingbird

/// The moderation dashboard: what its pages share, and their routes.
struct Dashboard: Sendable {
    let filter: SpamFilter
    /// How the service runs, for the pages that tell about it.
    let configuration: ServiceConfiguration
    let sessions: Sessions
    /// What happened to the last forms, for the pages that follow them.
    let notices = NoticeBoard()
    private let loginLimit: LoginLimit

    /// Makes a dashboard; `now` says the time in seconds since 1970.
    init(
        filter: SpamFilter,
        configuration: ServiceConfiguration,
        now: @escaping @Sendable () -> Int64 = { Int64(Date().timeIntervalSince1970) }
    ) {
        self.filter = filter
        self.configuration = configuration
        sessions = Sessions(
            keys: filter.keys,
            seal: SessionSeal(key: filter.store.installation.signingKey(for: "dashboard")),
            mayBeOpen: configuration.mayBeOpen,
            isTLS: configuration.certificate != nil,
            now: now
        )
        loginLimit = LoginLimit(now: now)
    }

    /// Who may call which page.
    static let access: [String: RouteAccess] = [
        ["GET /": .page(.moderate)],
        AssetsController.access,
        LoginController.access,
        QueueController.access,
        CommentPageController.access,
        OverviewController.access,
        ModelPageController.access,
        EvaluationPageController.access,
        WorkController.access,
        SuspectsController.access,
        ExportController.access,
        ErasurePageController.access,
        KeysController.access,
        SitesController.access,
        AuditController.access,
        PrivacyController.access,
    ].reduce(into: [:]) { $0.merge($1) { own, _ in own } }

    /// Adds the routes of all pages.
    func addRoutes(to router: Router<ServiceContext>) {
        router.get("/") { _, _ in Response.redirect(to: PageSection.queue.path, type: .normal) }
        router.addRoutes(AssetsController().endpoints)
        router.addRoutes(LoginController(dashboard: self, limit: loginLimit).endpoints)
        router.addRoutes(QueueController(dashboard: self).endpoints, atPath: "queue")
        router.addRoutes(CommentPageController(dashboard: self).endpoints, atPath: "comments")
        router.addRoutes(OverviewController(dashboard: self).endpoints)
        router.addRoutes(ModelPageController(dashboard: self).endpoints)
        router.addRoutes(EvaluationPageController(dashboard: self).endpoints)
        router.addRoutes(WorkController(dashboard: self).endpoints)
        router.addRoutes(SuspectsController(dashboard: self).endpoints)
        router.addRoutes(ExportController(dashboard: self).endpoints)
        router.addRoutes(ErasurePageController(dashboard: self).endpoints)
        router.addRoutes(KeysController(dashboard: self).endpoints)
        router.addRoutes(SitesController(dashboard: self).endpoints)
        router.addRoutes(AuditController(dashboard: self).endpoints)
        router.addRoutes(PrivacyController(dashboard: self).endpoints)
    }
}
