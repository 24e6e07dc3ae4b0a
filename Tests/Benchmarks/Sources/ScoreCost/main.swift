// What a verdict costs when the model has learnt more and more comments, each different from those that are judged.
//
//     swift run -c release --package-path Tests/Benchmarks ScoreCost [MOST]
//
// Learns up to 10,000,000 comments unless told otherwise, which takes some ten minutes, and stops at every power of ten from
// 10,000 on to judge 20,000 others. Figures are medians of single verdicts.

import BenchmarkTexts
import SpamClassifier

let judgedAtOnce = 20_000
let fewest = 10_000
let most = CommandLine.arguments.dropFirst().first.flatMap(Int.init) ?? 10_000_000

/// Comments of ten words of a language whose words are as frequent as one over their rank (Zipf, 1935).
struct Author {
    private var numbers: FixedNumbers
    private let words: [String]
    /// How often a word of this rank or a more frequent one is said.
    private let shares: [Double]

    init(seed: UInt64) {
        var letters = FixedNumbers(seed: 5)
        words = (0..<200_000).map { _ in BenchmarkTexts.word(using: &letters) }
        var sum = 0.0
        let sums = words.indices.map { rank in
            sum += 1 / Double(rank + 1)
            return sum
        }
        shares = sums.map { $0 / sum }
        numbers = FixedNumbers(seed: seed)
    }

    mutating func comment() -> Comment {
        Comment(content: (0..<10).map { _ in word() }.joined(separator: " "))
    }

    private mutating func word() -> String {
        let share = Double.random(in: 0..<1, using: &numbers)
        var (low, high) = (0, shares.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if shares[middle] > share { high = middle } else { low = middle + 1 }
        }
        return words[low]
    }
}

func median(_ count: Int, _ body: (Int) -> Void) -> Double {
    let clock = ContinuousClock()
    let times = (0..<count).map { number in
        let time = clock.measure { body(number) }
        return Double(time.components.attoseconds) * 1e-12
    }
    return times.sorted()[count / 2]
}

func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }

var model = BenchmarkTexts.model(comments: 2_000)
var commenters = Author(seed: 1)
var strangers = Author(seed: 2)
var (learnt, next, first) = (0, fewest, 0.0)
var sum = 0.0
print("| comments learnt | features | bytes each | score, µs | extract and score, µs | score, times the first |")
print("| --- | --- | --- | --- | --- | --- |")
while learnt < most {
    _ = model.learn(model.example(commenters.comment(), as: learnt.isMultiple(of: 2) ? .spam : .ham))
    learnt += 1
    guard learnt == next else { continue }
    next *= 10
    let comments = (0..<judgedAtOnce).map { _ in strangers.comment() }
    let features = comments.map { model.extractor.features(of: $0) }
    let score = median(judgedAtOnce) { sum += model.verdict(on: features[$0]).probability }
    let both = median(judgedAtOnce) { sum += model.verdict(on: comments[$0]).probability }
    if first == 0 { first = score }
    let bytes = Double(model.allocatedBytes) / Double(model.featureCount)
    print(
        "| \(learnt) | \(model.featureCount) | \(rounded(bytes)) | \(rounded(score)) | \(rounded(both)) | \(rounded(score / first)) |"
    )
}
guard sum > 0 else { fatalError("nothing was judged") }
