import FeedbackStore
import HTTPTypes
import Hummingbird

/// `/model/audit`: who did what.
struct AuditController: Sendable {
    let dashboard: Dashboard

    static let access: [String: RouteAccess] = ["GET /model/audit": .pageOfEverySite(.admin)]

    /// The routes of this controller.
    var endpoints: RouteCollection<ServiceContext> {
        RouteCollection(context: ServiceContext.self).get("model/audit", use: audit)
    }

    private static let auditEntries = 50

    @Sendable
    private func audit(_ request: Request, context: ServiceContext) async throws -> Response {
        let cursor = request.uri.queryParameters["from"].flatMap { AuditCursor(String($0)) }
        let page = try await dashboard.filter.store.auditPage(
            from: cursor ?? AuditCursor(),
            limit: Self.auditEntries
        )
        let view = AuditView(page, isFirst: cursor == nil, context.access)
        return dashboard.page(
            .audit,
            title: "Audit log",
            section: .model,
            view,
            request: request,
            context: context
        )
    }
}

/// What a page of the audit log shows.
struct AuditView: Sendable {
    let tabs: ModelTabs
    let entries: TableView
    let isEmpty: Bool
    let paging: PagingView

    init(_ page: AuditPage, isFirst: Bool, _ access: Access) {
        tabs = ModelTabs(current: "/model/audit", access)
        isEmpty = page.entries.isEmpty
        entries = TableView(
            "Who did what, newest first",
            columns: [.text("Time"), .text("Who"), .text("What"), .text("To what")],
            rows: page.entries.map { entry in
                [
                    .text(NumberWords.time(entry.loggedAt)), .text(entry.source?.words ?? "the service"),
                    .text(entry.action.rawValue), .text(entry.subject),
                ]
            }
        )
        paging = PagingView(
            first: isFirst ? nil : "/model/audit",
            following: page.next.map { "/model/audit?from=\($0)" }
        )
    }
}

extension MarkSource {
    /// The source in words for people.
    fileprivate var words: String {
        switch self {
        case .moderator(let name): name ?? "a moderator"
        case .commandLine: "the command line"
        case .dataset(let name): "dataset \(name)"
        case .akismet: "an Akismet client"
        case .dashboard: "the dashboard"
        }
    }
}
