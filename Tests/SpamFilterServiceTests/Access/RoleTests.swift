import FeedbackStore
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import SpamFilterService

struct RoleTests {
    /// Every route of the service, with a path that a request can have.
    static func routes(_ filter: SpamFilter) -> [(name: String, method: HTTPRequest.Method, path: String)] {
        SpamFilterApplication.routes(filter).routes.map { route in
            let path = route.path.description
            let called = path.replacing("{id}", with: "0123456789abcdefghjkmnpqrs")
                .replacing("{minor}", with: "1")
            return (RouteAccess.name(route.method, path), route.method, called.hasPrefix("/") ? called : "/" + called)
        }
    }

    @Test func `every route says who may call it, and nothing else does`() async throws {
        try await withFilter { filter in
            #expect(Set(RoleTests.routes(filter).map(\.name)) == Set(RouteAccess.table.keys))
        }
    }

    @Test(arguments: [nil, "", "Bearer", "Bearer x", "Basic aGFtbGV0", "hml_", "Bearer  "])
    func `without a good key every route but those for everyone answers 401`(header: String?) async throws {
        try await withService { client, filter in
            _ = try await filter.store.createKey(.bearer, role: .admin, source: .commandLine)
            let akismet = try await filter.store.createKey(.akismet, role: .admin, source: .commandLine)
            for route in RoleTests.routes(filter) {
                let rule = RouteAccess.table[route.name]
                // Pages ask for a session: see the tests of the dashboard.
                if rule == .everyone || rule == .ownKey || rule?.isPage == true { continue }
                for value in [header, "Bearer " + akismet.secret] {
                    var headers: HTTPFields = [:]
                    headers[.authorization] = value
                    let answer = try await client.send(route.method, route.path, "{}", headers: headers)
                    #expect(answer.status == 401, "\(route.name): \(answer.text)")
                    #expect(answer.headers[.wwwAuthenticate]?.hasPrefix("Bearer realm=\"hamlet\"") == true)
                    #expect(answer.headers[.contentType] == "application/problem+json")
                }
            }
            #expect(try await client.send(.get, "/livez").status == 200)
            #expect(try await client.send(.get, "/readyz").status == 200)
            #expect(try await client.send(.get, "/v1/nothing").status == 401)
            #expect(try await client.send(.patch, "/v1/comments").status == 401)
        }
    }

    @Test func `a role opens its routes and those of the roles below it`() async throws {
        try await withService { client, filter in
            for role in Role.allCases {
                let key = try await filter.store.createKey(.bearer, role: role, source: .commandLine).secret
                for route in RoleTests.routes(filter) {
                    guard case .key(let required) = RouteAccess.table[route.name] ?? .everyone else { continue }
                    let answer = try await client.send(route.method, route.path, "{}", headers: .bearer(key))
                    #expect((answer.status == 403) == (role < required), "\(role) \(route.name): \(answer.text)")
                    #expect(answer.status != 401)
                    if answer.status == 403 { answer.expectProblem(403, "role-required") }
                }
                #expect(try await client.send(.get, "/v1/nothing", headers: .bearer(key)).status == 404)
            }
        }
    }

    @Test func `the scheme may be written in any case, and a key is good until it is revoked`() async throws {
        try await withService { client, filter in
            #expect(try await client.send(.get, "/v1/model").status == 200)
            let issued = try await filter.store.createKey(.bearer, role: .check, source: .commandLine)
            for scheme in ["Bearer ", "bearer ", "BEARER   "] {
                let headers: HTTPFields = [.authorization: scheme + issued.secret]
                #expect(try await client.send(.get, "/v1/model", headers: headers).status == 200)
            }
            _ = try await filter.store.revokeKey(issued.key.id, source: .commandLine)
            let answer = try await client.send(.get, "/v1/model", headers: .bearer(issued.secret))
            answer.expectProblem(401, "unknown-key")
            #expect(answer.headers[.wwwAuthenticate] == "Bearer realm=\"hamlet\", error=\"invalid_token\"")
            try await client.send(.get, "/v1/model").expectProblem(401, "key-required")
        }
    }

    @Test func `the log knows marks by the name of the key`() async throws {
        try await withService { client, filter in
            let key = try await filter.store.createKey(.bearer, role: .moderate, name: "desk", source: .commandLine)
            let body = #"{"comment": {"content": "cheap"}, "label": "spam"}"#
            let answer = try await client.send(.post, "/v1/labels", body, headers: .bearer(key.secret))
            #expect(answer.status == 200, "\(answer.text)")
            #expect(try await filter.store.entries(after: 0, limit: 9).map(\.source) == [.moderator("desk")])
        }
    }

    @Test func `where others reach the address, no key means no entry`() async throws {
        try await withFilter { filter in
            try await filter.learner.start()
            let router = SpamFilterApplication.router(
                filter,
                configuration: ServiceConfiguration(mayBeOpen: false)
            )
            let application = Application(router: router, logger: .silent)
            try await application.test(.router) { base in
                let client = Client(base: base)
                try await client.send(.get, "/v1/model").expectProblem(401, "key-required")
                #expect(try await client.send(.get, "/readyz").status == 200)
            }
        }
    }
}

extension HTTPFields {
    /// The header that shows a key.
    static func bearer(_ key: String) -> HTTPFields { [.authorization: "Bearer " + key] }
}
