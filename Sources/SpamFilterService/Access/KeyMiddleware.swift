import FeedbackStore
import HTTPTypes
import Hummingbird

/// Lets a request through to the routes that its key opens: 401 without a good key, 403 with one that does not reach.
struct KeyMiddleware: RouterMiddleware {
    typealias Context = ServiceContext

    let keys: KeyDirectory
    /// Whether everyone may do everything while no key was ever created.
    let mayBeOpen: Bool
    /// Who has logged in to the dashboard.
    let sessions: Sessions

    func handle(
        _ request: Request,
        context: ServiceContext,
        next: (Request, ServiceContext) async throws -> Response
    ) async throws -> Response {
        let rule = RouteAccess.of(request.method, context.endpointPath)
        var context = context
        switch rule {
        case .everyone, .ownKey: break
        case .key(let role):
            context.access = try access(of: request)
            try context.access.require(role)
        case .keyToEverySite(let role):
            context.access = try access(of: request)
            try context.access.require(role)
            guard context.access.site == nil else { throw Problem.foreignSite }
        case .page(let role), .pageOfEverySite(let role):
            (context.access, context.session) = try sessions.visitor(request)
            try context.access.require(role)
            if case .pageOfEverySite = rule, context.access.site != nil { throw Problem.foreignSite }
        case .openPage:
            // A visitor who has logged in sees the same page with the navigation.
            if let visitor = try? sessions.visitor(request) { (context.access, context.session) = visitor }
        case nil where AkismetController.mayMean(request.uri.path):
            // Clients of the protocol have no bearer key, and some take a 401 for the refusal of theirs.
            break
        case nil where request.wantsPage:
            (context.access, context.session) = try sessions.visitor(request)
        case nil:
            // Nothing is there, or not with this method: the answer says so, but to strangers not even that.
            context.access = try access(of: request)
        }
        return try await next(request, context)
    }

    private func access(of request: Request) throws -> Access {
        let secret = request.headers[.authorization].map(Self.token)
        switch try keys.find(secret ?? nil, kind: .bearer) {
        case .open:
            guard mayBeOpen else { throw Problem.keyRequired }
            return .open
        case .key(let key): return Access(key)
        case .stranger: throw secret == nil ? Problem.keyRequired : Problem.unknownKey
        }
    }

    /// What stands behind `Bearer` in a header; `nil` for another scheme.
    private static func token(_ header: String) -> String? {
        let parts = header.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
        return String(parts[1].trimmingPrefix { $0 == " " })
    }
}
