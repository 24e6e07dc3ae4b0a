import Foundation
import Testing

/// Mail and exports on the command line; what the readers make of them in detail is tested with them.
struct FormatTests {
    private func mbox(_ texts: [String]) -> String {
        texts.map { "From a@example.org Thu Jan  1 00:00:00 1970\nSubject: \($0)\n\n" }.joined()
    }

    private let export = """
        <?xml version="1.0" encoding="UTF-8"?>
        <rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"><channel><item><title>Bread</title>
        <wp:comment><wp:comment_id>1</wp:comment_id><wp:comment_content>a fine loaf</wp:comment_content>
        <wp:comment_approved>1</wp:comment_approved></wp:comment>
        <wp:comment><wp:comment_id>2</wp:comment_id><wp:comment_content>cheap pills</wp:comment_content>
        <wp:comment_approved>spam</wp:comment_approved></wp:comment>
        <wp:comment><wp:comment_id>3</wp:comment_id><wp:comment_content>is this &nope; on</wp:comment_content>
        <wp:comment_approved>1</wp:comment_approved></wp:comment>
        <wp:comment><wp:comment_id>4</wp:comment_id><wp:comment_content>what now</wp:comment_content>
        <wp:comment_approved>0</wp:comment_approved></wp:comment>
        </item></channel></rss>

        """

    @Test func `mail is learnt with the label of its file or of its folder`() async throws {
        try await withHamlet { hamlet in
            try hamlet.write(mbox(SampleData.spam), to: "spam.mbox")
            for (place, text) in SampleData.ham.enumerated() {
                try hamlet.write("Subject: \(text)\n\n", to: "mail/ham/cur/\(place).host:2,S")
            }
            let outcome = try await hamlet.run("retrain", "spam.mbox", "mail/ham")
            #expect(outcome.code == 0, "\(outcome.errors)")
            #expect(outcome.lines[0] == "spam.mbox: learnt 6 spam and 0 ham comments.")
            #expect(outcome.lines.contains("ham: learnt 0 spam and 6 ham comments."))
        }
    }

    @Test func `where no name says what mail is, the error says what to do`() async throws {
        try await withHamlet { hamlet in
            try hamlet.write(mbox(SampleData.spam), to: "mail.mbox")
            let outcome = try await hamlet.run("retrain", "mail.mbox")
            #expect(outcome.code == 65)
            #expect(outcome.errors.contains("--label spam"), "\(outcome.errors)")
            let labelled = try await hamlet.run("retrain", "mail.mbox", "--label", "spam")
            #expect(labelled.lines.first == "mail.mbox: learnt 6 spam and 0 ham comments.")
        }
    }

    @Test func `an export is learnt; what nobody decided about is counted, what is broken is told`() async throws {
        try await withHamlet { hamlet in
            try hamlet.write(export, to: "blog.xml")
            let outcome = try await hamlet.run("retrain", "blog.xml")
            #expect(outcome.code == 0, "\(outcome.errors)")
            #expect(outcome.lines.first == "blog.xml: learnt 1 spam and 1 ham comments.")
            #expect(outcome.errors.contains("not valid XML at line 7, column "), "\(outcome.errors)")
            #expect(outcome.errors.contains("blog.xml: passed over without a label: 1 waiting for moderation."))
        }
    }

    @Test(arguments: ["file", "standard input"])
    func `an export is judged comment by comment, also what waits for moderation`(source: String) async throws {
        try await withHamlet { hamlet in
            try hamlet.write(export, to: "blog.txt")
            let arguments = source == "file" ? ["check", "--file", "blog.txt"] : ["check", "-"]
            let rows = try await hamlet.run(arguments, input: export).lines.map { try JSONValue($0) }
            #expect(rows.map { $0["id"]?.string } == ["1", "2", nil, "4"])
            #expect(rows[2]["error"]?.string?.isEmpty == false)
        }
    }

    @Test func `a format that is named is obeyed, and one that does not exist is refused`() async throws {
        try await withHamlet { hamlet in
            try hamlet.write("text,label\na fine loaf,ham\ncheap pills,spam\n", to: "notes.txt")
            #expect(try await hamlet.run("check", "--file", "notes.txt", "--format", "csv").lines.count == 2)
            #expect(try await hamlet.run("check", "--file", "notes.txt").lines.count == 1)
            #expect(try await hamlet.run("retrain", "notes.txt", "--format", "wxr").code == 65)
            #expect(try await hamlet.run("retrain", "notes.txt", "--format", "word").code == 64)
        }
    }

    @Test func `several files are evaluated as one set`() async throws {
        try await withHamlet { hamlet in
            try hamlet.write(
                mbox((0..<5).flatMap { number in SampleData.spam.map { "\($0) \(number)" } }),
                to: "spam.mbox"
            )
            try hamlet.write(
                mbox((0..<5).flatMap { number in SampleData.ham.map { "\($0) \(number)" } }),
                to: "ham.mbox"
            )
            let files = ["spam.mbox", "ham.mbox"]
            let folds = try await hamlet.run(["evaluate", "--folds", "3", "--scores", "scores"] + files)
            #expect(folds.code == 0, "\(folds.errors)")
            #expect(folds.output.contains("spam.mbox, ham.mbox"))
            let scores = try String(contentsOf: hamlet.folder.appending(path: "scores"), encoding: .utf8)
            let ids = scores.split(separator: "\n").compactMap { $0.split(separator: "\t").first }
            #expect(ids.count == 60)
            #expect(Set(ids).count == 60)
            let arguments = files.flatMap { ["--train", $0, "--test", $0] }
            #expect(try await hamlet.run(["evaluate"] + arguments).code == 0)
            let lint = try await hamlet.run(["lint-dataset", "--no-suspects", "--max-near-duplicates", "1"] + files)
            #expect(lint.output.contains("30"), "\(lint.output)\(lint.errors)")
        }
    }

    @Test func `a packed text is no text`() async throws {
        try await withHamlet { hamlet in
            // “just words”, packed.
            let packed = try #require(Data(base64Encoded: "H4sIAAAAAAAC/8sqLS5RKM8vSikGALn0cBUKAAAA"))
            try packed.write(to: hamlet.folder.appending(path: "a.txt.gz"))
            let outcome = try await hamlet.run("check", "--file", "a.txt.gz")
            #expect(outcome.code == 65)
            #expect(outcome.errors.contains("is in no format that is known"))
        }
    }
}
