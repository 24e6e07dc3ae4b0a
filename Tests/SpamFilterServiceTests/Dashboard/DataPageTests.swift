import FeedbackStore
import Foundation
import HTTPTypes
import SpamClassifier
import Testing

@testable import SpamFilterService

struct DataPageTests {
    private func record(_ filter: SpamFilter, _ count: Int, email: String, site: String? = nil) async throws {
        let judgement = Judgement(verdict: "ham", probability: 0.2, revision: 0)
        try await filter.store.record(
            (0..<count).map { number in
                var comment = SampleComments.numbered(number)
                comment.authorEmail = email
                comment.site = site
                return JudgedComment(id: CommentID(at: filter.now), comment: comment, judgement: judgement)
            }
        )
    }

    @Test func `forgetting shows first how much, and then a receipt`() async throws {
        try await withService { client, filter in
            try await record(filter, 3, email: "ophelia@example.org")
            try await record(filter, 1, email: "laertes@example.org")
            var visit = DashboardVisit(client)
            _ = try await visit.get("/model/erasures")
            let nobody = try await visit.post("/model/erasures", ["email": " "])
            #expect(nobody.text.contains("Fill in at least one field"))
            #expect(
                try await visit.post("/model/erasures", ["email": "x@example.org"]).text.contains("Nothing is found")
            )
            #expect(try await visit.post("/model/erasures", ["ids": "<b>"]).text.contains("“&lt;b&gt;” is not the id"))
            let found = try await visit.post("/model/erasures", ["email": "Ophelia@example.org"])
            #expect(found.text.contains("This would forget 3 comments"))
            #expect(found.text.contains("name=\"email\" value=\"Ophelia@example.org\""))
            #expect(try await filter.store.statistics().comments == 4)
            let done = try await visit.post("/model/erasures/confirmed", ["email": "Ophelia@example.org"])
            #expect(done.text.contains("Receipt 1"))
            #expect(done.text.contains("<strong>3 comments</strong> forgotten, 0 of them with a label."))
            #expect(!done.text.contains("value=\"Ophelia"))
            #expect(try await filter.store.statistics().comments == 1)
        }
    }

    @Test func `an admin of one site forgets there alone`() async throws {
        try await withService { client, filter in
            try await record(filter, 1, email: "o@example.org", site: "a.example")
            try await record(filter, 2, email: "o@example.org", site: "b.example")
            var visit = DashboardVisit(client)
            _ = try await visit.logIn(try await filter.dashboardKey(.admin, site: "a.example").secret)
            let page = try await visit.get("/model/erasures")
            #expect(page.status == 200)
            #expect(!page.text.contains("name=\"site\""))
            let found = try await visit.post("/model/erasures", ["email": "o@example.org"])
            #expect(found.text.contains("This would forget 1 comment<"))
            let foreign = try await visit.post(
                "/model/erasures/confirmed",
                ["email": "o@example.org", "site": "b.example"]
            )
            #expect(!foreign.text.contains("Receipt"))
            #expect(try await filter.store.statistics().comments == 3)
        }
    }

    @Test func `an export is a file that another database takes`() async throws {
        try await withService { client, filter in
            try await record(filter, 450, email: "o@example.org")
            _ = try await filter.mark(SampleComments.numbered(7), as: .spam, by: .open)
            var visit = DashboardVisit(client)
            let file = try await visit.get("/model/export")
            #expect(file.headers[.contentDisposition]?.hasPrefix("attachment; filename=\"hamlet-20") == true)
            let lines = file.text.split(separator: "\n")
            let header = try JSONDecoder().decode(ExchangeHeader.self, from: Data(lines[0].utf8))
            #expect(header.comments == lines.count - 1)
            #expect(header.hashSeed == filter.store.installation.hashSeed)
            let comments = try lines.dropFirst().map {
                try JSONDecoder().decode(ExchangedComment.self, from: Data($0.utf8))
            }
            #expect(Set(comments.map(\.id)).count == comments.count)
            #expect(comments.count { $0.label == .spam } == 1)
            try await withTemporaryFolder { folder in
                let other = try FeedbackStore.open(at: databasePath(in: folder))
                let outcome = try await other.importComments(header) { add in
                    for comment in comments { try add(comment) }
                }
                #expect(outcome.added == comments.count)
            }
            let bare = try await visit.get("/model/export?texts=no").text
            #expect(!bare.contains("o@example.org") && bare.contains("\"features\""))
        }
    }

    @Test func `a key is shown once, works, and is revoked`() async throws {
        try await withService { client, filter in
            var visit = DashboardVisit(client)
            _ = try await visit.get("/model/keys")
            let tooLittle = try await visit.post("/model/keys", ["kind": "bearer", "role": "check"])
            #expect(tooLittle.status == 422)
            #expect(tooLittle.text.contains("The first key must be a bearer key of the role “admin”"))
            let first = try await visit.post("/model/keys", ["kind": "bearer", "role": "admin", "name": "Horatio"])
            let secret = try #require(first.text.firstMatch(of: /id="secret">([^<]+)</)).1
            #expect(first.text.contains("Log in with it"))
            #expect(try await visit.get("/model/keys").status == 303)
            #expect(try await visit.logIn(String(secret)).status == 303)
            let page = try await visit.get("/model/keys").text
            #expect(!page.contains(secret))
            #expect(page.contains("<bdi>Horatio</bdi>"))
            #expect(!page.contains("aria-label=\"Revoke Horatio\""))
            let named = try await visit.post(
                "/model/keys",
                ["kind": "akismet", "role": "moderate", "name": "<b>blog</b>", "site": "blog.example"]
            )
            #expect(named.text.contains(/id="secret">[0-9a-f]{12}</))
            #expect(!named.text.contains("<b>blog"))
            let own = try await visit.post("/model/keys/revoke", ["key": "1"])
            #expect(own.status == 422)
            let revoked = try await visit.post("/model/keys/revoke", ["key": "2"])
            #expect(try await visit.get(revoked.headers[.location] ?? "").text.contains("is revoked"))
            #expect(try await filter.store.keys().map { $0.revokedAt == nil } == [true, false])
            #expect(try await visit.post("/model/keys/revoke", ["key": "99"]).status == 422)
            #expect(
                try await visit.post("/model/keys", ["role": "check", "name": String(repeating: "x", count: 65)]).status
                    == 422
            )
        }
    }

    @Test func `the audit log is paged, and no page repeats another`() async throws {
        try await withService { client, filter in
            for number in 0..<120 {
                _ = try await filter.store.mark(SampleComments.numbered(number), as: .ham, source: .moderator("<desk>"))
            }
            var visit = DashboardVisit(client)
            var path: String? = "/model/audit"
            var ids: [String] = []
            var pages = 0
            while let next = path {
                let page = try await visit.get(next).text
                pages += 1
                #expect(!page.contains("<desk>"))
                ids += page.matches(of: /([0-9a-z]{26}): unmarked → ham/).map { String($0.1) }
                path = page.firstMatch(of: /href="([^"]+)" rel="next"/).map { String($0.1) }
            }
            #expect(pages == 3)
            #expect(ids.count == 120)
            #expect(Set(ids).count == 120)
        }
    }

    @Test func `sites are listed with a way to their overview`() async throws {
        try await withService { client, filter in
            try await record(filter, 2, email: "o@example.org", site: "a&b \"c\"")
            var visit = DashboardVisit(client)
            let page = try await visit.get("/model/sites").text
            #expect(page.contains(/<bdi>a&amp;b &quot;c&quot;<\/bdi><\/a><\/td><td [^>]*data-label="Comments">2</))
            #expect(page.contains("/overview?site=%3Da%26b%20%22c%22"))
            #expect(
                try await visit.get("/overview?site=%3Da%26b%20%22c%22").text.contains("<dt>Comments judged</dt><dd>2 ")
            )
        }
    }
}
