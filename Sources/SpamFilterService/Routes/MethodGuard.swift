import HTTPTypes
import Hummingbird

extension Router<ServiceContext> {
    /// Gives the routes added so far an answer to the methods that they are not for: 405 with `Allow`.
    ///
    /// Hummingbird itself answers a known path with a wrong method like an unknown path.
    func refuseOtherMethods() {
        for (_, routes) in Dictionary(grouping: routes, by: \.path.description) {
            guard let path = routes.first?.path else { continue }
            var served = Set(routes.map(\.method))
            // The router makes these itself.
            if served.contains(.get) { served.insert(.head) }
            let allowed = served.map(\.rawValue).sorted()
            for method in Self.methods where !served.contains(method) {
                on(path, method: method) { _, _ -> Response in throw Problem.methodNotAllowed(allowed: allowed) }
            }
        }
    }

    /// A safe request with a body, which clients begin to send.
    private static var query: HTTPRequest.Method {
        guard let method = HTTPRequest.Method("QUERY") else { preconditionFailure("a valid method") }
        return method
    }

    private static var methods: [HTTPRequest.Method] {
        [.get, .head, .post, .put, .delete, .patch, .options, .trace, .connect, query]
    }
}
