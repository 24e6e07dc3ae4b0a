import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// `/assets`: the stylesheet, the script and the icon, compiled in.
struct AssetsController: Sendable {
    /// A file that pages load; its path changes with its bytes, so that browsers may keep it for good.
    struct Asset: Sendable {
        let path: String
        let type: String
        let bytes: [UInt8]

        fileprivate init(_ name: String, _ type: String, _ bytes: [UInt8]) {
            let digest = SHA256.hash(data: Data(bytes)).prefix(4).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
            path = "/assets/\(name)?\(digest.joined())"
            self.type = type
            self.bytes = bytes
        }
    }

    static let stylesheet = Asset(
        "dashboard.css",
        "text/css; charset=utf-8",
        PackageResources.dashboard_css + PackageResources.data_css
    )
    static let script = Asset(
        "dashboard.js",
        "text/javascript; charset=utf-8",
        PackageResources.dashboard_js + PackageResources.progress_js
    )
    static let icon = Asset("icon.svg", "image/svg+xml", PackageResources.icon_svg)

    static let access: [String: RouteAccess] = [
        "GET /assets/dashboard.css": .openPage,
        "GET /assets/dashboard.js": .openPage,
        "GET /assets/icon.svg": .openPage,
    ]

    /// The routes of this controller.
    var endpoints: RouteCollection<ServiceContext> {
        RouteCollection(context: ServiceContext.self)
            .get("assets/dashboard.css") { request, _ in Self.answer(Self.stylesheet, request) }
            .get("assets/dashboard.js") { request, _ in Self.answer(Self.script, request) }
            .get("assets/icon.svg") { request, _ in Self.answer(Self.icon, request) }
    }

    private static func answer(_ asset: Asset, _ request: Request) -> Response {
        let isNamedWhole = asset.path.hasSuffix("?\(request.uri.query ?? "")")
        return Response(
            status: .ok,
            headers: [
                .contentType: asset.type,
                .cacheControl: isNamedWhole ? "public, max-age=31536000, immutable" : "no-cache",
            ],
            body: .init(byteBuffer: ByteBuffer(bytes: asset.bytes))
        )
    }
}
