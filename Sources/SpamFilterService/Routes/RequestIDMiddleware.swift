import HTTPTypes
import Hummingbird
import Logging

/// Gives every answer an `X-Request-Id`: the client's own where it sent a harmless one, otherwise a new one.
struct RequestIDMiddleware: RouterMiddleware {
    typealias Context = ServiceContext

    private static let longest = 64

    func handle(
        _ request: Request,
        context: ServiceContext,
        next: (Request, ServiceContext) async throws -> Response
    ) async throws -> Response {
        let own = request.headers[.requestID].flatMap(Self.harmless)
        var context = context
        // To change the metadata of a logger is to copy it: most clients send no id.
        if let own { context.logger[metadataKey: Self.key] = "\(own)" }
        var response = try await next(request, context)
        response.headers[.requestID] = own ?? Self.id(of: context)
        return response
    }

    /// What Hummingbird calls the id of a request in the metadata of its logger.
    private static let key = "hb.request.id"

    /// The id that Hummingbird gave the request, which it keeps in the logger: a logger that keeps nothing has none.
    private static func id(of context: ServiceContext) -> String {
        context.logger[metadataKey: key]?.description ?? RequestID().description
    }

    /// An id that may be repeated in a header and a log: letters, digits, `.`, `_`, `-`, at most 64 of them.
    private static func harmless(_ id: String) -> String? {
        let isHarmless =
            !id.isEmpty && id.utf8.count <= longest
            && id.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
                    true
                default: false
                }
            }
        return isHarmless ? id : nil
    }
}

extension HTTPField.Name {
    /// `X-Request-Id`.
    static let requestID: HTTPField.Name = {
        guard let name = HTTPField.Name("X-Request-Id") else { preconditionFailure("a valid header name") }
        return name
    }()
}
