import FeedbackStore
import Foundation
import HTTPTypes
import Hummingbird
import Testing

@testable import SpamFilterService

@Suite(.timeLimit(.minutes(5)))
struct SitesPageTests {
    private func secret(_ page: Answer) throws -> String {
        String(try #require(page.text.firstMatch(of: /id="secret">(whsec_[^<]+)</)).1)
    }

    @Test func `a site is told, tried, given a new secret and told no more, and the log has it all`() async throws {
        try await withReceiver { port, receiver in
            try await withService { client, filter in
                var visit = DashboardVisit(client)
                _ = try await visit.logIn(try await filter.dashboardKey(.admin, name: "Horatio").secret)
                _ = try await visit.get("/model/sites")
                let url = "http://127.0.0.1:\(port)/hook"
                let registered = try await visit.post(
                    "/model/sites",
                    ["kind": "signed", "site": "b&c.example", "url": url, "private": "yes"]
                )
                let first = try secret(registered)
                #expect(registered.text.contains("The new secret of <bdi>b&amp;c.example</bdi>"))
                let page = try await visit.get("/model/sites").text
                #expect(page.contains(url) && page.contains("private addresses allowed") && !page.contains(first))
                let tried = try await visit.post("/model/sites/test", ["site": "b&c.example"])
                #expect(try await visit.get(tried.headers[.location] ?? "").text.contains("\(url) took the notice."))
                #expect(receiver.requests.map { $0.json["type"]?.string } == ["test"])
                let rotated = try secret(try await visit.post("/model/sites/rotate", ["site": "b&c.example"]))
                #expect(rotated != first)
                let secrets = try #require(try await filter.store.webhook(ofSite: "b&c.example")).secrets
                #expect(secrets.text == rotated && WebhookSecrets(current: secrets.previous ?? []).text == first)
                let removed = try await visit.post("/model/sites/remove", ["site": "b&c.example"])
                #expect(try await visit.get(removed.headers[.location] ?? "").text.contains("is not told any more."))
                #expect(try await filter.store.webhooks().isEmpty)
                let log = try await filter.store.auditPage(limit: 3).entries
                #expect(log.map(\.action) == [.webhookRemoved, .webhookRotated, .webhookRegistered])
                #expect(log.allSatisfy { $0.source == .moderator("Horatio") })
            }
        }
    }

    @Test func `a receiver that does not take the notice is reported with the reason`() async throws {
        let refusing: @Sendable (String) async throws -> Response = { _ in Response(status: .notFound) }
        try await withReceiver(refusing) { port, _ in
            try await withService { client, filter in
                _ = try await filter.store.register(.local(port), source: .commandLine)
                var visit = DashboardVisit(client)
                _ = try await visit.get("/model/sites")
                let tried = try await visit.post("/model/sites/test")
                let page = try await visit.get(tried.headers[.location] ?? "").text
                #expect(page.contains("did not take the notice:") && page.contains("the answer was 404"))
                _ = try await filter.store.register(.local(port, allowsPrivate: false), source: .commandLine)
                let refused = try await visit.post("/model/sites/test")
                #expect(
                    try await visit.get(refused.headers[.location] ?? "").text.contains(
                        "not one of the public network"
                    )
                )
            }
        }
    }

    @Test func `a site is told as Akismet does it at the host of its own address`() async throws {
        try await withService { client, filter in
            var visit = DashboardVisit(client)
            _ = try await visit.get("/model/sites")
            let registered = try await visit.post("/model/sites", ["kind": "akismet", "site": "https://Blog.example/"])
            #expect(registered.status == 303)
            let webhook = try #require(try await filter.store.webhook(ofSite: "blog.example")).webhook
            #expect(webhook.kind == .akismet && webhook.authority == "blog.example" && !webhook.allowsPrivate)
            #expect(try await visit.post("/model/sites/rotate", ["site": "blog.example"]).status == 422)
            #expect(try await visit.post("/model/sites/test", ["site": "blog.example"]).status == 422)
        }
    }

    @Test(arguments: [
        ["kind": "signed", "url": "ftp://a.example"], ["kind": "signed"], ["kind": "akismet"], ["kind": "smoke"],
        ["kind": "akismet", "site": "a.example", "url": "https://a.example"],
        ["kind": "signed", "site": "a\u{7}b", "url": "https://a.example"],
    ])
    func `a form that cannot be taken is refused, said why, and filled in as before`(fields: [String: String])
        async throws
    {
        try await withService { client, filter in
            var visit = DashboardVisit(client)
            _ = try await visit.get("/model/sites")
            let body = (["csrf": visit.token].merging(fields) { $1 }).map { "\($0)=\($1.queryEncoded)" }
            let refused = try await visit.send(.post, "/model/sites", body.joined(separator: "&"))
            #expect(refused.status == 422)
            #expect(refused.text.contains("class=\"notice failure\""))
            if let url = fields["url"] { #expect(refused.text.contains("value=\"\(url)\"")) }
            #expect(try await filter.store.webhooks().isEmpty)
            #expect(try await visit.post("/model/sites/remove", ["site": "nowhere"]).status == 422)
        }
    }

    @Test func `moderators see who is told and change nothing, and a form without its token is refused`() async throws {
        try await withService { client, filter in
            _ = try await filter.store.register(.local(9), source: .commandLine)
            var visit = DashboardVisit(client)
            _ = try await visit.logIn(try await filter.dashboardKey(.moderate).secret)
            let page = try await visit.get("/model/sites").text
            #expect(page.contains("http://127.0.0.1:9/hook") && !page.contains("action=\"/model/sites"))
            for path in ["", "/rotate", "/test", "/remove"] {
                #expect(try await visit.post("/model/sites\(path)").status == 403)
            }
            var admin = DashboardVisit(client)
            _ = try await admin.logIn(try await filter.dashboardKey(.admin).secret)
            for path in ["", "/rotate", "/test", "/remove"] {
                admin.token = "0"
                #expect(try await admin.post("/model/sites\(path)").status == 403)
            }
            #expect(try await filter.store.webhooks().count == 1)
        }
    }
}
