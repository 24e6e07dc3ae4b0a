import FeedbackStore
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import SpamClassifier
import Testing

@testable import SpamFilterService

struct CheckTests {
    private static let spam = "cheap watches for sale, visit http://watches.example/buy now"
    private static let explained = ["x-akismet-guid", "x-hamlet-evidence", "x-hamlet-probability", "x-hamlet-verdict"]

    @Test func `spam is true and honest comments are false, in so many bytes`() async throws {
        try await withService { client, filter in
            for (text, label) in SampleComments.starter.map({ ($0.comment.content, $0.label) }) {
                for _ in 0..<3 { _ = try await filter.report(Comment(content: text), as: label) }
            }
            try await filter.learner.refit()
            let spam = try await client.akismet("comment-check", ["comment_content": Self.spam])
            #expect((spam.status, spam.text) == (200, "true"))
            #expect(spam.header("X-hamlet-verdict") == "spam")
            let ham = try await client.akismet("comment-check", ["comment_content": "thanks for the recipe"])
            #expect((ham.status, ham.text) == (200, "false"))
            for answer in [spam, ham] {
                #expect(answer.headers[.contentType] == "text/plain; charset=utf-8")
                #expect(answer.headers[.contentLength] == "\(answer.text.utf8.count)")
                #expect(answer.header("X-akismet-guid")?.wholeMatch(of: /[0-9a-f]{32}/) != nil)
                #expect(answer.header("X-hamlet-evidence")?.isEmpty == false)
                #expect(Set(answer.ownHeaders).isSuperset(of: Self.explained))
            }
        }
    }

    @Test func `the verdict and its reasons are the model's`() async throws {
        try await withService { client, filter in
            var comment = Comment(content: "win a free watch; 100% näıve")
            comment.site = "blog.example"
            comment.authorIP = "203.0.113.9"
            let explanation = try filter.model().explanation(of: comment)
            let answer = try await client.akismet(
                "comment-check",
                ["comment_content": comment.content, "is_test": "1"]
            )
            #expect(answer.header("X-hamlet-verdict") == explanation.verdict.outcome.name)
            #expect(answer.header("X-hamlet-probability") == "\(explanation.verdict.probability)")
            #expect(answer.header("X-hamlet-evidence") == EvidenceHeader.value(explanation.evidence))
        }
    }

    @Test(arguments: [0.2, 1])
    func `what is blatant enough to throw away is spam with the advice to do so`(threshold: Double) async throws {
        try await withService { client, filter in
            var model = try filter.model()
            model.thresholds = Thresholds(unsure: 0.1, spam: 0.2, discard: threshold)
            filter.current.publish(model)
            let spam = try await client.akismet("comment-check", ["comment_content": Self.spam])
            #expect(spam.text == "true")
            #expect(spam.header("X-akismet-pro-tip") == (threshold < 1 ? "discard" : nil))
            let id = try #require(spam.header("X-akismet-guid").flatMap(CommentID.init(hexadecimal:)))
            #expect(try await filter.comment(id).judgement?.discard == (threshold < 1))
            let administrator = ["comment_content": Self.spam, "user_role": "administrator"]
            let trusted = try await client.akismet("comment-check", administrator)
            #expect((trusted.text, trusted.header("X-akismet-pro-tip")) == ("false", nil))
        }
    }

    @Test func `a comment that the model is unsure about is to be asked about again, once`() async throws {
        try await withService { client, filter in
            let unsure = try await Self.unsure(filter)
            let first = try await client.akismet("comment-check", ["comment_content": unsure])
            #expect((first.text, first.header("X-akismet-recheck-after")) == ("false", "120"))
            let again = try await client.akismet(
                "comment-check",
                ["comment_content": unsure, "recheck_reason": "recheck_queue"]
            )
            #expect((again.text, again.header("X-akismet-recheck-after")) == ("false", nil))
        }
    }

