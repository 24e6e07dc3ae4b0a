import FeedbackStore
import HTTPTypes

/// Who may call a route.
enum RouteAccess: Sendable, Hashable {
    /// Everyone, without a key: whether the service lives, and what it can do.
    case everyone
    /// The route asks for its key itself, because its clients do not send it as a bearer token.
    case ownKey
    /// Whoever has a key of this role or a higher one.
    case key(Role)
    /// Whoever has a key of this role or a higher one that is bound to no site.
    case keyToEverySite(Role)
    /// Whoever has logged in to the dashboard with a key of this role or a higher one.
    case page(Role)
    /// Whoever has logged in to the dashboard with a key of this role or a higher one that is bound to no site.
    case pageOfEverySite(Role)
    /// Everyone, as a page of the dashboard.
    case openPage

    /// Every route with who may call it, by method and path as the router writes them.
    ///
    /// A route that is missing here asks for a key of the highest role.
    static let table: [String: RouteAccess] = [
        "GET /livez": .everyone,
        "GET /readyz": .everyone,
        "GET /openapi.json": .everyone,
        "GET /metrics": .keyToEverySite(.check),
        "POST /v1/comments": .key(.check),
        "GET /v1/comments": .key(.moderate),
        "POST /v1/comments/batch": .key(.check),
        "GET /v1/comments/{id}": .key(.moderate),
        "DELETE /v1/comments/{id}": .key(.admin),
        "POST /v1/erasures": .key(.admin),
        "POST /v1/model/retrain": .keyToEverySite(.admin),
        "PUT /v1/comments/{id}/label": .key(.moderate),
        "DELETE /v1/comments/{id}/label": .key(.moderate),
        "POST /v1/labels": .key(.moderate),
        "GET /v1/model": .key(.check),
        "GET /v1/stats": .key(.moderate),
    ].merging(AkismetController.access) { own, _ in own }
        .merging(Dashboard.access) { own, _ in own }

    /// ``table`` by path and then by method, so that a look-up has no text to put together.
    private static let byPath = table.reduce(into: [String: [String: RouteAccess]]()) { paths, entry in
        let parts = entry.key.split(separator: " ", maxSplits: 1).map(String.init)
        paths[parts[1], default: [:]][parts[0]] = entry.value
    }

    /// Who may call a route; `nil` for a path that none has, or a method that its path does not know.
    static func of(_ method: HTTPRequest.Method, _ path: String?) -> RouteAccess? {
        guard let path else { return nil }
        let methods = byPath[path] ?? byPath["/" + path]
        return methods?[method == .head ? "GET" : method.rawValue]
    }

    /// Whether the answer is a page for people.
    var isPage: Bool {
        switch self {
        case .page, .pageOfEverySite, .openPage: true
        case .everyone, .ownKey, .key, .keyToEverySite: false
        }
    }

    /// A route as ``table`` writes it.
    static func name(_ method: HTTPRequest.Method, _ path: String) -> String {
        let path = path.hasPrefix("/") ? path : "/" + path
        return "\(method == .head ? .get : method) \(path)"
    }
}
