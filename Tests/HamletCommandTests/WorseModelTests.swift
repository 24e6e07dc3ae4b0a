import Testing

/// What `hamlet retrain` does with labels that make the model judge worse.
struct WorseModelTests {
    /// A table of the texts of ``SampleData``, each with the label that it ought not to have.
    private func flipped(copies: Int) -> String {
        let rows = (0..<copies).flatMap { copy in
            SampleData.texts.enumerated().map {
                "\($0.element) again \(copy),\($0.offset < SampleData.spam.count ? 0 : 1)"
            }
        }
        return (["CONTENT,CLASS"] + rows).joined(separator: "\n") + "\n"
    }

    private func probability(_ hamlet: Hamlet) async throws -> Double {
        let verdict = try JSONValue(try await hamlet.run("check", "--json", SampleData.spam[0]).output)
        return try #require(verdict["probability"]?.number)
    }

    @Test func `a worse model is refused with the comparison, and put in force when that is forced`() async throws {
        try await withHamlet { hamlet in
            try hamlet.write(SampleData.csv(copies: 10), to: "right.csv")
            try hamlet.write(flipped(copies: 40), to: "wrong.csv")
            #expect(try await hamlet.run("retrain", "right.csv").code == 0)
            let before = try await probability(hamlet)
            let refused = try await hamlet.run("retrain", "wrong.csv")
            #expect(refused.code == 65)
            #expect(refused.errors.contains("  120 labels, each held back in turn\n"), "\(refused.errors)")
            let losses = try #require(refused.errors.firstMatch(of: /log loss +([0-9.]+) +([0-9.]+)\n/))
            #expect(try #require(Double(losses.2)) > #require(Double(losses.1)) + 0.05)
            #expect(refused.errors.contains("With wrong.csv the model would judge worse; nothing was changed."))
            #expect(refused.errors.contains("--force"))
            #expect(!refused.output.contains("wrong.csv"))
            #expect(refused.output.contains("rests on 60 spam and 60 ham comments"))
            #expect(try await hamlet.run("datasets").lines == ["right.csv  60 spam, 60 ham"])
            #expect(try await probability(hamlet).bitPattern == before.bitPattern)

            let forced = try await hamlet.run("retrain", "wrong.csv", "--force")
            #expect(forced.code == 0, "\(forced.errors)")
            #expect(forced.lines.first == "wrong.csv: learnt 240 spam and 240 ham comments.")
            #expect(forced.output.contains("  120 labels, each held back in turn\n"))
            #expect(try await hamlet.run("datasets").lines.count == 2)
            #expect(try await probability(hamlet) < before)
        }
    }

    @Test func `with fewer than 20 known labels of a class nothing is called worse`() async throws {
        try await withHamlet { hamlet in
            try hamlet.write(SampleData.csv(copies: 3), to: "right.csv")
            try hamlet.write(flipped(copies: 40), to: "wrong.csv")
            #expect(try await hamlet.run("retrain", "right.csv").code == 0)
            let outcome = try await hamlet.run("retrain", "wrong.csv")
            #expect(outcome.code == 0, "\(outcome.errors)")
            #expect(outcome.lines.first == "wrong.csv: learnt 240 spam and 240 ham comments.")
        }
    }

    @Test func `the help says from when on a model counts as worse`() async throws {
        try await withHamlet { hamlet in
            let help = try await hamlet.run("retrain", "--help").output.replacing("\n", with: " ")
            for part in ["fewer than 20 labels", "0.05 nats", "two standard errors", "the exit code is 65"] {
                #expect(help.contains(part), "\(part)")
            }
        }
    }
}