    /// A text about which the model of the starter comments is unsure.
    private static func unsure(_ filter: SpamFilter) async throws -> String {
        let model = try filter.model()
        let texts = SampleComments.probes.map(\.content).filter { text in
            var comment = Comment(content: text)
            comment.site = "blog.example"
            comment.authorIP = "203.0.113.9"
            return !text.isEmpty && model.verdict(on: comment).outcome == .unsure
        }
        return try #require(texts.first)
    }

    @Test func `a recheck that finds its comment does not record it twice`() async throws {
        try await withService { client, filter in
            let text = #"it's "odd" & <b>bold</b>"#
            let first = try await client.akismet("comment-check", ["comment_content": text])
            let stored = #"it's &quot;odd&quot; &amp; <b>bold</b> "#
            let second = try await client.akismet(
                "comment-check",
                ["comment_content": stored, "recheck_reason": "recheck_queue"]
            )
            #expect(first.header("X-akismet-guid") == second.header("X-akismet-guid"))
            try await filter.recorder.drain()
            #expect(try await filter.store.statistics().comments == 1)
        }
    }

    @Test func `a judged comment is on record under its guid`() async throws {
        try await withService { client, filter in
            let answer = try await client.akismet(
                "comment-check",
                ["comment_content": "a remark", "comment_author": "Ann", "blog": "http://Blog.example/"]
            )
            let id = try #require(answer.header("X-akismet-guid").flatMap(CommentID.init(hexadecimal:)))
            let recorded = try await filter.comment(id)
            #expect(recorded.comment.content == "a remark")
            #expect(recorded.comment.author == "Ann")
            #expect(recorded.comment.site == "blog.example")
            #expect(recorded.judgement?.verdict == answer.header("X-hamlet-verdict"))
        }
    }

    @Test(arguments: [
        ["comment_author": "akismet-guaranteed-spam"], ["comment_author": "viagra-test-123"],
        ["comment_author_email": "akismet-guaranteed-spam@example.com"],
    ])
    func `the test authors are spam, and are not recorded`(fields: [String: String]) async throws {
        try await withService { client, filter in
            let answer = try await client.akismet("comment-check", fields)
            #expect(answer.text == "true")
            #expect(answer.ownHeaders == ["x-akismet-guid"])
            let discarded = try await client.akismet("comment-check", fields.merging(["test_discard": "1"]) { $1 })
            #expect((discarded.text, discarded.header("X-akismet-pro-tip")) == ("true", "discard"))
            let administrator = try await client.akismet(
                "comment-check",
                fields.merging(["user_role": "administrator"]) { $1 }
            )
            #expect(administrator.text == "false")
            let stranger = try await client.akismet("comment-check", fields.merging(["api_key": "nonsense"]) { $1 })
            #expect(stranger.text == "invalid")
            #expect(filter.recorder.load.waiting == 0)
        }
    }

    @Test(arguments: ["administrator", "editor, Administrator"])
    func `an administrator's comment is never spam`(role: String) async throws {
        try await withService { client, filter in
            let answer = try await client.akismet("comment-check", ["comment_content": Self.spam, "user_role": role])
            #expect((answer.text, answer.header("X-hamlet-verdict")) == ("false", "ham"))
            #expect(answer.header("X-akismet-recheck-after") == nil)
            let id = try #require(answer.header("X-akismet-guid").flatMap(CommentID.init(hexadecimal:)))
            #expect(try await filter.comment(id).judgement?.verdict == "ham")
        }
    }

    @Test func `a test is judged and leaves no trace`() async throws {
        try await withService { client, filter in
            let answer = try await client.akismet("comment-check", ["comment_content": Self.spam, "is_test": "true"])
            #expect(answer.header("X-hamlet-verdict") != nil)
            #expect(filter.recorder.load.waiting == 0)
            _ = try await client.akismet("submit-spam", ["comment_content": Self.spam, "is_test": "1"])
            _ = try await client.akismet("submit-spam", ["comment_author": "viagra-test-123"])
            #expect(try await filter.store.revision() == 0)
        }
    }

