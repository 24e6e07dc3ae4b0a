import SpamClassifier
import Testing
import Training

@Suite struct `Copies in a dataset` {
    private static let text =
        "The bridge over the river was closed for the whole of last winter, and nobody was told why."

    @Test func `a text that differs in case and white space only is an exact duplicate`() {
        var set = LintFixture()
        set.add(.ham, "Thank  you")
        set.add(.ham, "thank you ")
        set.add(.ham, "thank you!")
        #expect(set.lint().lines(.exactDuplicates) == [[1, 2]])
        #expect(set.lint().count(.error) == 2)
    }

    @Test func `one text under both labels is a conflict and no mere duplicate`() {
        var set = LintFixture()
        set.add(.ham, "Nice post")
        set.add(.spam, "nice post")
        let lint = set.lint(nearDuplicateLimit: 1)
        #expect(lint.lines(.labelConflict(isExact: true)) == [[1, 2]])
        #expect(lint.lines(.exactDuplicates).isEmpty)
        #expect(lint.count(.error) == 1)
    }

    @Test func `almost one text under both labels is a conflict`() {
        var set = LintFixture()
        set.add(.ham, Self.text)
        set.add(.spam, Self.text + " Now")
        set.add(.spam)
        let lint = set.lint(nearDuplicateLimit: 1)
        #expect(lint.lines(.labelConflict(isExact: false)) == [[1, 2]])
        #expect(lint.lines(.nearDuplicates).isEmpty)
        #expect(lint.count(.error) == 1)
    }

    @Test func `rows of a group that are far from the other label are not in conflict`() {
        // A chain of steps of one letter: its ends have 16 of 26 grams in common, less than the bound.
        let end = "abcdefghijklmnopqrst"
        let chain = ["", "u", "uv", "uvw", "uvwx", "uvwxy", "uvwxyz", "uvwxyz1", "uvwxyz12", "uvwxyz123"].map {
            end + $0
        }
        var set = LintFixture()
        for text in chain.dropLast() { set.add(.ham, text) }
        set.add(.spam, chain[chain.count - 1])
        let lint = set.lint(nearDuplicateLimit: 1)
        let contested = lint.lines(.labelConflict(isExact: false))
        #expect(contested.count == 1)
        #expect(contested.first?.contains(1) == false)
        #expect(contested.first?.contains(10) == true)
        #expect(lint.lines(.nearDuplicates) == [Array(1...10)])
    }

    @Test func `near-duplicates are listed as a note, and an error beyond the limit`() {
        var set = LintFixture()
        set.add(.ham, Self.text)
        set.add(.ham, Self.text + " Now")
        set.add(.spam)
        set.add(.spam)
        #expect(set.lint(nearDuplicateLimit: 0.25).lines(.nearDuplicates) == [[1, 2]])
        #expect(set.lint(nearDuplicateLimit: 0.25).count(.error) == 0)
        #expect(set.lint(nearDuplicateLimit: 0.25).nearDuplicateShare == 0.25)
        #expect(set.lint(nearDuplicateLimit: 0.24).findings.first?.fact == .nearDuplicateShare(0.25, limit: 0.24))
        #expect(set.lint(nearDuplicateLimit: 0.24).count(.error) == 1)
    }

    @Test func `variants in a campaign are exempt, their exact copies and conflicts are not`() {
        var set = LintFixture()
        set.add(.spam, Self.text, category: "campaign")
        set.add(.spam, Self.text + " Now", category: "campaign")
        set.add(.ham)
        #expect(set.lint(nearDuplicateLimit: 0).nearDuplicateShare == 0)
        #expect(set.lint(nearDuplicateLimit: 0).findings.filter { $0.severity != .warning }.isEmpty)
        set.add(.spam, Self.text, category: "campaign")
        #expect(set.lint().lines(.exactDuplicates) == [[1, 4]])
        set.add(.ham, Self.text + " now", category: "campaign")
        #expect(set.lint().lines(.labelConflict(isExact: true)) == [[2, 5]])
    }
}
