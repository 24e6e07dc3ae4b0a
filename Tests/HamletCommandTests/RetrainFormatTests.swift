import Foundation
import Subprocess
import SystemPackage
import Testing

/// What `hamlet retrain` learns from files of every format, as they are and packed.
struct RetrainFormatTests {
    /// A file that has all of ``SampleData``.
    struct File: Sendable, CustomTestStringConvertible {
        let name: String
        let text: String

        var testDescription: String { name }
    }

    private static let labelled = SampleData.spam.map { ($0, true) } + SampleData.ham.map { ($0, false) }

    private static let files = [
        File(name: "table.csv", text: SampleData.csv(copies: 1)),
        File(name: "lines.jsonl", text: SampleData.jsonLines(copies: 1)),
        // The SMS Spam Collection has no first line with names, and its file no ending.
        File(name: "SMSSpamCollection", text: rows { "\($1 ? "spam" : "ham")\t\($0)\n" }),
        File(
            name: "wordpress.xml",
            text: """
                <?xml version="1.0" encoding="UTF-8"?>
                <rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"><channel><item><title>Bread</title>
                \(rows { text, isSpam in
                    """
                    <wp:comment><wp:comment_id>\(text.count)</wp:comment_id><wp:comment_content><![CDATA[\(text)]]>
                    </wp:comment_content><wp:comment_approved>\(isSpam ? "spam" : "1")</wp:comment_approved></wp:comment>

                    """
                })</item></channel></rss>

                """
        ),
        File(
            name: "disqus.xml",
            text: """
                <?xml version="1.0" encoding="utf-8"?>
                <disqus xmlns="http://disqus.com" xmlns:dsq="http://disqus.com/disqus-internals">
                <thread dsq:id="11"><link>https://blog.example/bread</link><title>On bread</title></thread>
                \(rows { text, isSpam in
                    """
                    <post dsq:id="\(text.count)"><message><![CDATA[\(text)]]></message>
                    <createdAt>2024-05-01T10:00:00Z</createdAt><isDeleted>false</isDeleted><isSpam>\(isSpam)</isSpam>
                    <author><name>Guildenstern</name></author><thread dsq:id="11" /></post>

                    """
                })</disqus>

                """
        ),
    ]

    private static func rows(_ row: (_ text: String, _ isSpam: Bool) -> String) -> String {
        labelled.map { row($0.0, $0.1) }.joined()
    }

    @Test(arguments: files, ["plain", "packed"])
    func `a file is learnt in its format, and judges its own comments`(file: File, form: String) async throws {
        try await withHamlet { hamlet in
            try hamlet.write(file.text, to: file.name)
            if form == "packed" { try await hamlet.pack(file.name) }
            let name = form == "packed" ? "\(file.name).gz" : file.name
            let outcome = try await hamlet.run("retrain", "--starter-folder", "none", name)
            #expect(outcome.code == 0, "\(outcome.errors)")
            #expect(outcome.lines.first == "\(name): learnt 6 spam and 6 ham comments.")
            #expect(outcome.errors.isEmpty)
            #expect(try await hamlet.run("datasets").lines == ["\(name)  6 spam, 6 ham"])
            let spam = try JSONValue(try await hamlet.run("check", "--json", SampleData.spam[0]).output)
            let ham = try JSONValue(try await hamlet.run("check", "--json", SampleData.ham[0]).output)
            #expect((spam["probability"]?.number ?? 0) > (ham["probability"]?.number ?? 1))
        }
    }

    @Test(arguments: ["plain", "packed"])
    func `an mbox and a maildir are learnt with the labels of their names`(form: String) async throws {
        try await withHamlet { hamlet in
            let mail = SampleData.spam.map { "From a@example.org Thu Jan  1 00:00:00 1970\nSubject: \($0)\n\n" }
            try hamlet.write(mail.joined(), to: "spam.mbox")
            if form == "packed" { try await hamlet.pack("spam.mbox") }
            for (place, text) in SampleData.ham.enumerated() {
                try hamlet.write("Subject: \(text)\n\n", to: "mail/ham/\(place < 3 ? "cur" : "new")/\(place).host")
            }
            let name = form == "packed" ? "spam.mbox.gz" : "spam.mbox"
            let outcome = try await hamlet.run("retrain", "--starter-folder", "none", name, "mail/ham")
            #expect(outcome.code == 0, "\(outcome.errors)")
            #expect(try await hamlet.run("datasets").lines == ["ham  0 spam, 6 ham", "\(name)  6 spam, 0 ham"])
        }
    }
}

extension Hamlet {
    /// Packs a file of the working folder by gzip, and puts the packed one in its place.
    func pack(_ name: String) async throws {
        let outcome = try await Subprocess.run(
            .name("python3"),
            arguments: ["-m", "gzip", name],
            workingDirectory: FilePath(folder.path),
            input: .none,
            output: .discarded,
            error: .discarded
        )
        #expect(outcome.terminationStatus == .exited(0))
        try FileManager.default.removeItem(at: folder.appending(path: name))
    }
}
