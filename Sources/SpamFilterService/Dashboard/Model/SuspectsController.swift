import FeedbackStore
import HTTPTypes
import Hummingbird
import SpamClassifier

/// `/model/suspects`: labels that the rest of the labels contradicts, to look at again.
struct SuspectsController: Sendable {
    let dashboard: Dashboard

    static let access: [String: RouteAccess] = [
        "GET /model/suspects": .pageOfEverySite(.moderate),
        "POST /model/suspects": .pageOfEverySite(.moderate),
        "POST /model/suspects/mark": .pageOfEverySite(.moderate),
    ]

    /// The routes of this controller.
    var endpoints: RouteCollection<ServiceContext> {
        RouteCollection(context: ServiceContext.self)
            .get("model/suspects", use: show)
            .post("model/suspects", use: search)
            .post("model/suspects/mark", use: mark)
    }

    /// How many are shown at once.
    private static let shown = 20

    @Sendable
    private func show(_ request: Request, context: ServiceContext) async throws -> Response {
        let state = dashboard.filter.work.current
        var rows: [SuspectsView.Row] = []
        for suspect in state.suspects?.found ?? [] where rows.count < Self.shown {
            // What was marked otherwise, or forgotten, since they were looked for is settled.
            guard let recorded = try await dashboard.filter.store.comment(key: suspect.key),
                recorded.label == suspect.label
            else { continue }
            rows.append(SuspectsView.Row(suspect, recorded))
        }
        let view = SuspectsView(rows, state: state, access: context.access)
        return dashboard.page(
            .suspects,
            title: "Wrong labels",
            section: .model,
            view,
            request: request,
            context: context
        )
    }

    @Sendable
    private func search(_ request: Request, context: ServiceContext) async throws -> Response {
        try dashboard.begin(.suspects, context: context)
    }

    @Sendable
    private func mark(_ request: Request, context: ServiceContext) async throws -> Response {
        guard let id = context.form["id"].flatMap({ CommentID($0) }),
            let label = Label.allCases.first(where: { $0.name == context.form["label"] })
        else { throw Problem.unknownComment((context.form["id"] ?? "").harmlessExcerpt) }
        let outcome = try await dashboard.filter.mark(id, as: label, by: context.access)
        let notice = PageNotice(
            text: "Marked as \(label.name).",
            undo: [(outcome.id, outcome.previous)],
            path: "/model/suspects"
        )
        return dashboard.redirect(to: "/model/suspects", notice: notice, context: context)
    }
}
