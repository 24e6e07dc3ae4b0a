import Foundation
import SpamClassifier
import Testing
import Training

/// A folder with files that goes away with its owner.
struct TemporaryFolder: ~Copyable {
    let path: String

    init(_ files: [String: [UInt8]]) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        path = folder.path
        for (name, bytes) in files {
            let file = folder.appendingPathComponent(name)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try Data(bytes).write(to: file)
        }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}

@Suite struct `Mail in maildirs` {
    private func message(_ text: String) -> [UInt8] { Array("From: a@example.org\nSubject: \(text)\n\n".utf8) }

    @Test func `the files of cur and new are read by name, packed ones too`() throws {
        let folder = try TemporaryFolder([
            "spam/cur/2.host:2,S": message("two"), "spam/cur/1.host:2,": try Packing.packed(message("one"), times: 1),
            "spam/new/3.host": message("three"), "spam/tmp/4.host": message("four"), "spam/new/.hidden": message("no"),
        ])
        let reading = try Reading(path: folder.path + "/spam")
        #expect(reading.format == .maildir)
        #expect(reading.pairs == ["spam: one", "spam: two", "spam: three"])
        #expect(reading.rows.map(\.id) == ["1.host", "2.host", "3.host"])
        #expect(reading.rows.map(\.line) == [1, 2, 3])
        #expect(reading.bytesRead == reading.totalBytes)
    }

    @Test func `drafts and the trash are passed over and counted`() throws {
        let folder = try TemporaryFolder([
            "cur/1:2,S": message("one"), "cur/2:2,ST": message("two"), "cur/3:2,D": message("three"),
        ])
        let path = folder.path
        #expect(throws: CorpusError.noMailLabel(path: path)) { try Reading(path: path) }
        let ham = try TemporaryFolder([
            "ham/cur/1:2,S": message("one"), "ham/cur/2:2,ST": message("two"), "ham/cur/3:2,D": message("three"),
        ])
        let reading = try Reading(path: ham.path + "/ham")
        #expect(reading.pairs == ["ham: one"])
        #expect(reading.omissions == [.trashed: 1, .draft: 1])
        #expect(try Reading(path: folder.path, labels: .given(.ham)).pairs == ["ham: one", "ham: two", "ham: three"])
    }

    @Test func `a message that is damaged is a problem with its file`() throws {
        let torn = try Packing.packed(message("two"), times: 1).dropLast(5)
        let folder = try TemporaryFolder(["ham/cur/1": message("one"), "ham/cur/2": Array(torn), "ham/cur/3": []])
        let reading = try Reading(path: folder.path + "/ham")
        #expect(reading.pairs == ["ham: one"])
        #expect(
            reading.problems == [
                CorpusProblem(line: 2, file: "cur/2", reason: .unreadable(.cutOff)),
                CorpusProblem(line: 3, file: "cur/3", reason: .emptyContent),
            ]
        )
        #expect(reading.problems.map(\.description).first?.hasPrefix("cur/2: cannot be read: ") == true)
    }

    @Test func `a pipe among the messages is passed over`() throws {
        let folder = try TemporaryFolder(["ham/cur/1": message("one")])
        #expect(unsafe mkfifo(folder.path + "/ham/cur/0", 0o600) == 0)
        #expect(try Reading(path: folder.path + "/ham").pairs == ["ham: one"])
    }

    @Test func `other folders, empty maildirs and files in their place are refused`() throws {
        let folder = try TemporaryFolder(["a/file": [], "ham/cur/.keep": []])
        let (other, empty, file) = (folder.path + "/a", folder.path + "/ham", folder.path + "/a/file")
        #expect(throws: CorpusError.unsupportedFormat(path: other, .plainFolder)) { try Reading(path: other) }
        #expect(throws: CorpusError.empty(path: empty)) { try Reading(path: empty) }
        try Data("x".utf8).write(to: URL(fileURLWithPath: file))
        #expect(throws: CorpusError.unsupportedFormat(path: file, .noFolder)) {
            try Reading(path: file, format: .maildir)
        }
    }
}
