import SpamClassifier
import Testing
import Training

@Suite struct `Balance of a dataset` {
    private func set(_ counts: [(language: String?, ham: Int, spam: Int)]) -> LintFixture {
        var set = LintFixture()
        for (language, ham, spam) in counts {
            for _ in 0..<ham { set.add(.ham) { $0.language = language } }
            for _ in 0..<spam { set.add(.spam) { $0.language = language } }
        }
        return set
    }

    @Test func `regions of a language count together, and the unnamed come first`() {
        let lint = set([("pt-BR", 1, 0), ("PT", 0, 2), ("de", 1, 1), (nil, 3, 0)]).lint()
        #expect(
            lint.balances == [
                LanguageBalance(language: nil, ham: 3, spam: 0), LanguageBalance(language: "de", ham: 1, spam: 1),
                LanguageBalance(language: "pt", ham: 1, spam: 2),
            ]
        )
    }

    @Test func `a language with fewer than a quarter of a label is a warning, a quarter is enough`() {
        let lint = set([("de", 3, 1), ("fr", 4, 1), ("it", 0, 2), (nil, 9, 1)]).lint()
        let facts = lint.findings.map(\.fact)
        #expect(
            facts == [
                .labelRare(.spam, LanguageBalance(language: "fr", ham: 4, spam: 1)),
                .labelRare(.ham, LanguageBalance(language: "it", ham: 0, spam: 2)),
            ]
        )
        #expect(lint.findings.map(\.rowCount) == [1, 0])
        #expect(lint.findings.allSatisfy { $0.severity == .warning })
    }

    @Test func `a set of one label says so once`() {
        #expect(set([("de", 3, 0), ("fr", 2, 0)]).lint().findings.map(\.fact) == [.labelAbsent(.spam)])
        #expect(LintFixture().lint().findings.isEmpty)
    }

    @Test func `keys that other rows have are a note`() {
        var set = LintFixture()
        set.add(.ham, keys: ["content", "label", "date"])
        set.add(.spam, keys: ["content", "label"])
        set.add(.spam)
        let lint = set.lint()
        #expect(lint.findings.map(\.fact) == [.keyMissing("date", presentIn: 1)])
        #expect(lint.findings.map { $0.rows.map(\.line) } == [[2]])
        #expect(lint.findings.map(\.severity) == [.note])
    }
}
