import Foundation
import Testing

/// A command that should be refused and is not may serve for ever.
@Suite(.timeLimit(.minutes(5)))
struct DatabaseTests {
    private static let commands = [
        ["stats"], ["check", "a text"], ["mark", "spam", "--content", "a"], ["retrain"], ["serve", "--port", "0"],
    ]

    @Test(arguments: commands)
    func `a file that is no database is refused and left alone`(arguments: [String]) async throws {
        try await withHamlet { hamlet in
            let text = String(repeating: "To publish, or not to publish. ", count: 50)
            try hamlet.write(text, to: "hamlet.sqlite")
            let outcome = try await hamlet.run(arguments)
            #expect(outcome.code == 65)
            #expect(outcome.errors == "hamlet: hamlet.sqlite is not an SQLite database.\n")
            #expect(try String(contentsOf: hamlet.folder.appending(path: "hamlet.sqlite"), encoding: .utf8) == text)
        }
    }

    @Test func `a database in a folder that is not there is refused`() async throws {
        try await withHamlet { hamlet in
            let outcome = try await hamlet.run("mark", "spam", "--content", "a", "--database", "no/hamlet.sqlite")
            #expect(outcome.code == 73)
            #expect(outcome.errors == "hamlet: There is no folder for the database no/hamlet.sqlite.\n")
        }
    }
}
