import SpamClassifier
import Testing
import Training

@Suite struct `TSV files` {
    @Test func `the SMS collection is read without a header and without quoting`() throws {
        let reading = try Reading("ham\tOk lar, \"joking\nspam\t\"Free entry\", win; now\nham\tU dun say\n")
        #expect(reading.format == .tsv)
        #expect(reading.pairs == ["ham: Ok lar, \"joking", "spam: \"Free entry\", win; now", "ham: U dun say"])
        #expect(reading.rows.map(\.line) == [1, 2, 3])
    }

    @Test func `a header is recognised`() throws {
        #expect(try Reading("Label\tSMS\nham\thello\nspam\tbuy\n").pairs == ["ham: hello", "spam: buy"])
    }

    @Test func `a tab in the text is a problem of its row`() throws {
        let reading = try Reading("ham\ta\nham\tb\tc\nspam\td\nham\te\n")
        #expect(reading.pairs == ["ham: a", "spam: d", "ham: e"])
        #expect(reading.problems == [CorpusProblem(line: 2, reason: .wrongNumberOfFields(found: 3, expected: 2))])
    }

    @Test func `a torn last line is no crash`() throws {
        #expect(try Reading("ham\ta\nspam\tb\nha").problems.count == 1)
    }
}
