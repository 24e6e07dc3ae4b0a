import Testing

struct HelpTests {
    @Test(arguments: HelpScreens.all.keys.sorted())
    func `the help screen is the expected one`(command: String) async throws {
        try await withHamlet { hamlet in
            let outcome = try await hamlet.run(command.split(separator: " ").map(String.init) + ["--help"])
            #expect(outcome.code == 0)
            #expect(outcome.output.trimmingSuffix(while: \.isNewline) == HelpScreens.all[command] ?? "")
        }
    }

    @Test func `every command has an expected help screen`() async throws {
        try await withHamlet { hamlet in
            let lines = try await hamlet.run("--help").lines.drop { $0 != "SUBCOMMANDS:" }.dropFirst()
            let commands = lines.compactMap { line in
                line.hasPrefix("  ") && !line.hasPrefix("   ") ? line.split(separator: " ").first.map(String.init) : nil
            }
            #expect(Set(commands).subtracting(HelpScreens.all.keys) == ["See"])
        }
    }

    @Test func `without a command the help is shown`() async throws {
        try await withHamlet { hamlet in
            let outcome = try await hamlet.run()
            #expect(outcome.code == 0)
            #expect(outcome.output == (try await hamlet.run("--help").output))
        }
    }
}

extension String {
    fileprivate func trimmingSuffix(while isTrimmed: (Character) -> Bool) -> String {
        var text = self[...]
        while let last = text.last, isTrimmed(last) { text.removeLast() }
        return String(text)
    }
}
