import SpamClassifier
import Testing
import Training

@Suite struct `Files to lint` {
    private func input(_ files: [(name: String, text: String)]) throws -> LintInput {
        var input = LintInput()
        for (name, text) in files {
            let file = try TemporaryFile(Array(text.utf8), named: name)
            try input.read(file.path)
        }
        return input
    }

    @Test func `several files of several formats are one set, each row with its file and line`() throws {
        let input = try input([
            ("a.jsonl", #"{"content": "hello there", "label": "ham", "id": "x"}"# + "\n"),
            ("b.csv", "content,label\nbuy now,spam\nsee you,ham\n"),
            ("c.tsv", "spam\tfree money\nham\tgood morning\n"),
        ])
        #expect(
            input.rows.map { $0.file.split(separator: "/").last } == ["a.jsonl", "b.csv", "b.csv", "c.tsv", "c.tsv"]
        )
        #expect(input.rows.map(\.line) == [1, 2, 3, 1, 2])
        #expect(input.rows.map(\.label) == [.ham, .spam, .ham, .spam, .ham])
        #expect(input.rows[0].id == "x")
        #expect(input.rows[0].keys == ["content", "label", "id"])
        #expect(input.rows[1].keys == nil)
    }

    @Test func `category and keys are those of the row's own line, also behind blank and bad lines and a mark`() throws
    {
        let text =
            "\u{FEFF}" + #"{"content": "one", "label": "ham", "category": "thanks"}"# + "\n\n{ broken\n"
            + #"{"comment": {"content": "two"}, "label": "spam", "category": "campaign"}"# + "\n"
            + #"{"content": "three", "label": "spam"}"#
        let input = try input([("a.jsonl", text)])
        #expect(input.rows.map(\.line) == [1, 4, 5])
        #expect(input.rows.map(\.category) == ["thanks", "campaign", nil])
        #expect(input.rows.map(\.isCampaign) == [false, true, false])
        #expect(input.rows[1].keys == ["content", "label", "category"])
        #expect(input.problems.map(\.problem) == [CorpusProblem(line: 3, reason: .invalidJSON)])
    }

    @Test func `a row that cannot be used is an error with its file and line`() throws {
        let text = #"{"content": "one", "label": "ham"}"# + "\n" + #"{"content": "two", "label": "meat"}"# + "\n"
        let input = try input([("a.jsonl", text)])
        let problem = LintInput.Problem(
            file: input.rows[0].file,
            problem: CorpusProblem(line: 2, reason: .unknownLabel("meat"))
        )
        let lint = DatasetLint(input)
        #expect(lint.findings.first?.fact == .unusable(problem))
        #expect(lint.findings.first?.severity == .error)
        #expect(lint.rowCount == 1)
    }

    @Test func `a file that is not there is refused`() {
        #expect(throws: CorpusError.unreadable(path: "/missing/x.jsonl", .missing)) {
            var input = LintInput()
            try input.read("/missing/x.jsonl")
        }
    }
}
