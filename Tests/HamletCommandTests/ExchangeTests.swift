import Foundation
import Testing

struct ExchangeTests {
    /// Runs a test with a database of a dataset and of marks, and its export.
    private func withExport(_ body: (Hamlet, [String]) async throws -> Void) async throws {
        try await withHamlet { hamlet in
            try hamlet.write(SampleData.csv(), to: "set.csv")
            _ = try await hamlet.run("retrain", "set.csv")
            _ = try await hamlet.run("mark", "spam", "--content", "cheap pills", "--site", "shop")
            _ = try await hamlet.run("retrain")
            let outcome = try await hamlet.run("export", "all.jsonl")
            #expect(outcome.code == 0, "\(outcome.errors)")
            #expect(outcome.output == "all.jsonl: 37 comments.\n")
            let text = try String(contentsOf: hamlet.folder.appending(path: "all.jsonl"), encoding: .utf8)
            try await body(hamlet, text.split(separator: "\n").map(String.init))
        }
    }

    @Test func `an export is a header and a comment a line, on standard output as well`() async throws {
        try await withExport { hamlet, lines in
            #expect(lines.count == 38)
            let header = try JSONValue(lines[0])
            #expect(header["format"]?.string == "hamlet-export")
            #expect(header["version"]?.number == 1)
            #expect(header["comments"]?.number == 37)
            let last = try JSONValue(lines[37])
            #expect(last["content"]?.string == "cheap pills")
            #expect(last["site"]?.string == "shop")
            #expect(last["label"]?.string == "spam")
            #expect(last["marked_by"]?.string == "commandLine")
            #expect(last["marked_at"]?.string?.hasSuffix("Z") == true)
            #expect(try JSONValue(lines[1])["dataset"]?.string == "set.csv")
            let output = try await hamlet.run("export")
            #expect(Array(output.lines.dropFirst()) == Array(lines.dropFirst()))
            let mode = try FileManager.default.attributesOfItem(atPath: hamlet.folder.appending(path: "all.jsonl").path)
            #expect(mode[.posixPermissions] as? Int == 0o600)
            let again = try await hamlet.run("export", "all.jsonl")
            #expect(again.code == 73)
        }
    }

    @Test(arguments: ["file", "standard input"])
    func `an import into an empty database judges alike, to the last bit`(source: String) async throws {
        try await withExport { hamlet, lines in
            let arguments = source == "file" ? ["import", "all.jsonl"] : ["import", "-"]
            let outcome = try await hamlet.run(
                arguments + ["--database", "other.sqlite"],
                input: lines.joined(separator: "\n") + "\n"
            )
            #expect(outcome.code == 0, "\(outcome.errors)")
            #expect(outcome.output.contains("added 37 comments, 19 of them marked as spam and 18 as ham"))
            for text in SampleData.texts {
                let first = try JSONValue(try await hamlet.run("check", "--json", text).output)
                let second = try JSONValue(
                    try await hamlet.run("check", "--json", "--database", "other.sqlite", text).output
                )
                #expect(first["probability"]?.number?.bitPattern == second["probability"]?.number?.bitPattern)
            }
            let twice = try await hamlet.run("import", "all.jsonl", "--database", "other.sqlite")
            #expect(twice.output.contains("added 0 comments"))
            #expect(twice.output.contains("37 were there already"))
        }
    }

    @Test func `an export without texts leads an empty database to the same verdicts, and no other`() async throws {
        try await withExport { hamlet, _ in
            let outcome = try await hamlet.run("export", "--no-text", "bare.jsonl")
            #expect(outcome.output == "bare.jsonl: 37 comments.\n")
            let text = try String(contentsOf: hamlet.folder.appending(path: "bare.jsonl"), encoding: .utf8)
            for word in ["pills", "watches", "recipe"] { #expect(!text.contains(word)) }
            let taken = try await hamlet.run("import", "bare.jsonl", "--database", "other.sqlite")
            #expect(taken.code == 0, "\(taken.errors)")
            #expect(taken.output.contains("added 37 comments, 19 of them marked as spam and 18 as ham"))
            #expect(taken.output.contains("The hash seed was taken over."))
            for text in SampleData.texts {
                let first = try JSONValue(try await hamlet.run("check", "--json", text).output)
                let second = try JSONValue(
                    try await hamlet.run("check", "--json", "--database", "other.sqlite", text).output
                )
                #expect(first["probability"]?.number?.bitPattern == second["probability"]?.number?.bitPattern)
            }
            _ = try await hamlet.run("mark", "ham", "--content", "of its own", "--database", "third.sqlite")
            let refused = try await hamlet.run("import", "bare.jsonl", "--database", "third.sqlite")
            #expect(refused.code == 65)
            #expect(refused.errors.contains("features instead of texts, which only an empty database"))
            #expect(refused.errors.contains("nothing was changed"))
            let twice = try await hamlet.run("import", "bare.jsonl")
            #expect(twice.output.contains("added 0 comments"), "\(twice.errors)")
        }
    }

    @Test func `a service that runs on the empty database follows an import`() async throws {
        try await withExport { hamlet, lines in
            try await hamlet.serving(["--database", "other.sqlite"]) { daemon in
                let outcome = try await hamlet.run("import", "all.jsonl", "--database", "other.sqlite")
                #expect(outcome.output.contains("The hash seed was taken over."), "\(outcome.errors)")
                let revision = outcome.output.firstMatch(of: /revision (\d+)/).flatMap { Double($0.1) }
                try await daemon.learnt(revision ?? .infinity)
                for text in SampleData.texts.prefix(4) {
                    let first = try JSONValue(try await hamlet.run("check", "--json", text).output)
                    #expect(first["probability"]?.number?.bitPattern == (try await daemon.probability(text)))
                }
            }
        }
    }

    @Test func `a file that cannot be used changes nothing and says where`() async throws {
        try await withExport { hamlet, lines in
            try hamlet.write(lines.dropLast(2).joined(separator: "\n") + "\n", to: "short.jsonl")
            var broken = lines
            broken[5] = broken[5].replacing("\"content\"", with: "\"kontent\"")
            try hamlet.write(broken.joined(separator: "\n") + "\n", to: "broken.jsonl")
            broken[5] = "{"
            try hamlet.write(broken.joined(separator: "\n") + "\n", to: "torn.jsonl")
            try hamlet.write(lines.dropFirst().joined(separator: "\n") + "\n", to: "headless.jsonl")
            for (file, words) in [
                ("short.jsonl", "ends early, with 35 of 37 comments"),
                ("broken.jsonl", "Line 6 of broken.jsonl cannot be used: the field “content” is missing."),
                ("torn.jsonl", "Line 6 of torn.jsonl cannot be used: it is not valid JSON."),
                ("headless.jsonl", "headless.jsonl is no export of hamlet"),
                ("set.csv", "set.csv is no export of hamlet"),
            ] {
                let outcome = try await hamlet.run("import", file, "--database", "other.sqlite")
                #expect(outcome.code == 65)
                #expect(outcome.errors.contains(words), "\(outcome.errors)")
            }
            let statistics = try JSONValue(
                try await hamlet.run("stats", "--json", "--database", "other.sqlite").output
            )
            #expect(statistics["dataset_comments"]?.number == 0)
            #expect(statistics["revision"]?.number == 0)
        }
    }
}
