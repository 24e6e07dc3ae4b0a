import FeedbackStore
import HTTPTypes
import Testing

@testable import SpamFilterService

struct LoginTests {
    @Test func `a moderator logs in with a key, is shown by name, and logs out`() async throws {
        try await withService { client, filter in
            let key = try await filter.dashboardKey(name: "desk")
            var visit = DashboardVisit(client)
            let turnedAway = try await visit.get("/")
            #expect(turnedAway.status == 303)
            #expect(turnedAway.headers[.location] == "/login?next=/")
            let form = try await visit.get("/login?next=/queue%3Ftab%3Dspam")
            #expect(form.text.contains(#"name="next" value="/queue?tab=spam""#))
            let answer = try await visit.post("/login", ["key": key.secret, "next": "/queue?tab=spam"])
            #expect(answer.status == 303)
            #expect(answer.headers[.location] == "/queue?tab=spam")
            let cookie = answer.headers[.setCookie] ?? ""
            for part in ["hamlet=", "HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=43200"] {
                #expect(cookie.contains(part), "\(part) in \(cookie)")
            }
            #expect(!cookie.contains("Secure"))
            #expect(try await visit.get("/privacy-of-nothing").text.contains("desk (moderate)"))
            let left = try await visit.post("/logout")
            #expect(left.headers[.location] == "/login")
            #expect(try await visit.get("/").headers[.location] == "/login?next=/")
        }
    }

    @Test func `behind a proxy that speaks TLS the cookie is for TLS and this host alone`() async throws {
        try await withService { client, filter in
            var visit = DashboardVisit(client)
            visit.headers[.forwardedProtocol] = "https"
            let answer = try await visit.logIn(try await filter.dashboardKey().secret)
            let cookie = answer.headers[.setCookie] ?? ""
            #expect(cookie.hasPrefix("__Host-hamlet="))
            #expect(cookie.contains("Secure"))
            #expect(!cookie.contains("Domain"))
        }
    }

    @Test func `keys that were revoked, are for other clients or only check let nobody in`() async throws {
        try await withService { client, filter in
            let revoked = try await filter.dashboardKey()
            _ = try await filter.store.revokeKey(revoked.key.id, source: .commandLine)
            let secrets = [
                "", "hml_", revoked.secret, try await filter.dashboardKey(.check).secret,
                try await filter.store.createKey(.akismet, role: .admin, source: .commandLine).secret,
            ]
            for secret in secrets {
                var visit = DashboardVisit(client)
                let answer = try await visit.logIn(secret)
                #expect(answer.status == 401)
                #expect(answer.text.contains(#"role="alert""#))
                #expect(visit.cookies["hamlet"] == nil)
                if !secret.isEmpty { #expect(!answer.text.contains(secret)) }
            }
        }
    }

    @Test func `a session ends with its key`() async throws {
        try await withService { client, filter in
            let key = try await filter.dashboardKey()
            var visit = DashboardVisit(client)
            _ = try await visit.logIn(key.secret)
            #expect(try await visit.get("/").headers[.location] == "/queue")
            _ = try await filter.store.revokeKey(key.key.id, source: .commandLine)
            #expect(try await visit.get("/").headers[.location] == "/login?next=/")
        }
    }

    @Test func `a form without the token of its session changes nothing`() async throws {
        try await withService { client, filter in
            let key = try await filter.dashboardKey()
            var visit = DashboardVisit(client)
            _ = try await visit.logIn(key.secret)
            _ = try await visit.get("/nothing")
            let token = visit.token
            for wrong in ["", "0", String(token.reversed()), String(repeating: "0", count: 64)] {
                visit.token = wrong
                let answer = try await visit.post("/logout")
                #expect(answer.status == 403)
                #expect(answer.text.contains("The form was too old"))
            }
            var other = DashboardVisit(client)
            _ = try await other.logIn(key.secret)
            _ = try await other.get("/nothing")
            visit.token = other.token
            #expect(try await visit.post("/logout").status == 403)
            visit.token = token
            visit.headers[.fetchSite] = "cross-site"
            #expect(try await visit.post("/logout").status == 403)
            visit.headers[.fetchSite] = "same-origin"
            visit.token = token
            #expect(try await visit.post("/logout").status == 303)
        }
    }

    @Test func `the open dashboard answers to names of this machine alone, and says that it is open`() async throws {
        try await withService(.socket) { client, _ in
            var visit = DashboardVisit(client)
            let answer = try await visit.get("/nothing")
            #expect(answer.status == 404)
            #expect(answer.text.contains("Open to everyone on this machine"))
        }
    }

    @Test(arguments: [
        (nil, "/queue"), ("", "/queue"), ("//evil.example", "/queue"), ("/\\evil.example", "/queue"),
        ("https://evil.example", "/queue"), ("/login", "/queue"), ("/comments/1?a=b", "/comments/1?a=b"),
        ("/a\r\nSet-Cookie: x", "/queue"),
    ])
    func `after login one stays on this service`(next: String?, destination: String) {
        #expect(LoginController.destination(next) == destination)
    }
}
