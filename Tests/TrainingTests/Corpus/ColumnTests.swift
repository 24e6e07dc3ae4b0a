import SpamClassifier
import Testing
import Training

@Suite struct `Columns` {
    @Test func `a header that says nothing leaves the choice to the content`() throws {
        let reading = try Reading("v1,v2,v3\nham,see you at noon,7\nspam,win a free prize now,9\n")
        #expect(reading.pairs == ["ham: see you at noon", "spam: win a free prize now"])
    }

    @Test func `a file without a header is read from its first line`() throws {
        let reading = try Reading("0,\"see you, at noon\"\n1,win a free prize now\n", named: "x.csv")
        #expect(reading.pairs == ["ham: see you, at noon", "spam: win a free prize now"])
        #expect(reading.columns == ["1", "2"])
        #expect(reading.rows.map(\.line) == [1, 2])
    }

    @Test func `a column named spam beside a column named text is a header`() throws {
        #expect(try Reading("text,spam\nhello,0\nbuy,1\n").pairs == ["ham: hello", "spam: buy"])
    }

    @Test func `a column that affirms ham is read the other way round`() throws {
        #expect(try Reading("text,is_ham\nhello,1\nbuy,0\n").pairs == ["ham: hello", "spam: buy"])
        #expect(try Reading("text,is_ham\nhello,ham\nbuy,spam\n").pairs == ["ham: hello", "spam: buy"])
    }

    @Test(arguments: [
        ("spam", "ham"), ("1", "0"), ("TRUE", "False"), ("yes", "no"), ("Junk", "legit"), ("spam", "not_spam"),
        ("SPAM", "non-spam"), (" spam ", "Not spam"),
    ])
    func `label words of every common kind are understood`(spam: String, ham: String) throws {
        #expect(try Reading("text,label\nbuy,\(spam)\nhello,\(ham)\n").pairs == ["spam: buy", "ham: hello"])
    }

    @Test func `a type column with classes is the label and one with kinds is the type`() throws {
        #expect(try Reading("type,text\nham,hello\nspam,buy\n").pairs == ["ham: hello", "spam: buy"])
        let kinds = try Reading("type,text,label\nreply,hello,ham\n")
        #expect(kinds.rows[0].comment.type == "reply")
    }

    @Test func `columns can be chosen by name or number`() throws {
        let text = "text,translation,label,verified\nhallo,hello,ham,spam\nkauf,buy,spam,spam\n"
        let byName = ColumnChoice(text: .name("Translation"), label: .name("verified"))
        #expect(try Reading(text, columns: byName).pairs == ["spam: hello", "spam: buy"])
        let byNumber = ColumnChoice(text: .number(2), label: .number(3))
        #expect(try Reading(text, columns: byNumber).pairs == ["ham: hello", "spam: buy"])
    }

    @Test func `a column that is not there is named together with those that are`() throws {
        let file = try TemporaryFile(Array("text,label\nhi,ham\n".utf8))
        let path = file.path
        #expect(throws: CorpusError.noSuchColumn(path: path, column: "body", columns: ["text", "label"])) {
            try Reading(path: path, columns: ColumnChoice(text: .name("body")))
        }
        #expect(throws: CorpusError.noSuchColumn(path: path, column: "3", columns: ["text", "label"])) {
            try Reading(path: path, columns: ColumnChoice(label: .number(3)))
        }
    }

    @Test func `two columns that might be the label are not guessed between`() throws {
        let file = try TemporaryFile(Array("text,seen,flagged\nhello there,0,1\nbuy this,1,0\n".utf8))
        let path = file.path
        #expect(throws: CorpusError.noLabelColumn(path: path, columns: ["text", "seen", "flagged"])) {
            try Reading(path: path)
        }
        #expect(try Reading(path: path, labels: .optional).pairs == ["-: hello there", "-: buy this"])
    }

    @Test func `a table without text is refused with the names of its columns`() throws {
        let file = try TemporaryFile(Array("id,date,label\n1,2020,ham\n2,2021,spam\n".utf8))
        let path = file.path
        #expect(throws: CorpusError.noTextColumn(path: path, columns: ["id", "date", "label"])) {
            try Reading(path: path)
        }
    }

    @Test func `missing, unknown and empty cells are problems of their rows`() throws {
        let text = "text,label\nhello,ham\nwhat,\nhm,maybe\n  ,spam\nbuy,spam\n"
        let required = try Reading(text)
        #expect(required.pairs == ["ham: hello", "spam: buy"])
        #expect(
            required.problems == [
                CorpusProblem(line: 3, reason: .missingLabel),
                CorpusProblem(line: 4, reason: .unknownLabel("maybe")),
                CorpusProblem(line: 5, reason: .emptyContent),
            ]
        )
        #expect(try Reading(text, labels: .optional).pairs == ["ham: hello", "-: what", "spam: buy"])
        #expect(try Reading(text, labels: .ignored).pairs == ["-: hello", "-: what", "-: hm", "-: buy"])
    }

    @Test func `one column is the text`() throws {
        let reading = try Reading("hello, you\nbuy; now\n", named: "x.tsv", labels: .optional)
        #expect(reading.pairs == ["-: hello, you", "-: buy; now"])
        #expect(try Reading("content\nhello\nbuy\n", named: "x.csv", labels: .ignored).pairs == ["-: hello", "-: buy"])
    }

    @Test func `a word is a number of a column if it is one`() {
        #expect(ColumnChoice.Column("2") == .number(2))
        #expect(ColumnChoice.Column("0") == .name("0"))
        #expect(ColumnChoice.Column("body") == .name("body"))
    }
}
