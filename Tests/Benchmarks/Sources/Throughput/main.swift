// How many comments a second one thread extracts, scores, learns and refits; for comparison with peers/peers.py.
//
//     swift run -c release --package-path Tests/Benchmarks Throughput FILE.jsonl
//
// Each line of the file is an object with "content" and "label". Prints one JSON object.

import Foundation
import SpamClassifier

struct Row: Decodable {
    let content: String
    let label: String
}

func perSecond(_ count: Int, _ body: () -> Void) -> Int {
    let time = ContinuousClock().measure(body)
    return Int(Double(count) / (Double(time.components.seconds) + Double(time.components.attoseconds) * 1e-18))
}

guard let path = CommandLine.arguments.dropFirst().first else { fatalError("usage: Throughput FILE.jsonl") }
let decoder = JSONDecoder()
let rows = try Data(contentsOf: URL(fileURLWithPath: path)).split(separator: 10).map { line in
    let row = try decoder.decode(Row.self, from: Data(line))
    return (comment: Comment(content: row.content), label: row.label == "spam" ? Label.spam : .ham)
}

var figures: [String: Int] = ["comments": rows.count]
var learnt = Model(seed: 1)
figures["learn"] = perSecond(rows.count) {
    for row in rows { _ = learnt.learn(learnt.example(row.comment, as: row.label)) }
}
var model = Model(seed: 1)
var examples: [Example] = []
figures["extract"] = perSecond(rows.count) { examples = rows.map { model.example($0.comment, as: $0.label) } }
figures["count"] = perSecond(rows.count) {
    var counted = Model(seed: 1)
    for example in examples { _ = counted.learn(example) }
}
figures["refit"] = perSecond(rows.count) { _ = model.refit(on: examples) }
let processors = ProcessInfo.processInfo.activeProcessorCount
figures["refitOnAllProcessors"] = perSecond(rows.count) { _ = model.refit(on: examples, threads: processors) }
var spam = 0
figures["score"] = perSecond(rows.count) {
    for row in rows where model.verdict(on: row.comment).probability > 0.5 { spam += 1 }
}
figures["scoreExtracted"] = perSecond(rows.count) {
    for example in examples where model.verdict(on: example.features).probability > 0.5 { spam += 1 }
}
figures["spam"] = spam / 2
figures["features"] = model.featureCount
figures["bytesPerFeature"] = model.allocatedBytes / model.featureCount

let encoder = JSONEncoder()
encoder.outputFormatting = .sortedKeys
print(String(decoding: try encoder.encode(figures), as: UTF8.self))
