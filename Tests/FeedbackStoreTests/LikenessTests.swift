import GRDB
import SpamClassifier
import Testing

@testable import FeedbackStore

struct LikenessTests {
    private func likeness(_ content: String, author: String? = nil, site: String? = nil) -> CommentLikeness {
        var comment = Comment(content: content)
        comment.author = author
        comment.site = site
        return CommentLikeness(of: comment)
    }

    @Test(arguments: [
        (#"it\'s \"so\""#, #"it's "so""#), ("a &amp; b", "a & b"), ("a &amp;amp; b", "a & b"), ("<b>a</b> b", "a b"),
        ("a\r\n\tb", "ab"), ("a <script>b</script>", "a b"), ("x < y", "x &lt; y"), ("e\u{301}", "é"),
        ("a\u{200B}b", "ab"), ("&#8217;", "’"), ("<http://a.example>b", "b"),
        // What WordPress' filter makes of each, and the whole escaped once more.
        (#"<a title="a > b" href="/">t</a>"#, #"<a> b" href="/"&gt;t</a>"#),
        (#"<a title="a &gt; b">t</a>"#, #"<a title="a &gt; b" rel="nofollow ugc">t</a>"#),
        (#"<a title='>>'>t</a>"#, "&gt;'&gt;t"),
        ("a <!-- b > c --> d", "a <!-- b &gt; c --> d"), ("a <!-- <b>b</b> --> d", "a d"),
        ("a &lt;!-- b &amp;gt; c --&gt; d", "a d"), ("<!-- a --> b --> c", "b --&gt; c"), ("<!-- a > b", "b"),
        ("a < b <i>c</i> d > e", "a &lt; b <i>c</i> d &gt; e"), ("<<b>i>a", "&lt;<b>i&gt;a"),
    ])
    func `forms of one text are alike`(first: String, second: String) {
        #expect(likeness(first) == likeness(second))
        #expect(likeness("x", author: first) == likeness("x", author: second))
    }

    @Test func `what differs in text, author or site is not alike`() {
        let all = [
            likeness("a"), likeness("b"), likeness("A"), likeness("a", author: "b"), likeness("ab"),
            likeness("", author: "a"),
            likeness("a", site: "s"), likeness("b", author: "a"), likeness(""), likeness("a?"),
            likeness("a", site: "t"),
        ]
        #expect(Set(all).count == all.count)
    }

    @Test func `comments without a text are told apart by who they are from`() {
        func signUp(_ email: String) -> CommentLikeness {
            var comment = Comment(content: "")
            comment.authorEmail = email
            return CommentLikeness(of: comment)
        }
        #expect(signUp("a@mail.example") != signUp("b@mail.example"))
        #expect(signUp("a@mail.example") == signUp("a@mail.example"))
    }

    @Test
    func `a comment without a text is found however its address is escaped, and with a slash at its end or without`()
        async throws
    {
        func ping(_ url: String, email: String? = nil) -> Comment {
            var comment = Comment(content: "")
            comment.authorURL = url
            comment.authorEmail = email
            return comment
        }
        let forms = [
            "https://a.example/?a=1&b=2", "HTTPS://A.example/?a=1&b=2", "https://a.example/?a=1&amp;b=2",
            "https://a.example/?a=1&#038;b=2", "https://a.example/?a=1&b=2/",
        ]
        #expect(Set(forms.map { CommentLikeness(of: ping($0)) }).count == 1)
        let (bare, slash) = (ping("https://a.example"), ping("https://a.example/"))
        #expect(CommentLikeness(of: bare) == CommentLikeness(of: slash))
        #expect(CommentLikeness(of: bare) != CommentLikeness(of: ping("https://a.example/A")))
        #expect(CommentLikeness(of: ping("https://a.example/a")) != CommentLikeness(of: ping("https://a.example/A")))
        let people = ["ann@mail.example", "Ann@mail.example"].map { CommentLikeness(of: ping("", email: $0)) }
        #expect(people[0] == people[1])

        try await withStore { store in
            // As earlier versions recorded it.
            let earlier = try #require(CommentLikeness.all(of: slash).last)
            #expect(earlier != CommentLikeness(of: slash))
            try await store.record([JudgedComment(id: .numbered(1), comment: slash, judgement: nil)])
            #expect(try await store.id(ofCommentAlike: bare) == .numbered(1))
            try await store.pool.write { db in
                try db.execute(sql: "UPDATE comment SET likeness = ?", arguments: [earlier.bytes])
            }
            #expect(try await store.id(ofCommentAlike: slash) == .numbered(1))
        }
    }

    @Test func `a report whose text was cut finds its comment where only one begins so`() async throws {
        try await withStore { store in
            func comment(_ text: String, author: String? = "Ann", address: String? = nil) -> Comment {
                var comment = Comment(content: text)
                (comment.author, comment.authorIP, comment.site) = (author, address, "a.example")
                return comment
            }
            let long = (0..<200).map { "word \($0) &amp; <b>more</b>" }.joined(separator: " ")
            let whole = comment(long, address: "192.0.2.1")
            try await store.record([JudgedComment(id: .numbered(1), comment: whole, judgement: nil)])
            let cut = String(long.prefix(1_500))
            #expect(try await store.id(ofCommentAlike: comment(cut, address: "192.0.2.1")) == .numbered(1))
            // Also in the middle of a tag, an entity or a character.
            for length in 1_500..<1_530 {
                let report = comment(String(long.prefix(length)) + (length % 2 == 0 ? "" : "\u{FFFD}"))
                #expect(try await store.id(ofCommentAlike: report) == .numbered(1), "\(length)")
            }
            for other in [
                comment(cut, address: "192.0.2.2"), comment(cut, author: "Bob"), comment(cut, author: nil),
                comment(String(long.prefix(150))), comment(cut + " and another end"), comment("x" + cut),
            ] {
                #expect(try await store.id(ofCommentAlike: other) == nil)
            }
            let twin = comment(long + " but another end", address: "192.0.2.1")
            try await store.record([JudgedComment(id: .numbered(2), comment: twin, judgement: nil)])
            #expect(try await store.id(ofCommentAlike: comment(cut)) == nil)
            #expect(try await store.id(ofCommentAlike: whole) == .numbered(1))
            #expect(
                try await store.mark(alike: comment(long, author: "Ann"), as: .spam, source: .akismet).id
                    == .numbered(1)
            )
        }
    }

    @Test func `a text of nothing but brackets takes no longer than its length`() {
        let brackets = String(repeating: "<>", count: 200_000) + String(repeating: ">", count: 400_000)
        #expect(likeness(brackets) == likeness(String(repeating: ">", count: 400_000)))
        let nested = String(repeating: "<", count: 200_000) + String(repeating: ">", count: 200_001)
        #expect(likeness(nested) == likeness(">"))
        let open = String(repeating: #"<!--<a b=""#, count: 100_000)
        #expect(likeness(open) == likeness(open + "<b>"))
        #expect(likeness(open + "-->") == likeness(""))
        let ends = String(repeating: "-->", count: 200_000)
        #expect(likeness("<!--" + ends) == likeness(String(ends.dropFirst(3))))
    }

    private func report(_ text: String, email: String? = nil, address: String? = nil) -> Comment {
        var comment = Comment(content: text)
        comment.authorEmail = email
        comment.authorIP = address
        return comment
    }

    @Test(arguments: Privacy.allCases, Privacy.allCases)
    func `a comment is found whatever is kept of its addresses, also when less or more is kept later`(
        before: Privacy,
        now: Privacy
    ) async throws {
        try await withTemporaryFolder { folder in
            let path = databasePath(in: folder)
            let first = try FeedbackStore.open(at: path, privacy: before)
            let whole = report("a remark", email: "Ann@mail.example", address: "203.0.113.9")
            var judged = JudgedComment.numbered(1)
            judged.comment = whole
            try await first.record([judged])
            try first.close()
            let store = try FeedbackStore.open(at: path, privacy: now)
            let forms = [
                whole, report("a remark", email: "ann@MAIL.example"), report("a  remark", address: "203.0.113.9"),
            ]
            for alike in forms {
                #expect(try await store.id(ofCommentAlike: alike) == .numbered(1))
                #expect(try await store.mark(alike: alike, as: .spam, source: .akismet).id == .numbered(1))
            }
            let isKept = before != .minimal
            for other in [report("a remark", email: "bob@mail.example"), report("a remark", address: "203.0.113.8")] {
                #expect(try await store.id(ofCommentAlike: other) == (isKept ? nil : .numbered(1)))
            }
            try store.close()
        }
    }

    @Test func `comments of an older database can be reported`() async throws {
        try await withTemporaryFolder { folder in
            let path = databasePath(in: folder)
            let store = try openStore(in: folder)
            try await store.record((0..<3).map { .numbered($0, content: "it's \($0)", site: "a.example") })
            try await store.pool.write { db in try db.execute(sql: "UPDATE comment SET likeness = NULL") }
            try await store.pool.write { db in
                try db.execute(
                    sql: """
                        DROP INDEX commentByLikeness;
                        ALTER TABLE comment DROP COLUMN likeness;
                        ALTER TABLE comment DROP COLUMN role;
                        ALTER TABLE comment DROP COLUMN signals;
                        DELETE FROM grdb_migrations WHERE identifier = '4 akismet';
                        """
                )
            }
            try store.close()
            let upgraded = try FeedbackStore.open(at: path)
            var report = Comment(content: #"it\'s 1"#)
            report.site = "a.example"
            #expect(try await upgraded.mark(alike: report, as: .spam, source: .akismet).id == .numbered(1))
            try upgraded.close()
        }
    }

    @Test func `a role and signals are kept`() async throws {
        try await withStore { store in
            var judged = JudgedComment.numbered(1)
            judged.comment.role = "editor"
            judged.comment.signals = "nonce-passed keys-4"
            try await store.record([judged])
            #expect(try await store.comment(.numbered(1))?.comment == judged.comment)
        }
    }

    @Test func `an id is 32 hexadecimal digits and back`() {
        for number in [0, 1, 77] {
            let id = CommentID.numbered(number)
            #expect(id.hexadecimal.count == 32)
            #expect(CommentID(hexadecimal: id.hexadecimal) == id)
        }
        #expect(CommentID(hexadecimal: CommentID.earliest(at: 0).hexadecimal) == CommentID.earliest(at: 0))
        for text in [
            "", "0", String(repeating: "g", count: 32), String(repeating: "A", count: 32),
            "+" + String(repeating: "0", count: 31),
        ] {
            #expect(CommentID(hexadecimal: text) == nil)
        }
    }
}
