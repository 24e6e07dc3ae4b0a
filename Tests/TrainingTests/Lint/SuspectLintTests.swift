import SpamClassifier
import Testing
import Training

@Suite struct `Suspects in a dataset` {
    private static let words: [Label: [String]] = [
        .ham: ["river", "garden", "recipe", "letter", "winter", "bridge", "coffee", "orchard", "kitchen", "summer"],
        .spam: ["casino", "jackpot", "bonus", "pills", "loan", "betting", "cheap", "discount", "crypto", "profit"],
    ]

    /// Comments whose words tell their label, but for one whose label is turned.
    private func set(turned: Int) -> LintFixture {
        var set = LintFixture()
        var course = FixedCourse(1)
        for index in 0..<120 {
            let label: Label = index.isMultiple(of: 2) ? .ham : .spam
            let text = (0..<12).map { _ in Self.words[label]?.randomElement(using: &course) ?? "" }
            set.add(index == turned ? label.opposite : label, text.joined(separator: " "))
        }
        return set
    }

    private func suspects(_ set: LintFixture, limit: Int) -> [LintFinding] {
        var options = DatasetLint.Options()
        options.suspects = limit
        return DatasetLint(LintInput(rows: set.rows), options: options).findings.filter { finding in
            if case .suspect = finding.fact { true } else { false }
        }
    }

    @Test func `a comment with the wrong label is suspected first`() {
        let found = suspects(set(turned: 40), limit: 3)
        #expect(found.first?.rows.map(\.line) == [41])
        #expect(found.first?.severity == .note)
        #expect(found.count <= 3)
        guard case .suspect(let probability)? = found.first?.fact else { return }
        #expect(probability < 0.5)
    }

    @Test func `the same rows give the same findings, and none is looked for with a limit of 0`() {
        let rows = set(turned: 7)
        #expect(suspects(rows, limit: 10) == suspects(rows, limit: 10))
        #expect(!suspects(rows, limit: 10).isEmpty)
        #expect(suspects(rows, limit: 0).isEmpty)
    }
}
