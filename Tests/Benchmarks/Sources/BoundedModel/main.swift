// What a bound on the number of features costs in accuracy: four fifths of a file are learnt, the last fifth is judged.
//
//     swift run -c release --package-path Tests/Benchmarks BoundedModel FILE.jsonl
//
// Each line of the file is an object with "content" and "label".

import Foundation
import SpamClassifier

struct Row: Decodable {
    let content: String
    let label: String
}

guard let path = CommandLine.arguments.dropFirst().first else { fatalError("usage: BoundedModel FILE.jsonl") }
let decoder = JSONDecoder()
let blank = Model(seed: 1)
let examples = try Data(contentsOf: URL(fileURLWithPath: path)).split(separator: 10).map { line in
    let row = try decoder.decode(Row.self, from: Data(line))
    return blank.example(Comment(content: row.content), as: row.label == "spam" ? .spam : .ham)
}
let learnt = examples.enumerated().filter { $0.offset % 5 != 4 }.map(\.element)
let judged = examples.enumerated().filter { $0.offset % 5 == 4 }.map(\.element)

print("| features kept | of all | accuracy | (1-ROCA)% |")
print("| --- | --- | --- | --- |")
var all = 0
for part in [1, 0.5, 0.3, 0.2, 0.1, 0.05] {
    var model = blank
    if all > 0 { model.maxFeatures = Int(Double(all) * part) }
    _ = model.refit(on: learnt)
    all = max(all, model.featureCount)
    let scored = judged.map { (probability: model.verdict(on: $0.features).probability, label: $0.label) }
    let right = scored.count { ($0.probability > 0.5) == ($0.label == .spam) }
    // The rank sum of Mann and Whitney; ties count half.
    let ham = scored.filter { $0.label == .ham }.map(\.probability).sorted()
    var wrong = 0.0
    for spam in scored where spam.label == .spam {
        let (below, through) = (place(of: spam.probability, orEqual: false), place(of: spam.probability, orEqual: true))
        wrong += Double(ham.count - through) + Double(through - below) / 2
    }
    func place(of probability: Double, orEqual: Bool) -> Int {
        var (low, high) = (0, ham.count)
        while low < high {
            let middle = (low + high) / 2
            if ham[middle] < probability || (orEqual && ham[middle] == probability) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }
    let area = 100 * wrong / Double(ham.count) / Double(scored.count - ham.count)
    let accuracy = 100 * Double(right) / Double(scored.count)
    print("| \(model.featureCount) | \(Int(part * 100)) % | \(rounded(accuracy, 100)) % | \(rounded(area, 1000)) |")
}

func rounded(_ value: Double, _ digits: Double) -> Double { (value * digits).rounded() / digits }
