import FeedbackStore
import HTTPTypes
import Hummingbird

/// `/login` and `/logout`.
struct LoginController: Sendable {
    let dashboard: Dashboard
    let limit: LoginLimit

    static let access: [String: RouteAccess] = [
        "GET /login": .openPage, "POST /login": .openPage, "POST /logout": .openPage,
    ]

    /// The routes of this controller.
    var endpoints: RouteCollection<ServiceContext> {
        RouteCollection(context: ServiceContext.self)
            .get("login", use: show)
            .post("login", use: logIn)
            .post("logout", use: logOut)
    }

    private struct LoginView: Sendable {
        let destination: String
        let refusal: String?
    }

    @Sendable
    private func show(_ request: Request, context: ServiceContext) async throws -> Response {
        let destination = Self.destination(request.uri.queryParameters["next"].map { String($0) })
        if context.access.role >= .moderate { return .redirect(to: destination, type: .normal) }
        return page(destination, refusal: nil, request: request, context: context)
    }

    @Sendable
    private func logIn(_ request: Request, context: ServiceContext) async throws -> Response {
        try limit.check(context.peer)
        let destination = Self.destination(context.form["next"])
        guard case .key(let key) = try dashboard.filter.keys.find(context.form["key"] ?? "", kind: .bearer),
            key.role >= .moderate
        else {
            limit.failed(context.peer)
            let refusal = Problem.loginRefused.document.detail
            var response = page(destination, refusal: refusal, request: request, context: context)
            response.status = .unauthorized
            return response
        }
        var response = Response.redirect(to: destination, type: .normal)
        let session = Session(keyID: key.id, at: dashboard.sessions.now())
        response.setCookie(dashboard.sessions.cookie(for: session, request: request))
        return response
    }

    @Sendable
    private func logOut(_ request: Request, context: ServiceContext) async throws -> Response {
        var response = Response.redirect(to: "/login", type: .normal)
        response.setCookie(dashboard.sessions.endingCookie(request: request))
        return response
    }

    /// The form, with a session without a key that its token belongs to.
    private func page(
        _ destination: String,
        refusal: String?,
        request: Request,
        context: ServiceContext
    ) -> Response {
        var context = context
        let session = Session(keyID: 0, at: dashboard.sessions.now())
        context.session = session
        var response = dashboard.page(
            .login,
            title: "Log in",
            LoginView(destination: destination, refusal: refusal),
            request: request,
            context: context
        )
        response.setCookie(dashboard.sessions.cookie(for: session, request: request))
        return response
    }

    /// Where to go after login: a path of this service and nothing else.
    static func destination(_ text: String?) -> String {
        guard let text, text.hasPrefix("/"), !text.hasPrefix("//"), !text.hasPrefix("/login"),
            text.utf8.allSatisfy({ (0x21..<0x7F).contains($0) && $0 != UInt8(ascii: "\\") })
        else { return "/queue" }
        return text
    }
}
