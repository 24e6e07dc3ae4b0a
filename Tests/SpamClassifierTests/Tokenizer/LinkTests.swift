import Testing

@testable import SpamClassifier

@Suite struct LinkTests {
    private func links(_ source: String) -> [String] { folded(source).links.map { text($0) } }

    private func emails(_ source: String) -> [String] { folded(source).emails.map { text($0) } }

    @Test(arguments: [
        ("see http://shop.example/a?b=c now", "http://shop.example/a?b=c"), ("HTTPS://X.EXAMPLE", "https://x.example"),
        ("ftp://files.example/x", "ftp://files.example/x"), ("go to www.foo.bar/baz", "www.foo.bar/baz"),
        ("http : //x.example/y", "http : //x.example/y"), ("http:/ /x", "http:/ /x"),
        ("\u{FF48}\u{FF54}\u{FF54}\u{FF50}\u{FF1A}//x.example", "http://x.example"),
        ("join t.me/abc today", "t.me/abc"), ("a b.co.uk c", "b.co.uk"), ("my-site.com.", "my-site.com"),
        ("(youtu.be/xyz)", "youtu.be/xyz)"), ("adf.ly / KlD3Y", "adf.ly"), ("mail.test", "mail.test"),
        ("\u{4E2D}http://x.example", "http://x.example"),
        ("see \"http://x.example/a\" there", "http://x.example/a"), ("win.com-now", "win.com"),
    ])
    func `a link is recognised`(source: String, link: String) {
        #expect(links(source) == [link])
    }

    @Test(arguments: [
        "end of.Next sentence", "file.txt", "e.g. this", "version 1.2.3", "http is a protocol", "wwww", "a.b", "http:x",
        "readme.comx", "com", ".com", "what...ever", "@x.com", "ends.info_x", "http://",
    ])
    func `what is no link is none`(source: String) {
        #expect(links(source).isEmpty)
    }

    @Test func `links keep their order and those of the markup follow`() {
        let source = "<a href=\"http://hidden.example\">http://shown.example</a> and bb.com and http://shown.example"
        #expect(links(source) == ["http://shown.example", "bb.com", "http://shown.example", "http://hidden.example"])
    }

    @Test func `a target that the text shows counts once`() {
        #expect(links("<a href=\"http://X.example\">http://x.example</a>") == ["http://x.example"])
    }

    @Test func `a link leaves its token and its first forty characters`() {
        #expect(
            tokens("look http://www.shop.example/deal now") == [
                "lok", "<url>", "shop", ".", "example", "/", "deal", "now",
            ]
        )
        let long = String(repeating: "ab", count: 60)
        #expect(tokens("http://" + long) == ["<url>", String(repeating: "ab", count: 20)])
    }

    @Test(arguments: [
        ("write to joe.doe+x@mail.example now", "joe.doe+x@mail.example"), ("JOE@MAIL.EXAMPLE", "joe@mail.example"),
        ("j\u{F6}rg@m\u{FC}ller.de", "j\u{F6}rg@m\u{FC}ller.de"),
    ])
    func `an e-mail address is recognised and is no link`(source: String, email: String) {
        #expect(emails(source) == [email])
        #expect(links(source).isEmpty)
        #expect(tokens(source).contains("<email>"))
    }

    @Test(arguments: ["a@b", "@b.c", "a@ b.c", "a@.c", "h@ck", "@", "a@@b.c"]) func `what is no address is none`(
        source: String
    ) {
        #expect(emails(source).isEmpty)
    }

    @Test func `the local part of an address has 64 characters at most`() {
        let local = String(repeating: "x", count: 80)
        #expect(emails(local + "@mail.example") == [String(repeating: "x", count: 64) + "@mail.example"])
    }

    @Test(arguments: [
        ("@joe", 1, 0), ("thanks @joe and @ann!", 2, 0), ("#win #free", 0, 2), ("a@b #", 0, 0), ("a#b", 0, 0),
        ("@@joe", 1, 0),
    ])
    func `mentions and hashtags are counted`(source: String, mentions: Int, hashtags: Int) {
        let folded = folded(source)
        #expect(folded.mentions == mentions)
        #expect(folded.hashtags == hashtags)
    }

    @Test(arguments: [
        ("http://www.a.b.example:8080/p/q?x=1&y#z", "http", "a.b.example", "b.example", "example", "/p/q", "?x=1&y"),
        ("x.com", "", "x.com", "x.com", "com", "", ""), ("localhost/p", "", "localhost", "localhost", "", "/p", ""),
        ("https : / / x.com", "https", "x.com", "x.com", "com", "", ""),
        ("..x.com./", "", "x.com", "x.com", "com", "/", ""),
        ("", "", "", "", "", "", ""), ("?q=1", "", "", "", "", "", "?q=1"),
    ])
    func `an address falls into its parts`(
        source: String,
        scheme: String,
        host: String,
        domain: String,
        topLevel: String,
        path: String,
        query: String
    ) {
        let address = LinkAddress(scalars(source))
        let parts = [address.scheme, address.host, address.domain, address.topLevel, address.path, address.query]
        #expect(parts.map { text($0) } == [scheme, host, domain, topLevel, path, query])
    }
}
