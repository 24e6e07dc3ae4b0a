import HTTPTypes
import Hummingbird

/// Reads what a page's form sends, and lets it through only with the token of the visitor's session (against CSRF).
///
/// It stands before every page that takes a form, so that none can forget to look.
struct FormMiddleware: RouterMiddleware {
    typealias Context = ServiceContext

    let sessions: Sessions

    func handle(
        _ request: Request,
        context: ServiceContext,
        next: (Request, ServiceContext) async throws -> Response
    ) async throws -> Response {
        guard request.method == .post, RouteAccess.of(request.method, context.endpointPath)?.isPage == true else {
            return try await next(request, context)
        }
        if let site = request.headers[.fetchSite], site != "same-origin" { throw Problem.staleForm }
        let bytes = try await request.body.collect(upTo: context.maxUploadSize)
        var context = context
        context.form = PageForm(bytes.readableBytesView)
        // Who logs in has a session, too: one without a key, which the page with the form began.
        let session = context.session ?? sessions.loginSession(request)
        guard let token = context.form["csrf"], sessions.seal.isFormToken(token, of: session) else {
            throw Problem.staleForm
        }
        return try await next(request, context)
    }
}
