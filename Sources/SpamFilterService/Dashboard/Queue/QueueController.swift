import FeedbackStore
import HTTPTypes
import Hummingbird
import SpamClassifier

/// `/queue`: what waits for a person.
struct QueueController: Sendable {
    let dashboard: Dashboard

    static let access: [String: RouteAccess] = [
        "GET /queue": .page(.moderate),
        "POST /queue/marks": .page(.moderate),
        "POST /queue/undo": .page(.moderate),
        "POST /queue/erase": .page(.admin),
    ]

    /// The routes of this controller.
    var endpoints: RouteCollection<ServiceContext> {
        RouteCollection(context: ServiceContext.self)
            .get(use: show)
            .post("marks", use: mark)
            .post("undo", use: undo)
            .post("erase", use: erase)
    }

    private var filter: SpamFilter { dashboard.filter }

    @Sendable
    private func show(_ request: Request, context: ServiceContext) async throws -> Response {
        let asked = QueueFilter(request)
        // What was judged a moment ago belongs to the queue as well.
        try await filter.recorder.drain()
        let query = try asked.query(for: context.access)
        let model = try filter.model()
        let page = try await filter.store.queue(query, matching: Self.condition(asked.reason, model.extractor))
        let waiting = try await filter.store.queueLength(sites: try context.access.sites(nil))
        let view = QueueView(page, filter: asked, waiting: waiting, model: model, access: context.access)
        return dashboard.page(.queue, title: "Queue", section: .queue, view, request: request, context: context)
    }

    /// Whether a comment has the feature that was asked for; `nil` if none was.
    private static func condition(
        _ reason: FeatureName?,
        _ extractor: FeatureExtractor
    ) -> (@Sendable (Comment) -> Bool)? {
        guard let reason else { return nil }
        return { comment in extractor.hasFeature(reason, in: comment) }
    }

    /// Marks what was selected, or the one comment whose button was pressed.
    @Sendable
    private func mark(_ request: Request, context: ServiceContext) async throws -> Response {
        let order = try MarkOrder(context.form)
        if order.action == .erase {
            guard context.access.role >= .admin else { throw Problem.roleRequired(.admin) }
            return confirmation(order, request: request, context: context)
        }
        var ids = order.ids
        let together = order.alike.intersection(ids).compactMap { CommentID($0) }
        if !together.isEmpty {
            let known = Set(ids)
            ids += try await filter.store.alike(together).map(\.description).filter { !known.contains($0) }
        }
        let outcomes = try await filter.mark(ids, as: order.action.label, by: context.access)
        let result = MarkResult(ids: ids, outcomes: outcomes, action: order.action, back: order.back)
        return try answer(result, request: request, context: context)
    }

    /// Gives comments back the labels that they had.
    @Sendable
    private func undo(_ request: Request, context: ServiceContext) async throws -> Response {
        let steps = UndoSteps(context.form.all("undo"))
        var result = MarkResult(action: .unmark, back: LoginController.destination(context.form["back"]))
        for (label, ids) in steps.groups {
            let outcomes = try await filter.mark(ids, as: label, by: context.access)
            result.add(ids: ids, outcomes: outcomes)
        }
        result.isUndo = true
        return try answer(result, request: request, context: context)
    }

    @Sendable
    private func erase(_ request: Request, context: ServiceContext) async throws -> Response {
        let order = try MarkOrder(context.form, action: .erase)
        var erasure = ErasureRequest(source: context.access.source)
        erasure.ids = order.ids.compactMap { CommentID($0) }
        erasure.sites = try context.access.sites(nil)
        guard !erasure.isEmpty else { throw Problem.unknownComment("") }
        if context.access.site != nil {
            for id in erasure.ids { try context.access.requireSite(try await filter.comment(id).comment.site) }
        }
        let (receipt, _) = try await filter.erase(erasure)
        let text =
            "\(Plural.comments(receipt.comments)) erased, with everything that was learnt of them. "
            + "The receipt has the number \(receipt.id)."
        return dashboard.redirect(to: order.back, notice: PageNotice(text: text), context: context)
    }

    private struct ErasureView: Sendable {
        let question: String
        let ids: [String]
        let back: String
    }

    private func confirmation(_ order: MarkOrder, request: Request, context: ServiceContext) -> Response {
        let question = "\(Plural.comments(order.ids.count)) will be erased for good."
        let view = ErasureView(question: question, ids: order.ids, back: order.back)
        let title = "Erase \(Plural.comments(order.ids.count))?"
        return dashboard.page(.erase, title: title, section: .queue, view, request: request, context: context)
    }

    private func answer(_ result: MarkResult, request: Request, context: ServiceContext) throws -> Response {
        if request.headers[.accept]?.contains("application/json") == true {
            return try context.responseEncoder.encode(result.body, from: request, context: context)
        }
        return dashboard.redirect(to: result.back, notice: result.notice, context: context)
    }
}
