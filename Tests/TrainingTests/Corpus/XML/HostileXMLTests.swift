import Foundation
import SpamClassifier
import Testing
import Training

@Suite struct `Hostile XML` {
    private func document(declaring declarations: String, _ content: String) -> String {
        WXR.document(WXR.comment(1, content, approved: "1"), WXR.comment(2, "fine", approved: "1"))
            .replacing("<rss", with: "<!DOCTYPE rss [\(declarations)]>\n<rss", maxReplacements: 1)
    }

    @Test func `entities that multiply are not expanded`() throws {
        let names = ["a", "b", "c", "d", "e", "f", "g", "h", "i"]
        var declarations = "<!ENTITY a \"\(String(repeating: "spam ", count: 100))\">\n"
        for (name, inner) in zip(names.dropFirst(), names) {
            declarations += "<!ENTITY \(name) \"\(String(repeating: "&\(inner);", count: 10))\">\n"
        }
        let reading = try Reading(document(declaring: declarations, "&i;"))
        #expect(reading.pairs == ["ham: fine"])
        #expect(reading.problems.count == 1)
        #expect(reading.problems[0].description.contains("an entity is not defined"))
    }

    @Test func `no other file is read`() throws {
        let secret = try TemporaryFile(Array("a secret".utf8))
        for declaration in [
            "<!ENTITY x SYSTEM \"file://\(secret.path)\">", "<!ENTITY % x SYSTEM \"\(secret.path)\"> %x;",
        ] {
            let reading = try Reading(document(declaring: declaration, "&x;"))
            #expect(reading.pairs == ["ham: fine"])
            #expect(!"\(reading.rows) \(reading.problems)".contains("secret"))
        }
    }

    @Test func `elements nested by the thousand are a problem of their comment`() throws {
        let deep = String(repeating: "<a>", count: 100_000)
        let text = WXR.document(WXR.comment(1, deep, approved: "1"), WXR.comment(2, "fine", approved: "1"))
        let reading = try Reading(text)
        #expect(reading.pairs == ["ham: fine"])
        #expect(reading.problems.count == 1)
    }

    @Test func `a comment that is too long is a problem, and the posts around it may be as long as they like`() throws {
        let long = String(repeating: "word ", count: CorpusReader.longestRow / 4)
        let post = "<item><content:encoded><![CDATA[\(long) <wp:comment> \(long)]]></content:encoded>\n"
        let text = WXR.document(post, WXR.comment(1, long, approved: "1"), WXR.comment(2, "fine", approved: "1"))
        let reading = try Reading(text)
        #expect(reading.pairs == ["ham: fine"])
        #expect(reading.problems.map(\.reason) == [.rowTooLong(limit: CorpusReader.longestRow)])
    }

    @Test func `a comment in a text is no comment`() throws {
        let inner = WXR.comment(9, "planted", approved: "1").replacing("]]>", with: "]] >")
        let text = WXR.document(WXR.comment(1, "<![CDATA[\(inner)]]>", approved: "1"), "<!-- \(inner) -->")
        #expect(try Reading(text).rows.map(\.id) == ["1"])
    }

    @Test(arguments: [
        "<?xml version=\"1.0\"?><html><body>hi</body></html>", "<rss><channel/></rss>", "<?xml", "<!DOCTYPE html><p>",
    ])
    func `other documents are refused`(text: String) throws {
        let file = try TemporaryFile(Array(text.utf8))
        let path = file.path
        #expect(throws: CorpusError.unsupportedFormat(path: path, .markup)) { try Reading(path: path) }
        #expect(throws: CorpusError.unsupportedFormat(path: path, .markup)) { try Reading(path: path, format: .wxr) }
    }
}
