import SpamClassifier
import Testing
import Training

/// A Disqus export around some comments.
enum DisqusExport {
    static let head = """
        <?xml version="1.0" encoding="utf-8"?>
        <disqus xmlns="http://disqus.com" xmlns:dsq="http://disqus.com/disqus-internals">
        <category dsq:id="1"><forum>blog</forum><title>General</title></category>
        <thread dsq:id="11"><id>x</id><link>https://blog.example/bread</link><title>On bread</title><isClosed>false</isClosed></thread>

        """
    static let tail = "</disqus>\n"

    static func post(_ id: Int, _ message: String, spam: Bool = false, deleted: Bool = false) -> String {
        """
        <post dsq:id="\(id)">
        <id />
        <message><![CDATA[\(message)]]></message>
        <createdAt>2024-05-01T10:00:00Z</createdAt>
        <isDeleted>\(deleted)</isDeleted>
        <isSpam>\(spam)</isSpam>
        <author><email>g@example.org</email><name>Guildenstern</name><isAnonymous>true</isAnonymous></author>
        <ipAddress>192.0.2.9</ipAddress>
        <thread dsq:id="11" />
        </post>

        """
    }

    static func document(_ posts: String...) -> String { head + posts.joined() + tail }
}

@Suite struct `Exports of Disqus` {
    @Test func `a comment has all its fields, and the page of its thread`() throws {
        let reading = try Reading(DisqusExport.document(DisqusExport.post(5, "<p>Lovely crumb</p>")))
        #expect(reading.format == .disqus)
        #expect(reading.problems.isEmpty)
        var comment = Comment(content: "<p>Lovely crumb</p>")
        comment.author = "Guildenstern"
        comment.authorEmail = "g@example.org"
        comment.authorIP = "192.0.2.9"
        comment.date = "2024-05-01T10:00:00Z"
        comment.permalink = "https://blog.example/bread"
        comment.context = "On bread"
        #expect(reading.rows == [CorpusRow(comment: comment, label: .ham, id: "5", line: 5)])
    }

    @Test func `spam stays spam when it is deleted; what else was deleted is passed over and counted`() throws {
        let reading = try Reading(
            DisqusExport.document(
                DisqusExport.post(1, "a"),
                DisqusExport.post(2, "b", spam: true),
                DisqusExport.post(3, "c", spam: true, deleted: true),
                DisqusExport.post(4, "d", deleted: true)
            )
        )
        #expect(reading.pairs == ["ham: a", "spam: b", "spam: c"])
        #expect(reading.omissions == [.deleted: 1])
    }

    @Test func `a post without words is a problem of its own`() throws {
        let reading = try Reading(DisqusExport.document(DisqusExport.post(1, " "), DisqusExport.post(2, "b")))
        #expect(reading.pairs == ["ham: b"])
        #expect(reading.problems == [CorpusProblem(line: 5, lastLine: 14, reason: .emptyContent)])
    }

    @Test func `an unknown thread leaves the page open`() throws {
        let text = DisqusExport.document(DisqusExport.post(1, "a")).replacing("\"11\" />", with: "\"99\" />")
        let row = try Reading(text).rows.first
        #expect(row?.comment.content == "a")
        #expect(row?.comment.permalink == nil)
    }
}
