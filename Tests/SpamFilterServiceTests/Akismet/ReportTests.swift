import FeedbackStore
import HTTPTypes
import SpamClassifier
import Testing

@testable import SpamFilterService

struct ReportTests {
    private static let thanks = "Thanks for making the web a better place."
    private static let wordPress = "WordPress/7.1 | Akismet/5.7"

    /// One text as a WordPress site sends it: from its form, as it was typed, and as it was stored.
    private static let forms: [(slashed: String, typed: String, stored: String)] = [
        (
            #"It\'s a \"good\" one, isn\\t it?"#, #"It's a "good" one, isn\t it?"#,
            #"It&#039;s a &quot;good&quot; one, isn\t it?"#
        ),
        ("Salt & pepper < sugar", "Salt & pepper < sugar", "Salt &amp; pepper &lt; sugar"),
        (
            #"see <a href=\"http://a.example\">here</a> <span class=\"x\">now</span>"#,
            #"see <a href="http://a.example">here</a> <span class="x">now</span>"#,
            #"see <a href="http://a.example" rel="nofollow ugc">here</a> now"#
        ),
        ("one\r\n\r\ntwo  three ", "one\r\n\r\ntwo  three ", "one\n\ntwo three"),
        ("\u{1F600} ok Jose\u{301}", "\u{1F600} ok Jose\u{301}", "&#x1f600; ok José"),
        ("mail <me@a.example> or <http://b.example>", "mail <me@a.example> or <http://b.example>", "mail  or"),
    ]

    private func fields(_ text: String) -> [String: String] {
        [
            "comment_content": text, "comment_author": "Ann", "comment_author_email": "ann@mail.example",
            "user_ip": "203.0.113.9", "comment_type": "comment",
        ]
    }

    @Test(arguments: forms.indices, Privacy.allCases)
    func `a report finds its comment however the text is escaped`(number: Int, privacy: Privacy) async throws {
        let form = Self.forms[number]
        try await withService(privacy: privacy) { client, filter in
            let check = try await client.akismet("comment-check", fields(form.slashed), userAgent: Self.wordPress)
            let id = try #require(check.header("X-akismet-guid").flatMap(CommentID.init(hexadecimal:)))
            for (text, label) in [(form.typed, Label.spam), (form.stored, .ham), (form.slashed, .spam)] {
                let route = label == .spam ? "submit-spam" : "submit-ham"
                let answer = try await client.akismet(route, fields(text), userAgent: Self.wordPress)
                #expect((answer.status, answer.text) == (200, Self.thanks))
                #expect(try await filter.comment(id).label == label, "\(text)")
            }
            #expect(try await filter.store.statistics().comments == 1)
            #expect(try await filter.store.revision() == 3)
        }
    }

    @Test func `a report finds its comment while that still waits to be written`() async throws {
        try await withService { client, filter in
            let check = try await client.akismet("comment-check", fields("a remark"))
            #expect(filter.recorder.load.waiting == 1)
            _ = try await client.akismet("submit-spam", fields("a remark"))
            try await filter.recorder.drain()
            let id = try #require(check.header("X-akismet-guid").flatMap(CommentID.init(hexadecimal:)))
            #expect(try await filter.comment(id).label == .spam)
            #expect(try await filter.store.statistics().comments == 1)
        }
    }

    @Test func `a report finds its comment on disk`() async throws {
        try await withService { client, filter in
            _ = try await client.akismet("comment-check", fields("a remark"))
            try await filter.recorder.drain()
            _ = try await client.akismet("submit-spam", fields("a  remark"))
            #expect(try await filter.store.statistics().comments == 1)
        }
    }

    @Test func `a comment that was never checked is learnt too`() async throws {
        try await withService { client, filter in
            let answer = try await client.akismet("submit-spam", ["comment_content": "cheap pills", "user_ip": ""])
            #expect((answer.status, answer.text) == (200, Self.thanks))
            #expect(answer.headers[.contentLength] == "41")
            let statistics = try await filter.store.statistics()
            #expect((statistics.spam, statistics.comments, statistics.marks) == (1, 1, ["akismet": 1]))
        }
    }

    @Test func `repeats count once and the last report wins`() async throws {
        try await withService { client, filter in
            let before = try filter.model().spamCount
            for route in ["submit-spam", "submit-spam", "submit-ham", "submit-spam", "submit-spam"] {
                _ = try await client.akismet(route, fields("a remark"))
            }
            #expect(try await filter.store.statistics().spam == 1)
            #expect(try filter.model().spamCount == before + 1)
            try await filter.expectRebuildToEqualModelInForce()
        }
    }

    // With minimal privacy there is no address left to contradict.
    @Test(arguments: [Privacy.full, .hashed])
    func `what contradicts a comment is about another`(privacy: Privacy) async throws {
        try await withService(privacy: privacy) { client, filter in
            _ = try await client.akismet("submit-spam", fields("a remark"))
            for other in [
                ["user_ip": "198.51.100.1"], ["comment_author_email": "other@mail.example"], ["comment_author": "Bob"],
                ["blog": "https://other.example"], ["comment_content": "a remark!"],
            ] {
                _ = try await client.akismet("submit-ham", fields("a remark").merging(other) { $1 })
            }
            let statistics = try await filter.store.statistics()
            #expect((statistics.spam, statistics.ham, statistics.comments) == (1, 5, 6))
        }
    }

    @Test(arguments: Privacy.allCases)
    func `what a report leaves out contradicts nothing`(privacy: Privacy) async throws {
        try await withService(privacy: privacy) { client, filter in
            _ = try await client.akismet("comment-check", fields("a remark"))
            for left in ["user_ip", "comment_author_email", "comment_type"] {
                _ = try await client.akismet("submit-spam", fields("a remark").merging([left: ""]) { $1 })
            }
            _ = try await client.akismet(
                "submit-spam",
                fields("a remark").merging(["comment_author_email": "Ann@Mail.Example"]) { $1 }
            )
            let statistics = try await filter.store.statistics()
            #expect((statistics.spam, statistics.comments) == (1, 1))
        }
    }

    @Test func `a report changes the next verdict on a similar comment`() async throws {
        try await withService { client, _ in
            func probability(_ text: String) async throws -> Double {
                let answer = try await client.akismet("comment-check", ["comment_content": text, "is_test": "1"])
                return try #require(answer.header("X-hamlet-probability").flatMap(Double.init))
            }
            let before = try await probability("brand new zorbing offers every day")
            for number in 0..<3 {
                _ = try await client.akismet("submit-spam", ["comment_content": "zorbing offers, day \(number)"])
            }
            #expect(try await probability("brand new zorbing offers every day") > before)
        }
    }

    @Test func `a report without a good key is invalid and learns nothing`() async throws {
        try await withService { client, filter in
            let answer = try await client.akismet("submit-spam", fields("a").merging(["api_key": "x"]) { $1 })
            #expect((answer.status, answer.text) == (200, "invalid"))
            #expect(try await filter.store.revision() == 0)
        }
    }
}
