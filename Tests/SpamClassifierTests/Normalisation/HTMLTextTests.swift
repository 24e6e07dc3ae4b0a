import Testing

@testable import SpamClassifier

@Suite struct HTMLTextTests {
    private func html(_ source: String) -> HTMLText { HTMLText(scalars(source)) }

    private func plain(_ source: String) -> String { text(html(source).scalars) }

    private func targets(_ source: String) -> [String] { html(source).linkTargets.map { text($0) } }

    @Test(arguments: [
        ("fish &amp; chips", "fish & chips"), ("fish &amp chips", "fish & chips"), ("a&nbsp;b", "a\u{A0}b"),
        ("&eacute;t&eacute;", "\u{E9}t\u{E9}"), ("&eacutet", "\u{E9}t"), ("&euro;5", "\u{20AC}5"),
        ("&euro 5", "&euro 5"),
        ("&#8364;", "\u{20AC}"), ("&#8364 x", "\u{20AC} x"), ("&#x20AC;&#X20ac;", "\u{20AC}\u{20AC}"),
        ("&notit;", "\u{AC}it;"), ("&quot;&apos;", "\"'"), ("&thetasym;", "\u{3D1}"),
    ])
    func `references become the characters that they stand for`(source: String, expected: String) {
        #expect(plain(source) == expected)
    }

    @Test(arguments: ["AT&T", "a & b", "&", "&;", "&#;", "&#x;", "&#xyz;", "&nosuchname;", "x&", "&#", "&&&"])
    func `what is no reference stays`(source: String) {
        #expect(plain(source) == source)
    }

    @Test(arguments: ["&#x110000;", "&#xD800;", "&#99999999999999999999;"])
    func `numbers that are no characters become the replacement character`(source: String) {
        #expect(plain(source) == "\u{FFFD}")
    }

    @Test(arguments: [("&#146;", "\u{2019}"), ("&#147;", "\u{201C}"), ("&#x96;", "\u{2013}"), ("&#128;", "\u{20AC}")])
    func `numbers of the Windows character set mean what browsers show`(source: String, expected: String) {
        #expect(plain(source) == expected)
    }

    @Test func `markup that was escaped is markup`() {
        #expect(targets("&lt;a href=&quot;http://x.example&quot;&gt;x&lt;/a&gt;") == ["http://x.example"])
    }

    @Test func `tags go and are counted`() {
        let seen = html("<b>bold</b> and <i class=\"x\">more</i>")
        #expect(text(seen.scalars) == " bold  and  more ")
        #expect(seen.tagCount == 4)
    }

    @Test(arguments: ["<br>", "<br/>", "<BR />", "<br\n>"]) func `a line break becomes one`(tag: String) {
        #expect(plain("a\(tag)b") == "a\nb")
        #expect(html("a\(tag)b").tagCount == 0)
    }

    @Test(arguments: [
        "<a href=\"http://x.example/p?q=1\">", "<a href='http://x.example/p?q=1'>", "<a href=http://x.example/p?q=1>",
        "<A REL=nofollow HREF = \"http://x.example/p?q=1\" target=_blank>",
    ])
    func `the address that a link leads to is kept`(tag: String) {
        #expect(targets("see \(tag)here</a>") == ["http://x.example/p?q=1"])
    }

    @Test func `every link of a text is kept`() {
        #expect(targets("<a href=a>1</a><a href='b'>2</a><link href=\"c\">") == ["a", "b", "c"])
    }

    @Test(arguments: ["<a href=>x</a>", "<a href>x</a>", "<a href=\"\">x</a>"]) func `an empty target is none`(
        source: String
    ) {
        #expect(targets(source).isEmpty)
    }

    @Test(arguments: [
        "I <3 you", "a < b > c", "1<2", "x <", "<", "</", "<>", "< a href=x>", "if a<b and c", "<a href=\"x\"",
    ])
    func `a stray bracket is text`(source: String) {
        #expect(plain(source) == source)
        #expect(html(source).tagCount == 0)
    }

    @Test func `an unclosed tag swallows nothing`() {
        #expect(plain("<b bold <i>text</i>").contains("<b bold"))
        let long = "<a " + String(repeating: "x", count: 1000) + ">"
        #expect(plain(long) == long)
    }

    @Test func `the text of a script is text`() {
        #expect(plain("<script>alert(1)</script>") == " alert(1) ")
    }
}
