import HTTPTypes
import Hummingbird

/// Gives pages their headers, and turns what went wrong into a page for people: to log in, or to read what happened.
struct PageMiddleware: RouterMiddleware {
    typealias Context = ServiceContext

    let dashboard: Dashboard

    func handle(
        _ request: Request,
        context: ServiceContext,
        next: (Request, ServiceContext) async throws -> Response
    ) async throws -> Response {
        let isPage = RouteAccess.of(request.method, context.endpointPath)?.isPage == true
        guard isPage || request.wantsPage else { return try await next(request, context) }
        do {
            return withHeaders(try await next(request, context))
        } catch {
            let problem = Problem(error)
            // A script asks for JSON, and gets the problem as every client does.
            guard problem != .unexpected, request.headers[.accept]?.contains("application/json") != true else {
                throw error
            }
            return withHeaders(try answer(to: problem, request, context))
        }
    }

    private struct ProblemView: Sendable {
        let detail: String
        let status: Int
        let isLogin: Bool
    }

    private func answer(to problem: Problem, _ request: Request, _ context: ServiceContext) throws -> Response {
        if problem == .loginRequired, request.method == .get {
            return .redirect(to: "/login?next=\(Self.encoded(request.uri.description))", type: .normal)
        }
        var context = context
        if let visitor = try? dashboard.sessions.visitor(request) { (context.access, context.session) = visitor }
        let document = problem.document
        let view = ProblemView(
            detail: document.detail,
            status: document.status,
            isLogin: problem == .loginRequired
        )
        var response = dashboard.page(.problem, title: document.title, view, request: request, context: context)
        let plain = try problem.response()
        response.status = plain.status
        for name in [HTTPField.Name.retryAfter, .allow, .wwwAuthenticate] {
            response.headers[name] = plain.headers[name]
        }
        return request.method == .head ? response.createHeadResponse() : response
    }

    private func withHeaders(_ response: Response) -> Response {
        var response = response
        for field in HTTPFields.page { response.headers[field.name] = field.value }
        // What moderators see is nobody else's, and a page read from a cache would show labels of yesterday.
        if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
        return response
    }

    /// A path as the value of a parameter.
    private static func encoded(_ path: String) -> String {
        path.utf8.map { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                String(UnicodeScalar(byte))
            default: "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }.joined()
    }
}
