import SpamClassifier
import Testing
import Training

@Suite struct `Mail in mbox files` {
    private let two = """
        From one@example.org Thu Jan  1 00:00:00 1970
        From: "Ophelia P." <ophelia@example.org>
        Subject: The play
        Message-ID: <one@example.org>
        Date: Thu, 1 Jan 1970 00:00:00 +0000

        It begins at eight.
        >From there we go home.

        From two@example.org Fri Jan  2 10:00:00 1970
        From: two@example.org (Yorick)
        Subject: Again

        From the gallery one hears less.

        """

    @Test func `each message is a comment: subject and text, and its author`() throws {
        let reading = try Reading(two, named: "ham.mbox")
        #expect(reading.format == .mbox)
        #expect(reading.problems.isEmpty)
        #expect(
            reading.pairs == [
                "ham: The play\n\nIt begins at eight.\nFrom there we go home.\n\n",
                "ham: Again\n\nFrom the gallery one hears less.\n",
            ]
        )
        #expect(reading.rows.map(\.comment.author) == ["Ophelia P.", "Yorick"])
        #expect(reading.rows.map(\.comment.authorEmail) == ["ophelia@example.org", "two@example.org"])
        #expect(reading.rows.map(\.id) == ["one@example.org", nil])
        #expect(reading.rows.map(\.line) == [1, 10])
        #expect(reading.rows[0].comment.date == "Thu, 1 Jan 1970 00:00:00 +0000")
    }

    @Test func `carriage returns change nothing`() throws {
        let plain = try Reading(two, named: "ham.mbox")
        let windows = try Reading(
            two.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n"),
            named: "ham.mbox"
        )
        #expect(windows.rows.map(\.comment) == plain.rows.map(\.comment))
    }

    @Test(
        arguments: [
            ("spam.mbox", .spam), ("Junk", .spam), ("INBOX", .ham), ("easy_ham-2.mbox", .ham), ("not-spam.mbox", .ham),
            ("spam 2024.mbox.gz", .spam), ("nonspam", .ham),
        ] as [(String, Label)]
    )
    func `the name of the file tells the label`(name: String, label: Label) throws {
        #expect(try Reading(two, named: name).rows.map(\.label) == [label, label])
    }

    @Test(arguments: ["mail.mbox", "spam-and-ham.mbox", "hamlet.mbox", "spammers"])
    func `where no name tells it, the label has to be given`(name: String) throws {
        let file = try TemporaryFile(Array(two.utf8), named: name)
        let path = file.path
        #expect(throws: CorpusError.noMailLabel(path: path)) { try Reading(path: path) }
        #expect(try Reading(path: path, labels: .given(.spam)).rows.map(\.label) == [.spam, .spam])
        #expect(try Reading(path: path, labels: .optional).rows.map(\.label) == [nil, nil])
    }

    @Test func `the nearest folder above that tells the label is believed`() throws {
        let file = try TemporaryFile(Array(two.utf8), named: "mail")
        let path = file.path
        let folders = try TemporaryFolder(["spam/ham/mail": Array(two.utf8), "ham/spam/mail": Array(two.utf8)])
        #expect(throws: CorpusError.noMailLabel(path: path)) { try Reading(path: path) }
        #expect(try Reading(path: folders.path + "/spam/ham/mail").rows.first?.label == .ham)
        #expect(try Reading(path: folders.path + "/ham/spam/mail").rows.first?.label == .spam)
    }

    @Test func `headers of a filter count if that is asked for`() throws {
        let text = """
            From a Thu Jan  1 00:00:00 1970
            Subject: a
            X-Spam-Flag: YES

            From b Thu Jan  1 00:00:00 1970
            Subject: b
            X-Spam-Status: No, score=-1.2

            From c Thu Jan  1 00:00:00 1970
            Subject: c

            """
        let reading = try Reading(text, named: "spam.mbox", labels: .fromMailHeaders)
        #expect(reading.pairs == ["spam: a", "ham: b"])
        #expect(reading.problems == [CorpusProblem(line: 9, reason: .missingLabel)])
        #expect(try Reading(text, named: "ham.mbox").rows.map(\.label) == [.ham, .ham, .ham])
    }

    @Test func `a message without words is a problem of its own`() throws {
        let text = "From a Thu Jan  1 00:00:00 1970\nX: y\n\n\nFrom b Thu Jan  1 00:00:00 1970\nSubject: hi\n\n"
        let reading = try Reading(text, named: "ham.mbox")
        #expect(reading.pairs == ["ham: hi"])
        #expect(reading.problems == [CorpusProblem(line: 1, reason: .emptyContent)])
    }

    @Test func `a line that begins with From is no message without a time, or in the middle of a text`() throws {
        let text = """
            From a Thu Jan  1 00:00:00 1970
            Subject: x

            One
            From b Thu Jan  1 00:00:00 1970
            two

            From here on it is text.

            """
        #expect(try Reading(text, named: "ham.mbox").rows.count == 1)
    }

    @Test func `prose that begins like mail is none without a header field behind it`() throws {
        let prose = try TemporaryFile(Array("From 10:30 on, in 2024 as before, we sell watches.\nCome and see\n".utf8))
        #expect(try CorpusFormat.signature(ofFileAt: prose.path) == nil)
        let mail = try TemporaryFile(Array(two.utf8))
        #expect(try CorpusFormat.signature(ofFileAt: mail.path) == .mbox)
    }

    @Test func `of a message with a huge attachment the text is read`() throws {
        let attachment = (0..<40_000).map { _ in String(repeating: "QUJD", count: 19) }.joined(separator: "\n")
        let text = """
            From a Thu Jan  1 00:00:00 1970
            Content-Type: multipart/mixed; boundary=b

            --b

            Read this.
            --b
            Content-Type: application/octet-stream
            Content-Transfer-Encoding: base64
            Content-Disposition: attachment

            \(attachment)
            --b--

            From b Thu Jan  1 00:00:00 1970
            Subject: next

            """
        let reading = try Reading(text, named: "ham.mbox")
        #expect(reading.pairs == ["ham: Read this.\n", "ham: next"])
        #expect(reading.bytesRead == reading.totalBytes)
    }

    @Test func `a file that is one message is read when the format is named`() throws {
        let text = "Subject: hi\nFrom: a@example.org\n\nthere\n"
        #expect(try Reading(text, named: "ham.eml", format: .mbox).pairs == ["ham: hi\n\nthere\n"])
    }
}