    @Test(arguments: ["", "short", "00aa11bb22cg", "00aa11bb22ccd"])
    func `a key that is none is invalid, and the answer has a guid all the same`(key: String) async throws {
        try await withService { client, _ in
            let answer = try await client.akismet("comment-check", ["api_key": key, "comment_content": "a"])
            #expect((answer.status, answer.text) == (200, "invalid"))
            #expect(answer.ownHeaders == ["x-akismet-guid"])
        }
    }

    @Test func `a missing site is named, a missing address is none the worse`() async throws {
        try await withService { client, _ in
            let answer = try await client.akismet("comment-check", ["blog": "", "comment_content": "a"])
            #expect((answer.status, answer.text) == (200, "Missing required field: blog"))
            #expect(answer.header("X-akismet-debug-help") == #"Empty "blog" value"#)
            #expect(answer.ownHeaders == ["x-akismet-debug-help", "x-akismet-guid"])
            let anonymous = try await client.akismet("comment-check", ["user_ip": "", "comment_content": "a"])
            #expect(["true", "false"].contains(anonymous.text))
        }
    }

    @Test func `while the model is being built comments are held`() async throws {
        try await withService(isStarted: false) { client, _ in
            let answer = try await client.akismet("comment-check", ["comment_content": "a"])
            #expect((answer.status, answer.text) == (200, "false"))
            #expect(answer.header("X-akismet-error") == "The service is starting")
            #expect(answer.ownHeaders == ["x-akismet-error", "x-akismet-guid"])
        }
    }

    @Test func `while the keys cannot be read comments are held`() async throws {
        try await withService { client, filter in
            try FileManager.default.moveItem(atPath: filter.store.path, toPath: filter.store.path + ".away")
            let answer = try await client.akismet("comment-check", ["comment_content": "a"])
            #expect((answer.status, answer.text) == (200, "false"))
            #expect(answer.header("X-akismet-error")?.isEmpty == false)
            #expect(answer.ownHeaders == ["x-akismet-error", "x-akismet-guid"])
            #expect(answer.header("X-akismet-guid")?.wholeMatch(of: /[0-9a-f]{32}/) != nil)
        }
    }

    @Test func `while there is too much to do comments are held`() async throws {
        try await withFilter { filter in
            try await filter.learner.start()
            var configuration = ServiceConfiguration()
            configuration.limits.requestsInFlight = 0
            let router = SpamFilterApplication.router(filter, configuration: configuration)
            try await Application(router: router, logger: .silent).test(.router) { base in
                let answer = try await Client(base: base).akismet("comment-check", ["comment_content": "a"])
                #expect((answer.status, answer.text) == (200, "false"))
                #expect(answer.header("X-akismet-error")?.isEmpty == false)
                #expect(answer.ownHeaders == ["x-akismet-error", "x-akismet-guid"])
            }
        }
    }

    @Test func `a comment that is too long is held, not refused`() async throws {
        try await withService { client, _ in
            let answer = try await client.akismet(
                "comment-check",
                [:],
                "&comment_content=" + String(repeating: "a", count: 2 << 20)
            )
            #expect((answer.status, answer.text) == (200, "false"))
            #expect(answer.ownHeaders == ["x-akismet-error", "x-akismet-guid"])
        }
    }

    @Test(arguments: ["/1.1/", "/1.2/", "/1.9/"], [HTTPRequest.Method.get, .post])
    func `every version has every route, in the query as well as in the body`(
        version: String,
        method: HTTPRequest.Method
    ) async throws {
        try await withService { client, _ in
            let path = "\(version)comment-check?api_key=00AA11bb22cc&blog=blog.example&comment_content=a&is_test=1"
            let answer = try await client.send(method, path)
            #expect(["true", "false"].contains(answer.text))
        }
    }

    @Test func `evidence in a header is printable ASCII`() async throws {
        try await withService { client, _ in
            let text = "漢字; %41 \u{202E}free\r\nX-Injected: 1 ünï"
            let answer = try await client.akismet("comment-check", ["comment_content": text, "comment_author": text])
            let evidence = try #require(answer.header("X-hamlet-evidence"))
            #expect(evidence.unicodeScalars.allSatisfy { (0x20..<0x7F).contains($0.value) })
            #expect(answer.header("X-Injected") == nil)
        }
    }
}
