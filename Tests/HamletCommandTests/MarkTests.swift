import Testing

struct MarkTests {
    private func mark(_ hamlet: Hamlet, _ arguments: String...) async throws -> JSONValue {
        try JSONValue(try await hamlet.run(["mark"] + arguments + ["--json"]).output)
    }

    @Test func `a mark counts once, relabels, and is taken back`() async throws {
        try await withHamlet { hamlet in
            let first = try await mark(hamlet, "spam", "--content", "cheap watches")
            let id = first["id"]?.string ?? ""
            #expect(first["changed"] == .bool(true))
            #expect(try await mark(hamlet, "spam", "--content", "cheap watches")["changed"] == .bool(false))
            #expect(try await mark(hamlet, "spam", id)["changed"] == .bool(false))
            #expect(try await mark(hamlet, "ham", id)["previous"]?.string == "spam")
            let unmarked = try await hamlet.run("unmark", id)
            #expect(unmarked.code == 0)
            #expect(unmarked.output.contains("unmarked, was ham"))
            let statistics = try JSONValue(try await hamlet.run("stats", "--json").output)
            #expect(statistics["spam"] == .number(0))
            #expect(statistics["ham"] == .number(0))
            #expect(statistics["comments"] == .number(1))
            #expect(statistics["revision"] == .number(3))
            #expect(statistics["marks"]?["commandLine"] == .number(3))
        }
    }

    @Test func `a text may come from a file or standard input`() async throws {
        try await withHamlet { hamlet in
            try hamlet.write("cheap watches", to: "comment.txt")
            let fromFile = try await mark(hamlet, "spam", "--file", "comment.txt")
            let fromInput = try JSONValue(
                try await hamlet.run("mark", "spam", "-", "--json", input: "cheap watches").output
            )
            #expect(fromInput["id"] == fromFile["id"])
            #expect(fromInput["changed"] == .bool(false))
            #expect(try await hamlet.run("mark", "spam", "--file", "missing.txt").code == 66)
        }
    }

    @Test func `an unknown id is a failure and costs no other its mark`() async throws {
        try await withHamlet { hamlet in
            let known = try await mark(hamlet, "spam", "--content", "cheap watches")["id"]?.string ?? ""
            let outcome = try await hamlet.run("mark", "ham", "0123456789abcdefghjkmnpqrs", "nonsense", known)
            #expect(outcome.code == 66)
            #expect(outcome.output.hasPrefix("\(known)  ham, was spam"))
            #expect(outcome.errors.contains("No comment has the id 0123456789abcdefghjkmnpqrs."))
            #expect(outcome.errors.contains("“nonsense” is not the id of a comment."))
            #expect(try await hamlet.run("unmark", "nonsense").code == 66)
        }
    }

    @Test(arguments: [
        ["mark", "spam", "0123456789abcdefghjkmnpqrs"], ["unmark", "0123456789abcdefghjkmnpqrs"], ["stats"],
        ["suspects"], ["datasets"], ["datasets", "list"], ["datasets", "remove", "set"],
    ])
    func `without a database there is nothing to look up, and none is made`(arguments: [String]) async throws {
        try await withHamlet { hamlet in
            let outcome = try await hamlet.run(arguments)
            #expect(outcome.code == 66)
            #expect(outcome.errors == "hamlet: There is no database hamlet.sqlite; “hamlet serve” makes one.\n")
            #expect(!hamlet.has("hamlet.sqlite"))
        }
    }

    @Test(arguments: [
        ["mark", "bacon", "0123456789abcdefghjkmnpqrs"], ["mark", "spam"], ["mark"], ["unmark"],
        ["mark", "spam", "--content", "a", "--file", "b"], ["suspects", "--limit", "0"], ["suspects", "--limit=-1"],
        ["retrain", "a", "b", "--name", "c"], ["nonsense"], ["stats", "--nonsense"], ["serve", "--port", "many"],
    ])
    func `wrong usage is a failure of its own`(arguments: [String]) async throws {
        try await withHamlet { hamlet in
            let outcome = try await hamlet.run(arguments)
            #expect(outcome.code == 64)
            #expect(outcome.errors.hasPrefix("Error: "))
        }
    }

    @Test func `labels that contradict all others are listed`() async throws {
        try await withHamlet { hamlet in
            try hamlet.write(SampleData.csv(), to: "set.csv")
            _ = try await hamlet.run("retrain", "set.csv")
            let wrong = try await mark(hamlet, "ham", "--content", SampleData.spam[0] + " 7")
            _ = try await hamlet.run("retrain")
            let outcome = try await hamlet.run("suspects", "--json", "--limit", "1")
            #expect(try JSONValue(outcome.lines.first ?? "")["id"] == wrong["id"], "\(outcome.errors)")
        }
    }
}
