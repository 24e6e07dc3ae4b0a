import Foundation
import Testing

struct EvaluateTests {
    private static func rows(_ language: String, ids: Bool = true) -> String {
        SampleData.texts.enumerated().map { index, text in
            let label = index < SampleData.spam.count ? "spam" : "ham"
            let id = ids ? #""id": "\#(index)", "# : ""
            return #"{\#(id)"content": "\#(language) \#(text)", "label": "\#(label)", "language": "\#(language)"}"#
                + "\n"
        }.joined()
    }

    private static let count = SampleData.texts.count

    @Test func `cross-validation takes several files as one set and measures each language`() async throws {
        try await withHamlet { hamlet in
            try hamlet.write(Self.rows("en"), to: "one.jsonl")
            try hamlet.write(Self.rows("nl"), to: "two.jsonl")
            let outcome = try await hamlet.run("evaluate", "--folds", "3", "one.jsonl", "two.jsonl", "--json")
            #expect(outcome.code == 0, "\(outcome.errors)")
            let report = try JSONValue(outcome.output)
            #expect(report["title"]?.string == "3 folds of one.jsonl, two.jsonl")
            #expect((report["spam"]?.number ?? 0) + (report["ham"]?.number ?? 0) == Double(2 * Self.count))
            let table = report["breakdowns"]?.array?.first { $0["title"]?.string == "By language" }
            let rows = table?["rows"]?.array ?? []
            #expect(rows.map { $0["name"]?.string } == ["en", "nl"])
            #expect(rows.allSatisfy { $0["ham"]?.number == Double(SampleData.ham.count) })
        }
    }

    @Test func `ids of several files are told apart by the names of the files`() async throws {
        try await withHamlet { hamlet in
            try hamlet.write(Self.rows("en"), to: "one.jsonl")
            try hamlet.write(Self.rows("nl"), to: "two.jsonl")
            try hamlet.write(Self.rows("fr", ids: false), to: "three.jsonl")
            let files = ["one.jsonl", "two.jsonl", "three.jsonl"]
            let outcome = try await hamlet.run(["evaluate", "--folds", "2", "--scores", "scores.tsv"] + files)
            #expect(outcome.code == 0, "\(outcome.errors)")
            let scores = try String(contentsOf: hamlet.folder.appending(path: "scores.tsv"), encoding: .utf8)
            let ids = scores.split(separator: "\n").compactMap { $0.split(separator: "\t").first.map(String.init) }
            #expect(Set(ids).count == 3 * Self.count)
            #expect(ids.contains("one.jsonl/0") && ids.contains("two.jsonl/0") && ids.contains("three.jsonl/line-1"))
        }
    }

    @Test func `folds without a file, and a file without folds, are refused`() async throws {
        try await withHamlet { hamlet in
            try hamlet.write(Self.rows("en"), to: "one.jsonl")
            for arguments in [["--folds", "2"], ["--starter", "--test", "one.jsonl", "one.jsonl"]] {
                let outcome = try await hamlet.run(["evaluate"] + arguments)
                #expect(outcome.code == 64)
                #expect(outcome.errors.contains("--folds needs the files to divide."))
            }
        }
    }
}
