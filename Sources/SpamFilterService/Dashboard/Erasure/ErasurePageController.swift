import FeedbackStore
import HTTPTypes
import Hummingbird

/// `/model/erasures`: forgetting comments, after a look at how many that are.
struct ErasurePageController: Sendable {
    let dashboard: Dashboard

    static let access: [String: RouteAccess] = [
        "GET /model/erasures": .page(.admin),
        "POST /model/erasures": .page(.admin),
        "POST /model/erasures/confirmed": .page(.admin),
    ]

    /// The routes of this controller.
    var endpoints: RouteCollection<ServiceContext> {
        RouteCollection(context: ServiceContext.self)
            .get("model/erasures", use: show)
            .post("model/erasures", use: count)
            .post("model/erasures/confirmed", use: erase)
    }

    @Sendable
    private func show(_ request: Request, context: ServiceContext) async throws -> Response {
        page(ErasureView(form: ErasureForm(context.form), context.access), request: request, context: context)
    }

    /// What would go; nothing goes yet.
    @Sendable
    private func count(_ request: Request, context: ServiceContext) async throws -> Response {
        let form = ErasureForm(context.form)
        var view = ErasureView(form: form, context.access)
        do {
            let erasure = try await form.request(context.access, dashboard.filter)
            try await dashboard.filter.recorder.drain()
            let found = try await dashboard.filter.store.count(erasure)
            view.found = ErasureView.Found(comments: found.comments, labels: found.labels)
        } catch let problem as Problem {
            view.refusals = [.init(reason: problem.document.detail)]
        }
        return page(view, request: request, context: context)
    }

    @Sendable
    private func erase(_ request: Request, context: ServiceContext) async throws -> Response {
        let form = ErasureForm(context.form)
        var view = ErasureView(form: ErasureForm(PageForm()), context.access)
        do {
            let erasure = try await form.request(context.access, dashboard.filter)
            let (receipt, isOverwritten) = try await dashboard.filter.erase(erasure)
            view.receipt = ErasureView.Receipt(receipt, isOverwritten: isOverwritten)
        } catch let problem as Problem {
            view = ErasureView(form: form, context.access)
            view.refusals = [.init(reason: problem.document.detail)]
        }
        return page(view, request: request, context: context)
    }

    private func page(_ view: ErasureView, request: Request, context: ServiceContext) -> Response {
        dashboard.page(
            .erasures,
            title: "Forgetting",
            section: .model,
            view,
            request: request,
            context: context
        )
    }
}
