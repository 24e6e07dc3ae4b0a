import FeedbackStore
import HTTPTypes
import Hummingbird

/// `/model`: what is in force, what it was learnt from, and retraining.
struct ModelPageController: Sendable {
    let dashboard: Dashboard

    static let access: [String: RouteAccess] = [
        "GET /model": .pageOfEverySite(.moderate),
        "POST /model/retrain": .pageOfEverySite(.admin),
        "POST /model/datasets/remove": .pageOfEverySite(.admin),
    ]

    /// The routes of this controller.
    var endpoints: RouteCollection<ServiceContext> {
        RouteCollection(context: ServiceContext.self)
            .get("model", use: show)
            .post("model/retrain", use: retrain)
            .post("model/datasets/remove", use: remove)
    }

    @Sendable
    private func show(_ request: Request, context: ServiceContext) async throws -> Response {
        let filter = dashboard.filter
        let view = ModelView(
            model: filter.current.load(),
            datasets: try await filter.store.datasets(),
            work: filter.work.current,
            access: context.access
        )
        return dashboard.page(
            .model,
            title: "Model and data",
            section: .model,
            view,
            request: request,
            context: context
        )
    }

    @Sendable
    private func retrain(_ request: Request, context: ServiceContext) async throws -> Response {
        try dashboard.begin(.retrain(isForced: context.form["force"] != nil), context: context)
    }

    @Sendable
    private func remove(_ request: Request, context: ServiceContext) async throws -> Response {
        guard let name = context.form["dataset"],
            try await dashboard.filter.store.datasets().contains(where: { $0.name == name })
        else {
            let notice = PageNotice(
                text: "Nothing was removed.",
                failures: ["There is no dataset of that name: somebody else may have removed it."]
            )
            return dashboard.redirect(to: "/model", notice: notice, context: context)
        }
        return try dashboard.begin(.removal(dataset: name), context: context)
    }
}

extension Dashboard {
    /// Begins work on the model and leads to its progress; if other work is being done, to that.
    func begin(_ order: ModelWork.Order, context: ServiceContext) throws -> Response {
        if try filter.work.begin(order, by: context.access.source) {
            return .redirect(to: "/model/work", type: .normal)
        }
        let notice = PageNotice(
            text: "“\(WorkView.name(order))” was not begun.",
            failures: ["Other work on the model is being done; this is how far it is."]
        )
        return redirect(to: "/model/work", notice: notice, context: context)
    }
}
