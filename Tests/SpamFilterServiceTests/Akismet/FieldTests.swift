import SpamClassifier
import Testing

@testable import SpamFilterService

struct FieldTests {
    private func form(_ body: String, host: String? = nil, userAgent: String? = nil) -> AkismetForm {
        AkismetForm(fields: FormFields(urlEncoded: body.utf8), host: host, userAgent: userAgent)
    }

    private func comment(_ body: String, userAgent: String? = nil) -> SpamClassifier.Comment {
        form(body, userAgent: userAgent).comment(of: "blog.example")
    }

    @Test func `every field that is evidence reaches the comment`() {
        let comment = comment(
            """
            comment_content=hello&comment_author=Ann&comment_author_email=a%40mail.example&comment_author_url=http://a.example\
            &user_ip=203.0.113.9&user_agent=Mozilla&referrer=http://b.example&permalink=http://blog.example/p\
            &comment_type=reply&comment_date_gmt=2026-11-23T08:00:00Z&blog_lang=en_GB,+fr&comment_context[]=tomatoes\
            &comment_context[]=beds&user_role=guest,editor&honeypot_field_name=hp&hp=filled&akismet_comment_nonce=passed
            """
        )
        #expect(comment.content == "hello")
        #expect(comment.site == "blog.example")
        #expect(comment.author == "Ann")
        #expect(comment.authorEmail == "a@mail.example")
        #expect(comment.authorURL == "http://a.example")
        #expect(comment.authorIP == "203.0.113.9")
        #expect(comment.userAgent == "Mozilla")
        #expect(comment.referrer == "http://b.example")
        #expect(comment.permalink == "http://blog.example/p")
        #expect(comment.type == "reply")
        #expect(comment.date == "2026-11-23T08:00:00Z")
        #expect(comment.language == "en-GB")
        #expect(comment.context == "tomatoes\nbeds")
        #expect(comment.role == "guest,editor")
        #expect(comment.honeypot == "filled")
        #expect(comment.signals == "nonce-passed")
    }

    @Test func `what is empty or missing is absent`() {
        let comment = comment("comment_author=&user_ip&comment_type=+&comment_date_gmt=yesterday")
        var empty = Comment(content: "")
        empty.site = "blog.example"
        #expect(comment == empty)
    }

    @Test func `server variables and form fields are not kept, and override nothing`() {
        let comment = comment(
            "comment_content=a&user_ip=203.0.113.9&REMOTE_ADDR=10.0.0.1&HTTP_USER_AGENT=x&HTTP_REFERER=y&POST_comment=b&POST_password=c"
        )
        var expected = Comment(content: "a")
        expected.site = "blog.example"
        expected.authorIP = "203.0.113.9"
        #expect(comment == expected)
    }

    @Test func `other clients' names count as well`() {
        #expect(comment("content_type=forum-post").type == "forum-post")
        #expect(comment("comment_author_IP=203.0.113.9").authorIP == "203.0.113.9")
        #expect(comment("comment_agent=Mozilla").userAgent == "Mozilla")
    }

    @Test(
        arguments: [
            ("api_key=00aa11bb22cc", nil, "00aa11bb22cc"), ("key=00aa11bb22cc", "rest.akismet.com", "00aa11bb22cc"),
            ("", "00aa11bb22cc.rest.akismet.com", "00aa11bb22cc"),
            ("", "00aa11bb22cc.rest.akismet.com:443", "00aa11bb22cc"),
            ("api_key=00aa11bb22cc", "ffffffffffff.rest.akismet.com", "00aa11bb22cc"), ("", "rest.akismet.com", "rest"),
            ("api_key=&key=00aa11bb22cc", nil, "00aa11bb22cc"),
        ] as [(String, String?, String)]
    )
    func `the key may be in several places`(body: String, host: String?, key: String) {
        #expect(form(body, host: host).key == key)
    }

