import FeedbackStore
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// `/model/work`: how far the work on the model is.
struct WorkController: Sendable {
    let dashboard: Dashboard

    static let access: [String: RouteAccess] = [
        "GET /model/work": .pageOfEverySite(.moderate), "GET /model/work/events": .pageOfEverySite(.moderate),
    ]

    /// The routes of this controller.
    var endpoints: RouteCollection<ServiceContext> {
        RouteCollection(context: ServiceContext.self).get("model/work", use: show).get("model/work/events", use: events)
    }

    /// A page that loads itself again, or, with `live`, one whose script listens to the events instead.
    @Sendable
    private func show(_ request: Request, context: ServiceContext) async throws -> Response {
        let state = dashboard.filter.work.current
        let view = WorkView(state)
        if view.isDone {
            guard let last = state.last else { return .redirect(to: "/model", type: .normal) }
            return dashboard.redirect(to: view.result, notice: last.outcome.notice, context: context)
        }
        let title = view.work
        var response = dashboard.page(
            .work,
            title: title,
            section: .model,
            view,
            request: request,
            context: context
        )
        if request.uri.queryParameters["live"] == nil { response.headers[.refresh] = "2" }
        return response
    }

    /// Server-sent events: one whenever the work has come on, and a last one when it is done.
    @Sendable
    private func events(_ request: Request, context: ServiceContext) async throws -> Response {
        let work = dashboard.filter.work
        let body = ResponseBody { writer in
            // The stream begins before the state is read, so that no change falls between them.
            let changes = work.changes()
            try await writer.write(try Self.event(work.current))
            for await _ in changes { try await writer.write(try Self.event(work.current)) }
            try await writer.write(try Self.event(work.current))
            try await writer.finish(nil)
        }
        return Response(status: .ok, headers: [.contentType: "text/event-stream"], body: body)
    }

    /// One event (HTML Living Standard, "Server-sent events").
    private static func event(_ state: ModelWork.State) throws -> ByteBuffer {
        let json = String(decoding: try JSONEncoder.stable().encode(WorkView(state)), as: UTF8.self)
        return ByteBuffer(string: "data: \(json)\n\n")
    }
}

extension HTTPField.Name {
    /// After how many seconds a browser loads the page again.
    static let refresh = named("Refresh")
}
