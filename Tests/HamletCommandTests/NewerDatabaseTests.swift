import FeedbackStore
import Foundation
import Testing

/// A database that a newer version has changed: nobody touches it, and everybody says the same.
@Suite(.timeLimit(.minutes(5)))
struct NewerDatabaseTests {
    private static let commands = [
        ["serve", "--port", "0"], ["check", "a text"], ["mark", "spam", "--content", "a"], ["mark", "ham", id],
        ["unmark", id], ["retrain"], ["retrain", "set.csv"], ["datasets", "list"], ["datasets", "remove", "set"],
        ["forget", "--author", "Ann"], ["forget", "--author", "Ann", "--dry-run"], ["suspects"], ["stats"],
        ["stats", "--digest"], ["backup", "backup.sqlite"], ["export", "-"], ["export", "export.jsonl"],
        ["import", "import.jsonl"], ["keys", "create", "--role", "admin"], ["keys", "list"], ["keys", "revoke", "1"],
        ["sites", "list"], ["sites", "webhook", "https://blog.example/hook"], ["sites", "rotate"], ["sites", "test"],
        ["sites", "remove"], ["audit"],
    ]
    private static let id = "0123456789abcdefghjkmnpqrs"

    /// Commands that open no database.
    private static let others: Set = ["", "evaluate", "lint-dataset", "akismet-setup"]

    @Test(arguments: commands)
    func `it is refused with one sentence, and stays as it is`(arguments: [String]) async throws {
        try await withHamlet { hamlet in
            try hamlet.write(SampleData.csv(), to: "set.csv")
            _ = try await hamlet.run("mark", "spam", "--content", "a", "--database", "other.sqlite")
            #expect(try await hamlet.run("export", "import.jsonl", "--database", "other.sqlite").code == 0)
            try await hamlet.writeDatabaseOfNewerVersion()
            let (bytes, files) = try (hamlet.databaseBytes, hamlet.files)
            let outcome = try await hamlet.run(arguments)
            #expect(outcome.code == 65)
            #expect(
                outcome.errors == """
                    hamlet: The database hamlet.sqlite was made by a newer version of hamlet (9 feedback); \
                    use that version, or restore an older backup.

                    """
            )
            #expect(outcome.output.isEmpty)
            #expect(try hamlet.databaseBytes == bytes)
            #expect(try hamlet.files == files)
        }
    }

    @Test func `every command that opens a database is among them`() {
        let tried = Set(Self.commands.compactMap(\.first))
        let known = Set(HelpScreens.all.keys.map { $0.split(separator: " ").first.map(String.init) ?? "" })
        #expect(known.subtracting(tried) == Self.others)
    }
}

extension Hamlet {
    fileprivate var databaseBytes: Data { get throws { try Data(contentsOf: folder.appending(path: "hamlet.sqlite")) } }

    fileprivate var files: Set<String> {
        get throws { Set(try FileManager.default.subpathsOfDirectory(atPath: folder.path)) }
    }

    /// Writes a database whose first migration has a name that this version does not know.
    fileprivate func writeDatabaseOfNewerVersion() async throws {
        let copy = folder.appending(path: "copy.sqlite")
        let store = try FeedbackStore.open(at: folder.appending(path: "first.sqlite").path)
        try await store.backup(to: copy.path)
        try store.close()
        var bytes = try Data(contentsOf: copy)
        while let place = bytes.firstRange(of: Data("1 feedback".utf8)) {
            bytes.replaceSubrange(place, with: Data("9 feedback".utf8))
        }
        try bytes.write(to: folder.appending(path: "hamlet.sqlite"))
    }
}