    @Test(arguments: [
        ("2026-11-23T08:00:00Z", "2026-11-23T08:00:00Z"), ("2026-11-23T08:36:37.034Z", "2026-11-23T08:36:37.034Z"),
        ("2026-11-23T00:00:00+00:00", "2026-11-23T00:00:00+00:00"), ("2026-11-23T08:00:00", "2026-11-23T08:00:00Z"),
        ("2026-11-23 08:26:09", "2026-11-23T08:26:09Z"), ("0000-00-00", nil), ("23 November", nil),
    ])
    func `times of every form are read`(text: String, expected: String?) {
        #expect(SubmissionTime(text)?.text == expected)
    }

    @Test(arguments: [
        ("1", true), ("true", true), ("True", true), ("0", false), ("false", false), ("False", false), ("", false),
    ])
    func `a flag is what clients mean by it`(value: String, expected: Bool) {
        #expect(form("is_test=\(value)").flag("is_test") == expected)
        #expect(!form("").flag("is_test"))
    }

    @Test(arguments: [
        ("honeypot_field_name=hp&hp=x", "x"), ("honeypot_field_name=hp&hp=", ""), ("honeypot_field_name=hp", nil),
        ("POST_ak_hp_textarea=x", "x"), ("POST_ak_hp_textarea", ""), ("hp=x", nil),
        ("honeypot_field_name=hp&hp=&POST_ak_hp_textarea=x", "x"),
    ])
    func `either honeypot counts`(body: String, value: String?) {
        #expect(comment(body).honeypot == value)
    }

    @Test(arguments: [
        ("POST_ak_js=1777700000000&POST_ak_bfs=1777700031500", 31.5), ("POST_ak_js=120&POST_ak_bfs=1777700031500", nil),
        ("POST_ak_js=1777700000000&POST_ak_bfs=2500", 2.5), ("POST_ak_bfs=-4", nil), ("POST_ak_bfs=soon", nil),
        ("POST_ak_js=1777700000000", nil),
    ])
    func `the time taken is what the form's script measured`(body: String, seconds: Double?) {
        #expect(comment(body).secondsToSubmit == seconds)
    }

    @Test(arguments: [
        ("akismet_comment_nonce=failed", "nonce-failed"), ("akismet_comment_nonce=<b>", nil),
        ("POST_ak_js=1777700000000&POST_ak_bkpc=41&POST_ak_bmcc=0", "script-ran keys-32 clicks-0"),
        ("POST_ak_js=77&POST_ak_bck=3;4", "script-idle corrections"),
        ("akismet_pre_check=1&is_multicall=1", "pre-check multicall"),
        ("POST_ak_bmmc=999999999999", "moves-1024"), ("POST_ak_bsc=99999999999999999999", nil),
    ])
    func `what the form's script saw becomes words`(body: String, words: String?) {
        #expect(comment(body).signals == words)
    }

    @Test(arguments: [
        (#"don\'t"#, "don't"), (#"a \"b\" \\ c"#, #"a "b" \ c"#), (#"don't \'"#, #"don't \'"#),
        (#"C:\dir"#, #"C:\dir"#),
        (#"end\"#, #"end\"#), (#"\\"#, #"\"#), ("plain", "plain"), ("", ""),
    ])
    func `slashes are taken off a text that has all of them`(text: String, plain: String) {
        #expect(Slashes.removed(from: text) == plain)
    }

    @Test func `only WordPress' texts are unslashed`() {
        let body = "comment_content=don%5C%27t&comment_author=O%5C%27Hara"
        #expect(comment(body, userAgent: "WordPress/7.1 | Akismet/5.7").content == "don't")
        #expect(comment(body, userAgent: "WordPress/7.1 | Akismet/5.7").author == "O'Hara")
        #expect(comment(body, userAgent: "client/1").content == #"don\'t"#)
    }

    @Test(arguments: [
        ("http://Blog.example/", "blog.example"), ("https://blog.example", "blog.example"),
        ("blog.example", "blog.example"),
        ("https://blog.example:443/a/b/", "blog.example/a/b"), ("http://blog.example:8080?x=1", "blog.example:8080"),
        ("http://user:word@blog.example", "blog.example"), ("http://[::1]:8080/", "[::1]:8080"),
        ("localhost", "localhost"),
        ("", nil), ("http://", nil), ("two words", nil), ("http:///path", nil), ("http://<b>", nil),
    ])
    func `a site has one name`(address: String, name: String?) {
        #expect(SiteAddress(address)?.name == name)
    }
}
