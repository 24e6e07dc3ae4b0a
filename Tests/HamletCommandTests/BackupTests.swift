import Foundation
import NIOHTTP1
import Testing

@Suite(.timeLimit(.minutes(5)))
struct BackupTests {
    private func mark(_ count: Int, _ daemon: Daemon) async throws {
        for number in 0..<count {
            let body = #"{"comment": {"content": "comment \#(number)"}, "label": "spam"}"#
            #expect(try await daemon.request(.POST, "/v1/labels", body).status == 200)
        }
    }

    @Test func `a copy made while marks arrive opens, and is of one moment`() async throws {
        try await withHamlet { hamlet in
            try await hamlet.serving { daemon in
                async let marking: Void = mark(24, daemon)
                for number in 0..<3 {
                    let outcome = try await hamlet.run("backup", "copy\(number).sqlite")
                    #expect(outcome.code == 0, "\(outcome.errors)")
                    #expect(outcome.output.hasPrefix("copy\(number).sqlite: "))
                }
                try await marking
            }
            var earlier = 0.0
            for number in 0..<3 {
                let outcome = try await hamlet.run("stats", "--json", "--database", "copy\(number).sqlite")
                let copy = try JSONValue(outcome.output)
                let spam = try #require(copy["spam"]?.number)
                // Every comment came with its mark: the copy has both or neither.
                #expect(copy["comments"]?.number == spam)
                #expect(copy["marks"]?["moderator"]?.number ?? 0 == spam)
                #expect(spam >= earlier)
                earlier = spam
                #expect(!hamlet.has("copy\(number).sqlite-wal"))
            }
        }
    }

    @Test func `the copy put in the place of the database is the database`() async throws {
        try await withHamlet { hamlet in
            try hamlet.write(SampleData.csv(), to: "set.csv")
            _ = try await hamlet.run("retrain", "set.csv")
            let before = try await hamlet.run("check", "--json", SampleData.spam[0])
            #expect(try await hamlet.run("backup", "copy.sqlite").code == 0)
            _ = try await hamlet.run("datasets", "remove", "set.csv")
            for file in ["hamlet.sqlite", "hamlet.sqlite-wal", "hamlet.sqlite-shm"] {
                try? FileManager.default.removeItem(at: hamlet.folder.appending(path: file))
            }
            try FileManager.default.moveItem(
                at: hamlet.folder.appending(path: "copy.sqlite"),
                to: hamlet.folder.appending(path: "hamlet.sqlite")
            )
            #expect(try await hamlet.run("check", "--json", SampleData.spam[0]).output == before.output)
            #expect(try await hamlet.run("datasets").lines == ["set.csv  18 spam, 18 ham"])
        }
    }

    @Test func `nothing is overwritten, and no database is made`() async throws {
        try await withHamlet { hamlet in
            #expect(try await hamlet.run("backup", "copy.sqlite").code == 66)
            #expect(!hamlet.has("hamlet.sqlite") && !hamlet.has("copy.sqlite"))
            _ = try await hamlet.run("mark", "spam", "--content", "x")
            try hamlet.write("precious", to: "copy.sqlite")
            let outcome = try await hamlet.run("backup", "copy.sqlite")
            #expect(outcome.code == 73)
            #expect(outcome.errors.contains("it is not overwritten"))
        }
    }
}
