import Foundation
import SpamClassifier
import Testing
import Training

@Suite struct `Reports as text and JSON` {
    @Test func `columns stand under each other`() throws {
        let text = try sampleReport().text
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let start = try #require(lines.firstIndex { $0.hasPrefix("Measure ") })
        let table = lines[start...].prefix { !$0.isEmpty }
        #expect(table.count == Measure.allCases.count + 2)
        let width = table.map(\.count).max()
        #expect(table.allSatisfy { $0.count == width || $0.hasSuffix("–") })
        #expect(lines.allSatisfy { !$0.hasSuffix(" ") })
    }

    @Test func `the text says what was measured`() throws {
        let report = try EvaluationReport(title: "Dozen", scored: dozen, bootstrap: Bootstrap(replicates: 10))
        #expect(report.text.hasPrefix("Dozen\n=====\n12 comments: 6 spam, 6 ham\n"))
        let rows = report.text.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
        #expect(rows.contains { $0.hasPrefix("Accuracy 75.0 % ") })
        #expect(rows.contains("Measure Value 95 % interval"))
        #expect(rows.contains("At 0.5000 called spam called ham"))
        #expect(rows.contains("is spam 5 1"))
        #expect(rows.contains("is ham 2 4"))
    }

    @Test func `misses are listed with their evidence`() throws {
        let text = try sampleReport().text
        #expect(text.contains("    -1.50  words: <script>alert('x')</script>  (2 spam, 30 ham)\n"))
        #expect(text.contains("    +0.25  shape: short\n"))
    }

    @Test func `texts from outside cannot steer the terminal`() throws {
        let text = try sampleReport(title: "Title \u{1B}]0;x\u{7}\u{202E}").text
        #expect(text.hasPrefix("Title \u{FFFD}]0;x\u{FFFD}\u{FFFD}\n"))
        #expect(!text.contains("\u{1B}"))
    }

    @Test func `the same report gives the same bytes`() throws {
        let one = try sampleReport()
        let other = try sampleReport()
        #expect(one.text == other.text)
        #expect(one.json == other.json)
        #expect(one.html == other.html)
    }

    @Test func `the JSON object holds the numbers`() throws {
        let report = try sampleReport()
        let value = try JSONSerialization.jsonObject(with: Data(report.json.utf8))
        let object = try #require(value as? [String: Any])
        #expect(object["title"] as? String == "Held-out comments")
        let measures = try #require(object["measures"] as? [[String: Any]])
        let accuracy = try #require(measures.first { $0["measure"] as? String == "accuracy" })
        #expect(accuracy["value"] as? Double == report.measures.confusion.accuracy)
        #expect(accuracy["lower"] as? Double == report.intervals[.accuracy]?.lower)
        let matrix = try #require(object["confusion"] as? [String: Any])
        #expect(matrix["true_positives"] as? Int == report.measures.confusion.truePositives)
        #expect((object["learning_curve"] as? [[String: Any]])?.count == 3)
        #expect((object["misses"] as? [[String: Any]])?.count == 3)
        let keys = report.json.split(separator: "\n").filter { $0.hasPrefix("  \"") }
            .map { $0.prefix { $0 != ":" } }
        #expect(keys.count == object.count)
        #expect(keys == keys.sorted())
    }

    @Test func `languages make a table if there are several`() throws {
        let report = try sampleReport()
        #expect(report.breakdowns.map(\.title) == ["By language"])
        #expect(report.breakdowns.first?.rows.map(\.name) == ["en", "de"])
        let sum = report.breakdowns.first?.rows.reduce(0) { $0 + $1.measures.count }
        #expect(sum == report.measures.count)
        #expect(try EvaluationReport(title: "", scored: dozen).breakdowns.isEmpty)
    }

    @Test func `the worst miss comes first and right verdicts are none`() {
        let worst = Miss.worst(9, of: scored(spam: [0.4, 0.1, 0.9], ham: [0.2, 0.95, 0.5]))
        #expect(worst.map(\.id) == ["h1", "s1", "s0", "h2"])
        #expect(Miss.worst(1, of: dozen).count == 1)
    }

    @Test func `an excerpt is one line of bounded length`() {
        let comment = ScoredComment(id: "1", label: .ham, probability: 1)
        #expect(Miss(comment: comment, text: " a\n\n b ").excerpt == "a b")
        let long = Miss(comment: comment, text: String(repeating: "word ", count: 10_000)).excerpt
        #expect(long.count == Miss.excerptLength + 1)
        #expect(long.hasSuffix("…"))
    }
}
