import Foundation
import Testing

struct RetrainTests {
    @Test(arguments: ["set.csv", "set.jsonl"])
    func `a dataset is learnt, its columns found by themselves`(file: String) async throws {
        try await withHamlet { hamlet in
            try hamlet.write(file == "set.csv" ? SampleData.csv() : SampleData.jsonLines(), to: file)
            let outcome = try await hamlet.run("retrain", file)
            #expect(outcome.code == 0, "\(outcome.errors)")
            #expect(outcome.output.contains("\(file): learnt 18 spam and 18 ham comments."))
            #expect(outcome.errors.isEmpty)
            let spam = try JSONValue(try await hamlet.run("check", "--json", SampleData.spam[1]).output)
            let ham = try JSONValue(try await hamlet.run("check", "--json", SampleData.ham[1]).output)
            #expect((spam["probability"]?.number ?? 0) > (ham["probability"]?.number ?? 1))
        }
    }

    @Test func `broken rows are reported with their line, and the rest is learnt`() async throws {
        try await withHamlet { hamlet in
            try hamlet.write("CONTENT,CLASS\ncheap watches,1\ntorn row\na fine song,0\nwhat,maybe\n", to: "set.csv")
            let lines =
                #"{"content": "a", "label": "spam"}"# + "\n{torn\n" + #"{"content": "b", "label": "ham"}"# + "\n"
            try hamlet.write(lines, to: "set.jsonl")
            let table = try await hamlet.run("retrain", "set.csv")
            #expect(table.code == 0)
            #expect(table.output.contains("learnt 1 spam and 1 ham"))
            #expect(table.errors.contains("set.csv: Line 3") && table.errors.contains("set.csv: Line 5"))
            #expect(table.errors.split(separator: "\n").count == 2)
            let json = try await hamlet.run("retrain", "set.jsonl")
            #expect(json.output.contains("learnt 1 spam and 1 ham"))
            #expect(json.errors.contains("Line 2"), "\(json.errors)")
        }
    }

    @Test func `a file that cannot be learnt is named, and the others are learnt`() async throws {
        try await withHamlet { hamlet in
            try hamlet.write(SampleData.csv(), to: "good.csv")
            try hamlet.write("id,karma\n1,3\n2,4\n", to: "numbers.csv")
            try hamlet.write("content,label\na,maybe\n", to: "unlabelled.csv")
            try hamlet.write("", to: "folder/keep")
            let files = ["missing.csv", "folder", "numbers.csv", "unlabelled.csv", "good.csv"]
            let outcome = try await hamlet.run(["retrain"] + files)
            #expect(outcome.code == 65)
            for file in files.dropLast() { #expect(outcome.errors.contains(file), "\(outcome.errors)") }
            #expect(outcome.output.contains("good.csv: learnt 18 spam and 18 ham comments."))
            #expect(try await hamlet.run("datasets").lines == ["good.csv  18 spam, 18 ham"])
        }
    }

    @Test func `one file that cannot be read is a failure and changes nothing`() async throws {
        try await withHamlet { hamlet in
            try hamlet.write(SampleData.csv(), to: "set.csv")
            _ = try await hamlet.run("retrain", "set.csv")
            try FileManager.default.removeItem(at: hamlet.folder.appending(path: "set.csv"))
            let outcome = try await hamlet.run("retrain", "set.csv")
            #expect(outcome.code == 66)
            #expect(outcome.errors.contains("set.csv cannot be read: there is no such file"))
            #expect(try await hamlet.run("datasets").lines == ["set.csv  18 spam, 18 ham"])
        }
    }

    @Test func `a dataset takes the place of its earlier self, and can be removed`() async throws {
        try await withHamlet { hamlet in
            try hamlet.write(SampleData.csv(), to: "set.csv")
            _ = try await hamlet.run("retrain", "set.csv")
            let again = try await hamlet.run("retrain", "set.csv")
            #expect(again.output.contains("in place of 36 earlier ones"))
            #expect(again.output.contains("rests on 18 spam and 18 ham comments"))
            let removed = try await hamlet.run("datasets", "remove", "set.csv")
            #expect(removed.code == 0)
            #expect(removed.output.contains("unlearnt 36 comments"))
            #expect(try await hamlet.run("datasets", "list").output.isEmpty)
            let twice = try await hamlet.run("datasets", "remove", "set.csv")
            #expect(twice.code == 66)
            #expect(twice.errors.contains("No dataset is called “set.csv”"))
        }
    }

    @Test func `columns can be named`() async throws {
        try await withHamlet { hamlet in
            try hamlet.write("title,words,verdict\nx,cheap watches,spam\ny,a fine song,ham\n", to: "set.csv")
            let arguments = ["--text-column", "words", "--label-column", "3", "--name", "mine"]
            let outcome = try await hamlet.run(["retrain", "set.csv"] + arguments)
            #expect(outcome.output.contains("mine: learnt 1 spam and 1 ham comments."), "\(outcome.errors)")
            let wrong = try await hamlet.run("retrain", "set.csv", "--text-column", "nothing")
            #expect(wrong.code == 65)
            #expect(wrong.errors.contains("has no column “nothing”"))
        }
    }
}
