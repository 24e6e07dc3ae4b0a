import FeedbackStore
import Foundation
import HTTPTypes
import Hummingbird

@testable import SpamFilterService

/// A browser as far as the dashboard can tell: it keeps cookies, and sends forms with the token of the page before.
struct DashboardVisit: Sendable {
    let client: Client
    var cookies: [String: String] = [:]
    var token = ""
    var headers: HTTPFields = [.accept: "text/html"]

    init(_ client: Client) {
        self.client = client
    }

    mutating func get(_ path: String) async throws -> Answer {
        try await send(.get, path, nil)
    }

    /// Sends a form with the token of the last page.
    mutating func post(_ path: String, _ fields: KeyValuePairs<String, String> = [:]) async throws -> Answer {
        try await send(.post, path, Self.form([("csrf", token)] + fields.map { ($0.key, $0.value) }))
    }

    /// Goes to the page to log in, and logs in.
    mutating func logIn(_ key: String) async throws -> Answer {
        _ = try await get("/login")
        return try await post("/login", ["key": key])
    }

    mutating func send(_ method: HTTPRequest.Method, _ path: String, _ body: String?) async throws -> Answer {
        var headers = headers
        if !cookies.isEmpty { headers[.cookie] = cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ") }
        if body != nil { headers[.contentType] = "application/x-www-form-urlencoded" }
        let answer = try await client.send(method, path, body, headers: headers)
        for cookie in answer.headers[values: .setCookie] {
            let pair = cookie.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            cookies[String(pair[0])] = pair[1].isEmpty ? nil : String(pair[1])
        }
        if let found = answer.text.firstMatch(of: /name="csrf" value="([0-9a-f]+)"/) { token = String(found.1) }
        return answer
    }

    private static func form(_ fields: [(String, String)]) -> String {
        fields.map { name, value in
            name + "=" + value.utf8.map { "%" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        }.joined(separator: "&")
    }
}

extension SpamFilter {
    /// Creates a key for the dashboard; returns its secret.
    func dashboardKey(_ role: Role = .moderate, site: String? = nil, name: String? = nil) async throws -> IssuedKey {
        try await store.createKey(.bearer, role: role, site: site, name: name, source: .commandLine)
    }
}
