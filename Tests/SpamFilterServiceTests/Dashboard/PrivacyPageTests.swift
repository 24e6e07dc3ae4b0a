import FeedbackStore
import HTTPTypes
import Testing

@testable import SpamFilterService

struct PrivacyPageTests {
    private func page(_ privacy: Privacy, _ retention: Retention = .standard) -> String {
        PageMarkup.render(.privacy, PrivacyView(privacy: privacy, retention: retention), access: .none)
    }

    @Test func `everybody may read it, without a key and without a session`() async throws {
        try await withService { client, filter in
            _ = try await filter.dashboardKey(.admin)
            var visit = DashboardVisit(client)
            let page = try await visit.get("/privacy")
            #expect(page.status == 200)
            #expect(page.text.contains("deleted after 30 days"))
            #expect(page.text.contains("How to be forgotten"))
            #expect(!page.text.contains("href=\"/queue\""))
            #expect(page.headers[.setCookie] == nil)
        }
    }

    @Test func `it says what is kept as the settings have it`() {
        #expect(page(.full).contains("The comment with all of that"))
        #expect(!page(.full).contains("keyed hashes"))
        #expect(page(.hashed).contains("keyed hashes"))
        #expect(page(.hashed).contains("Name the e-mail address"))
        #expect(page(.minimal).contains("<strong>Not</strong> kept are your name"))
        #expect(page(.minimal).contains("say where and when you wrote"))
        #expect(!page(.minimal).contains("Name the e-mail address"))
    }

    @Test func `it says for how long as the settings have it`() {
        let short = page(.full, Retention(unlabelledDays: 1, labelledTextDays: 365))
        #expect(short.contains("deleted after 1 day."))
        #expect(short.contains("deleted after 365 days;"))
        let forever = page(.full, Retention(unlabelledDays: nil, labelledTextDays: nil))
        #expect(!forever.contains("deleted after"))
        #expect(forever.contains("kept until somebody asks"))
    }
}
