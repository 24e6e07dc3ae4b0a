import Foundation
import Testing

struct CheckTests {
    private let spam = "cheap watches for sale now, earn money, get rich quick, free pills, casino bonus, win big money"
    private let ham = "thanks, the children loved the song, and it is well argued how the compiler finds the bridge"

    /// Runs a test with a model that tells the two texts apart with ease.
    private func withModel(_ body: (Hamlet) async throws -> Void) async throws {
        try await withHamlet { hamlet in
            try hamlet.write(SampleData.jsonLines(copies: 20), to: "set.jsonl")
            _ = try await hamlet.run("retrain", "set.jsonl")
            try await body(hamlet)
        }
    }

    @Test func `the exit code tells the verdict`() async throws {
        try await withModel { hamlet in
            for (text, code, word) in [(ham, 0, "ham"), (spam, 1, "spam"), ("earn money well for us", 2, "unsure")] {
                let outcome = try await hamlet.run("check", text)
                #expect(outcome.code == Int32(code), "\(outcome.output)")
                #expect(outcome.output.hasPrefix(word + " "))
                #expect(outcome.errors.isEmpty)
            }
        }
    }

    @Test func `a damaged model file is refused aloud, and the verdict stays the same to the last bit`() async throws {
        try await withHamlet { hamlet in
            try hamlet.write(SampleData.jsonLines(copies: 3), to: "set.jsonl")
            _ = try await hamlet.run("retrain", "set.jsonl")
            // The service writes the model file when it ends.
            try await hamlet.serving { _ in }
            let before = try await hamlet.run("check", "--json", spam)
            #expect(before.errors.isEmpty)
            let file = hamlet.folder.appending(path: "hamlet.sqlite-model")
            var bytes = try Data(contentsOf: file)
            bytes[bytes.count / 2] ^= 0x40
            try bytes.write(to: file)
            let after = try await hamlet.run("check", "--json", spam)
            #expect(after.output == before.output)
            #expect(after.code == before.code)
            #expect(after.errors.hasPrefix("hamlet: The model file cannot be used; the model is built from the log. ("))
            #expect(after.errors.contains("hamlet.sqlite-model"))
            #expect(after.errors.split(separator: "\n").count == 1)
        }
    }

    @Test func `a text is judged alike from an argument, standard input and a file`() async throws {
        try await withModel { hamlet in
            try hamlet.write(spam, to: "comment.txt")
            let outcomes = [
                try await hamlet.run("check", "--json", spam),
                try await hamlet.run("check", "--json", "-", input: spam),
                try await hamlet.run("check", "--json", "--file", "comment.txt"),
            ]
            #expect(Set(outcomes.map(\.output)).count == 1)
            #expect(outcomes.map(\.code) == [1, 1, 1])
            let verdict = try JSONValue(outcomes[0].output)
            #expect(verdict.keys == ["verdict", "probability", "discard", "confidence", "revision"])
        }
    }

    @Test func `the reasons are shown on request`() async throws {
        try await withModel { hamlet in
            let outcome = try await hamlet.run("check", "--explain", spam)
            #expect(outcome.output.contains("log odds"))
            #expect(outcome.output.contains("word: "))
            #expect(outcome.lines.contains { $0.hasSuffix(" sum") })
            let json = try JSONValue(try await hamlet.run("check", "--explain", "--json", spam).output)
            #expect(json["evidence"]?.array?.isEmpty == false)
        }
    }

    @Test(arguments: ["comments.jsonl", "comments.csv", "-"])
    func `files of comments are judged row by row, a bad row does not stop them`(source: String) async throws {
        try await withModel { hamlet in
            let lines = """
                {"id": "one", "content": "\(ham)"}
                {"id": "two", "content": {"text": "a"}}
                {"id": 3, "content": "\(spam)"}

                """
            try hamlet.write(lines, to: "comments.jsonl")
            try hamlet.write("id,content\none,\"\(ham)\"\ntwo\n3,\"\(spam)\"\n", to: "comments.csv")
            let arguments = source == "-" ? ["check", "-"] : ["check", "--file", source]
            let outcome = try await hamlet.run(arguments, input: lines)
            let rows = try outcome.lines.map { try JSONValue($0) }
            #expect(outcome.code == 0, "\(outcome.errors)")
            #expect(rows.map { $0["id"]?.string } == ["one", nil, "3"])
            #expect(rows.map { $0["verdict"]?.string } == ["ham", nil, "spam"])
            #expect(rows[1]["line"] == .number(source == "comments.csv" ? 3 : 2))
            #expect(rows[1]["error"]?.string?.isEmpty == false)
        }
    }

    @Test func `standard input leaves no file behind`() async throws {
        try await withModel { hamlet in
            try hamlet.write("", to: "temporary/keep")
            let environment = ["TMPDIR": hamlet.folder.appending(path: "temporary").path]
            let input = #"{"content": "a secret"}"#
            #expect(try await hamlet.run("check", "-", input: input, environment: environment).code == 0)
            let left = try FileManager.default.contentsOfDirectory(atPath: environment["TMPDIR"] ?? "")
            #expect(left == ["keep"])
        }
    }

    @Test func `a text that only begins with a brace is a text`() async throws {
        try await withModel { hamlet in
            let outcome = try await hamlet.run("check", "-", input: "{Hi|Hello}, \(spam)")
            #expect(outcome.code == 1, "\(outcome.output)")
        }
    }

    @Test func `what cannot be read is a failure in one line`() async throws {
        try await withModel { hamlet in
            for file in ["missing.txt", "missing.csv"] {
                let outcome = try await hamlet.run("check", "--file", file)
                #expect(outcome.code == 66)
                #expect(outcome.errors.hasPrefix("hamlet: \(file) cannot be read"))
                #expect(outcome.errors.split(separator: "\n").count == 1)
            }
            #expect(try await hamlet.run("check").code == 64)
            #expect(try await hamlet.run("check", "a", "--file", "b").code == 64)
            #expect(try await hamlet.run("check", "a", "b").code == 64)
        }
    }

    @Test func `without a database the starter comments judge, and none is made`() async throws {
        try await withHamlet { hamlet in
            let before = try await hamlet.run("check", "--json", spam)
            try hamlet.write(SampleData.jsonLines(), to: "TrainingData/words.jsonl")
            let after = try await hamlet.run("check", "--json", spam)
            let probabilities = try [before, after].map { try JSONValue($0.output)["probability"]?.number ?? .nan }
            #expect(probabilities[1] > probabilities[0])
            #expect(!hamlet.has("hamlet.sqlite"))
        }
    }
}
