import SpamClassifier
import Testing
import Training

/// A WordPress export around some comments.
enum WXR {
    static let head = """
        <?xml version="1.0" encoding="UTF-8" ?>
        <!-- generator="WordPress" -->
        <rss version="2.0"
            xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
            xmlns:content="http://purl.org/rss/1.0/modules/content/"
            xmlns:wp="http://wordpress.org/export/1.2/">
        <channel>
        <title>The blog</title>
        <link>https://blog.example</link>
        <item>
        <title><![CDATA[Baking & bread]]></title>
        <link>https://blog.example/bread</link>
        <content:encoded><![CDATA[<p>A long post about </wp:comment> flour</p>]]></content:encoded>
        <excerpt:encoded><![CDATA[All about sourdough]]></excerpt:encoded>

        """
    static let tail = "</item>\n</channel>\n</rss>\n"

    static func comment(_ id: Int, _ content: String, approved: String, _ more: String = "") -> String {
        """
        <wp:comment>
        <wp:comment_id>\(id)</wp:comment_id>
        <wp:comment_author><![CDATA[Rosencrantz]]></wp:comment_author>
        <wp:comment_author_email><![CDATA[r@example.org]]></wp:comment_author_email>
        <wp:comment_author_url>https://r.example</wp:comment_author_url>
        <wp:comment_author_IP><![CDATA[192.0.2.7]]></wp:comment_author_IP>
        <wp:comment_date><![CDATA[2024-05-01 12:00:00]]></wp:comment_date>
        <wp:comment_date_gmt><![CDATA[2024-05-01 10:00:00]]></wp:comment_date_gmt>
        <wp:comment_content>\(content)</wp:comment_content>
        <wp:comment_approved><![CDATA[\(approved)]]></wp:comment_approved>
        <wp:comment_type><![CDATA[comment]]></wp:comment_type>
        \(more)</wp:comment>

        """
    }

    static func meta(_ key: String, _ value: String) -> String {
        "<wp:commentmeta><wp:meta_key>\(key)</wp:meta_key><wp:meta_value><![CDATA[\(value)]]></wp:meta_value></wp:commentmeta>\n"
    }

    static func document(_ comments: String...) -> String { head + comments.joined() + tail }
}

@Suite struct `Exports of WordPress` {
    @Test func `a comment has all its fields, and the page that it is about`() throws {
        let reading = try Reading(WXR.document(WXR.comment(7, "<![CDATA[Nice <b>crust</b> & crumb]]>", approved: "1")))
        #expect(reading.format == .wxr)
        #expect(reading.problems.isEmpty)
        let row = try #require(reading.rows.first)
        var comment = Comment(content: "Nice <b>crust</b> & crumb")
        comment.author = "Rosencrantz"
        comment.authorEmail = "r@example.org"
        comment.authorURL = "https://r.example"
        comment.authorIP = "192.0.2.7"
        comment.date = "2024-05-01T10:00:00Z"
        comment.type = "comment"
        comment.permalink = "https://blog.example/bread"
        comment.context = "Baking & bread\nAll about sourdough"
        #expect(row.comment == comment)
        #expect(row.label == .ham)
        #expect(row.id == "7")
        #expect(row.line == 15)
    }

    @Test func `what was approved is ham, what was refused is spam, and the rest is passed over and counted`() throws {
        let states = ["1", "spam", "0", "trash", "post-trashed", "hold"]
        let text = WXR.head + states.enumerated().map { WXR.comment($0, "text", approved: $1) }.joined() + WXR.tail
        let reading = try Reading(text)
        #expect(reading.rows.map(\.label) == [.ham, .spam])
        #expect(reading.problems.isEmpty)
        #expect(reading.omissions == [.pending: 2, .trashed: 2])
        let all = try Reading(text, labels: .optional)
        #expect(all.rows.map(\.label) == [.ham, .spam, nil, nil, nil, nil])
        #expect(all.omissions.isEmpty)
        #expect(try Reading(text, labels: .given(.spam)).rows.map(\.label) == [Label?](repeating: .spam, count: 6))
    }

    @Test func `a person's word to Akismet wins, and Akismet's own finding says nothing`() throws {
        let text = WXR.document(
            WXR.comment(1, "a", approved: "trash", WXR.meta("akismet_user_result", "true")),
            WXR.comment(
                2,
                "b",
                approved: "spam",
                WXR.meta("akismet_result", "true") + WXR.meta("akismet_user_result", "false")
            ),
            WXR.comment(3, "c", approved: "1", WXR.meta("akismet_result", "true")),
            WXR.comment(4, "d", approved: "0", WXR.meta("akismet_result", "true")),
            WXR.comment(
                5,
                "e",
                approved: "1",
                WXR.meta("akismet_user_result", "false") + WXR.meta("akismet_user_result", "true")
            )
        )
        let reading = try Reading(text)
        #expect(reading.pairs == ["spam: a", "ham: b", "ham: c", "spam: e"])
        #expect(reading.omissions == [.pending: 1])
    }

