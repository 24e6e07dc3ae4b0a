import HTTPTypes
import Hummingbird

@testable import SpamFilterService

extension Client {
    static let akismetKey = "00aa11bb22cc"

    /// Calls a route of the Akismet protocol with fields as a form, and with a key and a site unless they are given.
    func akismet(
        _ route: String,
        _ fields: [String: String] = [:],
        _ more: String = "",
        userAgent: String? = nil
    ) async throws -> Answer {
        let standard = ["api_key": Self.akismetKey, "blog": "https://blog.example", "user_ip": "203.0.113.9"]
        let pairs = standard.merging(fields) { $1 }.sorted { $0.key < $1.key }.map { "\($0)=\(Self.escaped($1))" }
        var headers: HTTPFields = [.contentType: "application/x-www-form-urlencoded"]
        headers[.userAgent] = userAgent
        return try await send(.post, "/1.1/\(route)", pairs.joined(separator: "&") + more, headers: headers)
    }

    private static func escaped(_ text: String) -> String {
        text.utf8.map { byte in "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }
}

extension Answer {
    func header(_ name: String) -> String? { HTTPField.Name(name).flatMap { headers[$0] } }

    /// The names of the headers that the protocol or this service adds, in lower case and in order.
    var ownHeaders: [String] {
        headers.map(\.name.canonicalName).filter { $0.hasPrefix("x-akismet") || $0.hasPrefix("x-hamlet") }.sorted()
    }
}
