import SpamClassifier
import Testing

@testable import SpamFilterService

struct TextTests {
    private func evidence(_ content: String) -> [Evidence] {
        var model = Model(seed: 1)
        for (comment, label) in SampleComments.starter { _ = model.learn(model.example(comment, as: label)) }
        return model.explanation(of: Comment(content: content)).evidence
    }

    @Test func `evidence is marked where it stands, whole words only, and the text stays the same`() {
        let text = "Casino casinos, see http://casino.example today; nothing else"
        let pieces = EvidenceHighlight(text, evidence: evidence(text)).pieces
        #expect(pieces.map(\.words).joined() == text)
        let marked = pieces.filter(\.isMarked)
        #expect(marked.contains { $0.words == "Casino" && $0.shade == "spam" && $0.hint.hasSuffix(" for spam") })
        #expect(!marked.contains { $0.words == "casino" && $0.hint.isEmpty })
        #expect(EvidenceHighlight("", evidence: evidence(text)).pieces.isEmpty)
    }

    @Test func `what hides and what only looks like something else is shown`() {
        let text = RevealedText("w\u{200B}in fr\u{0435}e \u{202E}evil привет \u{1D41C}ash\n\tπ")
        #expect(text.hiddenCount == 2)
        #expect(text.lookalikeCount == 2)
        let marked = text.pieces.filter(\.isMarked)
        #expect(marked.map(\.words) == ["U+200B", "\u{0435}", "U+202E", "\u{1D41C}"])
        #expect(
            marked.map(\.hint) == [
                "U+200B ZERO WIDTH SPACE", "U+0435 CYRILLIC SMALL LETTER IE", "U+202E RIGHT-TO-LEFT OVERRIDE",
                "U+1D41C MATHEMATICAL BOLD SMALL C",
            ]
        )
    }

    @Test(arguments: [
        (0.0, "0 %"), (0.0004, "under 0.1 %"), (0.05, "5 %"), (0.0531, "5.3 %"), (0.5, "50 %"), (0.123, "12 %"),
        (0.9416, "94.2 %"), (0.9999, "over 99.9 %"), (1, "100 %"),
    ])
    func `shares are said in percent, and never as certain when they are not`(share: Double, words: String) {
        #expect(PageNumber.percent(share) == words)
    }

    @Test func `numbers have commas, days are read, excerpts are counted`() {
        #expect(
            [0, 999, 1_000, 1_234_567, -1_234].map(PageNumber.grouped) == ["0", "999", "1,000", "1,234,567", "−1,234"]
        )
        #expect(SignedNumber(1.005).description.hasPrefix("+1.0"))
        #expect(SignedNumber(-0.001).description == "+0.00")
        #expect(SignedNumber(-2.5).description == "−2.50")
        #expect(Moment.day("2026-03-01") == 1_772_323_200_000)
        for text in ["", "2026-3-1", "2026-02-30x", "today", "2026-13-01"] {
            #expect(Moment.day(text) == nil, "\(text)")
        }
        #expect(Moment(1_772_323_200_000).words == "2026-03-01 00:00 UTC")
        let excerpt = Excerpt("abcde", scalars: 3)
        #expect(excerpt.text == "abc" && excerpt.missing == 2)
        #expect(Excerpt("abc", scalars: 3).missing == 0)
        #expect(Excerpt("a\nb\nc", scalars: 9, lines: 2).text == "a\nb")
        #expect(Excerpt("a\nb", scalars: 9, lines: 2).missing == 0)
    }

    @Test func `the bars of the evidence add up to the log odds`() {
        var model = Model(seed: 1)
        for (comment, label) in SampleComments.starter { _ = model.learn(model.example(comment, as: label)) }
        let text = SampleComments.starter.map(\.comment.content).joined(separator: " ")
        let explanation = model.explanation(of: Comment(content: text))
        let chart = EvidenceChart(explanation)
        func number(_ row: EvidenceChart.Row) -> Double { Double(row.weight.replacing("−", with: "-")) ?? .nan }
        let sum = chart.rows.reduce(0) { $0 + number($1) }
        #expect(abs(sum - explanation.verdict.logOdds) < 0.005 * Double(chart.rows.count) + 0.005)
        #expect(abs(number(chart.sum) - explanation.verdict.logOdds) <= 0.005)
        for row in chart.rows + [chart.sum] {
            #expect(row.side == "spam" ? row.start == 100 : abs(row.start + row.length - 100) < 0.02)
            #expect((0...98).contains(row.length))
        }
    }
}
