import FeedbackStore
import Foundation
import HTTPTypes
import Testing

@testable import SpamFilterService

struct PageTests {
    private struct ProblemView: Sendable {
        let detail: String
        let status = 200
        let isLogin = false
    }

    private func page(_ detail: String, title: String = "A page") -> String {
        let frame = PageFrame(title: title, section: .queue, access: .open, token: "0", notice: nil)
        return PageTemplate.problem.render(PageView(frame: frame, page: ProblemView(detail: detail)))
    }

    @Test(arguments: ["\u{301}", "\u{338}", "\u{200D}", "\u{FE0F}", ""])
    func `whatever stands behind it, a letter of HTML is escaped`(mark: String) {
        let escaped = PageEscaping().escapeText("<\(mark)a b=\"\(mark)'\(mark)>\(mark)&\(mark)")
        #expect(
            escaped.unicodeScalars.elementsEqual(
                "&lt;\(mark)a b=&quot;\(mark)&#39;\(mark)&gt;\(mark)&amp;\(mark)".unicodeScalars
            )
        )
        let hostile = "\"\(mark) onload=\"x\(mark)\"><\(mark)script>alert(1)</script>"
        for text in [page(hostile), page("", title: hostile)] {
            #expect(!text.contains("<script>alert"))
            #expect(text.utf8.count { $0 == UInt8(ascii: "<") } == page("").utf8.count { $0 == UInt8(ascii: "<") })
        }
    }

    @Test func `control characters become visible, white space stays`() {
        #expect(PageEscaping().escapeText("a\0b\u{1B}c\u{85}d\te\n") == "a\u{FFFD}b\u{FFFD}c\u{FFFD}d\te\n")
    }

    @Test(arguments: PageTemplate.allCases)
    func `no template writes anything unescaped, or brings scripts and styles of its own`(template: PageTemplate) {
        for forbidden in ["{{{", "{{&", "CONTENT_TYPE", "<style", "style=", "javascript:", "http:", "https:"] {
            #expect(!template.text.contains(forbidden), "\(template): \(forbidden)")
        }
        #expect(!template.text.contains(/\son[a-z]+=/), "\(template)")
        #expect(!template.text.contains(/<script(?! src="\{\{frame\.script\}\}" defer><\/script>)/), "\(template)")
    }

    @Test func `every form that changes something carries the token`() {
        for template in PageTemplate.allCases {
            for form in template.text.split(separator: "<form").dropFirst() where form.contains("method=\"post\"") {
                #expect(form.prefix { $0 != "\n" }.contains("{{>token}}") || form.prefix(200).contains("{{>token}}"))
            }
        }
    }

    @Test func `every page, asset and refusal has the headers that keep others out`() async throws {
        try await withService { client, filter in
            let key = try await filter.dashboardKey(.admin).secret
            for path in Dashboard.access.keys.filter({ $0.hasPrefix("GET ") }).map({ String($0.dropFirst(4)) }) {
                var visit = DashboardVisit(client)
                var answers = [try await visit.get(path.replacing("{id}", with: "x"))]
                _ = try await visit.logIn(key)
                answers.append(try await visit.get(path.replacing("{id}", with: "x")))
                for answer in answers {
                    let policy = answer.headers[.contentSecurityPolicy] ?? ""
                    #expect(policy.hasPrefix("default-src 'none'; "), "\(path)")
                    #expect(!policy.contains("unsafe"), "\(path)")
                    #expect(policy.contains("frame-ancestors 'none'"), "\(path)")
                    #expect(answer.headers[.xContentTypeOptions] == "nosniff", "\(path)")
                    #expect(answer.headers[.referrerPolicy] == "no-referrer", "\(path)")
                    #expect(answer.headers[.cacheControl] != nil, "\(path)")
                }
            }
        }
    }

    @Test func `each page asks for its role, and a key of one site opens no page about all`() async throws {
        try await withService { client, filter in
            var visits: [(role: Role, site: String?, visit: DashboardVisit)] = []
            for (role, site) in [(Role.moderate, nil), (.admin, nil), (.admin, "a")] as [(Role, String?)] {
                var visit = DashboardVisit(client)
                _ = try await visit.logIn(try await filter.dashboardKey(role, site: site).secret)
                _ = try await visit.get("/nothing")
                visits.append((role, site, visit))
            }
            for (route, rule) in Dashboard.access {
                let parts = route.replacing("{id}", with: "x").split(separator: " ").map(String.init)
                guard parts.count == 2, route != "POST /logout" else { continue }
                let required: Role
                var isForEverySite = false
                switch rule {
                case .page(let role): required = role
                case .pageOfEverySite(let role): (required, isForEverySite) = (role, true)
                default: continue
                }
                var stranger = DashboardVisit(client)
                let refused = parts[0] == "GET" ? 303 : 401
                let turnedAway =
                    parts[0] == "GET" ? try await stranger.get(parts[1]) : try await stranger.post(parts[1])
                #expect(turnedAway.status == refused, "\(route)")
                for (role, site, visit) in visits {
                    var visit = visit
                    let answer = parts[0] == "GET" ? try await visit.get(parts[1]) : try await visit.post(parts[1])
                    let isRefused = role < required || isForEverySite && site != nil
                    #expect((answer.status == 403) == isRefused, "\(route) \(role) \(site ?? "-"): \(answer.status)")
                }
            }
        }
    }

    @Test func `what a browser cannot find is a page, what a program cannot find is a problem document`() async throws {
        try await withService { client, _ in
            var visit = DashboardVisit(client)
            let page = try await visit.get("/nothing")
            #expect(page.status == 404)
            #expect(page.headers[.contentType] == "text/html; charset=utf-8")
            #expect(page.text.contains("<h1>No such route</h1>"))
            try await client.send(.get, "/nothing").expectProblem(404, "unknown-route")
        }
    }
}