    @Test func `every item has its own page`() throws {
        let second = "</item><item><title>Cake</title><link>https://blog.example/cake</link>\n"
        let text = WXR.document(WXR.comment(1, "a", approved: "1"), second, WXR.comment(2, "b", approved: "1"))
        let comments = try Reading(text).rows.map(\.comment)
        #expect(comments.map(\.context) == ["Baking & bread\nAll about sourdough", "Cake"])
        #expect(comments.map(\.permalink) == ["https://blog.example/bread", "https://blog.example/cake"])
    }

    @Test func `a broken comment is told with its line and column, and costs no other`() throws {
        let text = WXR.document(
            WXR.comment(1, "one", approved: "1"),
            WXR.comment(2, "a &nbsp; b", approved: "1"),
            WXR.comment(3, "<i>torn</b>", approved: "1"),
            WXR.comment(4, "four", approved: "spam")
        )
        let reading = try Reading(text)
        #expect(reading.pairs == ["ham: one", "spam: four"])
        try #require(reading.problems.count == 2)
        #expect(reading.problems[0].line == 27)
        #expect(reading.problems[0].lastLine == 38)
        guard case .invalidXML(let line, let column, .undefinedEntity) = reading.problems[0].reason else {
            Issue.record("\(reading.problems[0])")
            return
        }
        #expect(line == 35)
        #expect((20...40).contains(column))
        guard case .invalidXML(47, _, .mismatchedTags) = reading.problems[1].reason else {
            Issue.record("\(reading.problems[1])")
            return
        }
    }

    @Test func `a comment that is not closed ends where the next begins`() throws {
        let open = WXR.comment(1, "one", approved: "1").split(separator: "</wp:comment>\n")[0]
        let reading = try Reading(WXR.document(String(open), WXR.comment(2, "two", approved: "1")))
        #expect(reading.pairs == ["ham: two"])
        #expect(reading.problems.map(\.line) == [15])
        #expect(reading.problems[0].description.contains("<wp:comment> is not closed"))
    }

    @Test func `a file that ends early keeps what stood before and says where`() throws {
        let whole = WXR.document(WXR.comment(1, "one", approved: "1"), WXR.comment(2, "two", approved: "1"))
        for cut in [10, 25, 60, 200, 400] {
            let reading = try Reading(String(whole.dropLast(cut)))
            #expect(reading.rows.first?.comment.content == "one")
            #expect(reading.problems.count == 1, "\(cut): \(reading.problems)")
            #expect(reading.problems.last?.description.contains("the file ends inside <") == true)
        }
    }

    @Test func `characters that XML forbids and bytes that are no UTF-8 cost no comment`() throws {
        let text = WXR.document(WXR.comment(1, "<![CDATA[be\u{1}ll]]>", approved: "1"))
        #expect(try Reading(text).pairs == ["ham: be\u{FFFD}ll"])
        var bytes = Array(WXR.document(WXR.comment(1, "<![CDATA[be?ll]]>", approved: "1")).utf8)
        let place = try #require(
            bytes.firstIndex(of: UInt8(ascii: "?")).flatMap { _ in bytes.lastIndex(of: UInt8(ascii: "?")) }
        )
        bytes[place] = 0xFF
        let file = try TemporaryFile(bytes)
        let reading = try Reading(path: file.path)
        #expect(reading.pairs == ["ham: be\u{FFFD}ll"])
        #expect(reading.repairedRows == 1)
    }

    @Test func `another character set is read as it is declared`() throws {
        let text = WXR.document(WXR.comment(1, "caf\u{1}", approved: "1"))
        var bytes = Array(text.utf8)
        bytes.replace(Array("UTF-8".utf8), with: Array("ISO-8859-1".utf8), maxReplacements: 1)
        bytes.replace([0x1], with: [0xE9])
        let file = try TemporaryFile(bytes)
        #expect(try Reading(path: file.path).pairs == ["ham: café"])
    }

    @Test func `the context is bounded`() throws {
        let long = "<item><title>\(String(repeating: "word ", count: 2_000))</title>\n"
        let row = try Reading(WXR.document(long, WXR.comment(1, "a", approved: "1"))).rows.first
        #expect(row?.comment.context?.unicodeScalars.count == 1_000)
    }
}
