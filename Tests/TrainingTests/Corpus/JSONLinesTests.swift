import SpamClassifier
import Testing
import Training

@Suite struct `JSON Lines files` {
    @Test func `all fields of a comment are read`() throws {
        let reading = try Reading(
            """
            {"id": 7, "content": "hi\\nthere", "label": "spam", "author": "A", "author_email": "a@b.example", \
            "author_url": "http://a.example", "author_ip": "192.0.2.1", "permalink": "http://p.example", \
            "date": "2024-01-01T00:00:00Z", "lang": "en", "type": "reply", "user_agent": "UA", "referrer": "http://r.example", \
            "site": "s", "context": "c", "honeypot": "h", "seconds_to_submit": 2.5, "unknown": [{"a": [1]}]}

            """
        )
        var comment = Comment(content: "hi\nthere")
        comment.author = "A"
        comment.authorEmail = "a@b.example"
        comment.authorURL = "http://a.example"
        comment.authorIP = "192.0.2.1"
        comment.permalink = "http://p.example"
        comment.date = "2024-01-01T00:00:00Z"
        comment.language = "en"
        comment.type = "reply"
        comment.userAgent = "UA"
        comment.referrer = "http://r.example"
        comment.site = "s"
        comment.context = "c"
        comment.honeypot = "h"
        comment.secondsToSubmit = 2.5
        #expect(reading.format == .jsonLines)
        #expect(reading.rows == [CorpusRow(comment: comment, label: .spam, id: "7", line: 1)])
    }

    @Test(arguments: ["text", "message", "comment", "body", "comment_content", "Content"])
    func `the text may have other names`(key: String) throws {
        #expect(try Reading("{\"\(key)\": \"hello\", \"label\": \"ham\"}\n").pairs == ["ham: hello"])
    }

    @Test(arguments: [
        "\"label\": \"spam\"", "\"label\": 1", "\"label\": true", "\"is_spam\": true", "\"class\": \"1\"",
        "\"type\": \"spam\"", "\"is_ham\": false", "\"label\": 1.0",
    ])
    func `the label may be written in many ways`(label: String) throws {
        let reading = try Reading("{\"text\": \"buy\", \(label)}\n")
        #expect(reading.pairs == ["spam: buy"])
        #expect(reading.rows[0].comment.type == nil)
    }

    @Test func `a comment may stand in an object of its own`() throws {
        let reading = try Reading("{\"comment\": {\"content\": \"hello\", \"author\": \"A\"}, \"label\": \"ham\"}\n")
        #expect(reading.pairs == ["ham: hello"])
        #expect(reading.rows[0].comment.author == "A")
    }

    @Test func `every kind of bad line is a problem with its line and reading goes on`() throws {
        let reading = try Reading(
            """
            {"text": "one", "label": "ham"}

            {"text": "two", "label":
            [1, 2]
            {"text": {"a": 1}, "label": "ham"}
            {"text": "three", "label": "perhaps"}
            {"text": " ", "label": "ham"}
            {"label": "ham"}
            {"text": "four"}
            {"text": "five", "label": ["spam"]}
            {"text": "six", "label": "spam", "author": null}

            """
        )
        #expect(reading.pairs == ["ham: one", "spam: six"])
        #expect(reading.rows.map(\.line) == [1, 11])
        #expect(
            reading.problems == [
                CorpusProblem(line: 3, reason: .invalidJSON),
                CorpusProblem(line: 4, reason: .notAnObject),
                CorpusProblem(line: 5, reason: .wrongType(field: "text")),
                CorpusProblem(line: 6, reason: .unknownLabel("perhaps")),
                CorpusProblem(line: 7, reason: .emptyContent),
                CorpusProblem(line: 8, reason: .emptyContent),
                CorpusProblem(line: 9, reason: .missingLabel),
                CorpusProblem(line: 10, reason: .wrongType(field: "label")),
            ]
        )
    }

    @Test func `bytes that are no UTF-8 are replaced and the row is kept and counted`() throws {
        let file = try TemporaryFile(Array("{\"text\": \"caf".utf8) + [0xE9] + Array("\", \"label\": 0}\n".utf8))
        let reading = try Reading(path: file.path)
        #expect(reading.pairs == ["ham: caf\u{FFFD}"])
        #expect(reading.repairedRows == 1)
    }

    @Test func `an overlong line is one problem and reading goes on`() throws {
        let long = String(repeating: "x", count: CorpusReader.longestRow)
        let reading = try Reading(
            "{\"text\":\"a\",\"label\":0}\n{\"text\":\"\(long)\"}\n{\"text\":\"b\",\"label\":1}\n"
        )
        #expect(reading.pairs == ["ham: a", "spam: b"])
        #expect(reading.problems == [CorpusProblem(line: 2, reason: .rowTooLong(limit: CorpusReader.longestRow))])
    }

    @Test func `objects without a text are refused with their keys`() throws {
        let file = try TemporaryFile(Array("{\"title\": \"x\", \"label\": 0}\n".utf8))
        let path = file.path
        #expect(throws: CorpusError.noTextColumn(path: path, columns: ["label", "title"])) { try Reading(path: path) }
        #expect(try Reading(path: path, columns: ColumnChoice(text: .name("title"))).pairs == ["ham: x"])
    }
}
