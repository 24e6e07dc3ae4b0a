import Hummingbird
import NIOCore

/// `/openapi.json`: what the service can do, for programs.
struct OpenAPIController: Sendable {
    /// The routes of this controller.
    var endpoints: RouteCollection<ServiceContext> {
        RouteCollection(context: ServiceContext.self).get("openapi.json", use: show)
    }

    /// The bytes of `openapi.json`, which lies beside this file and is compiled in.
    static let document = PackageResources.openapi_json

    @Sendable
    private func show(_ request: Request, context: ServiceContext) async throws -> Response {
        Response(
            status: .ok,
            headers: [.contentType: "application/json; charset=utf-8"],
            body: .init(byteBuffer: ByteBuffer(bytes: Self.document))
        )
    }
}
