// What the operations of the classifier take on comments of several kinds, in nanoseconds of one thread.
//
//     swift run -c release --package-path Tests/Benchmarks Operations
//
// Each figure is the fastest of many turns in which all operations take part: what else the machine does can only add to it.

import BenchmarkTexts
import SpamClassifier

/// How often all operations have their turn, and how often each is repeated in one.
let turns = 200
let repetitions = 50

let model = BenchmarkTexts.model(comments: 20_000)
let snapshot = model.snapshot()

func nanoseconds(_ count: Int, _ body: () -> Void) -> Double {
    let time = ContinuousClock().measure { for _ in 0..<count { body() } }
    return (Double(time.components.seconds) * 1e9 + Double(time.components.attoseconds) * 1e-9) / Double(count)
}

/// The operations on one comment; what they find out is added up, so that nothing is left out for being useless.
struct Trial {
    let comment: Comment
    let example: Example
    var learnt: Model
    var sum = 0.0
    var fastest = Array(repeating: Double.infinity, count: names.count)

    static let names = ["extract", "score", "both", "explain", "learn and unlearn", "learn and publish"]

    init(_ comment: Comment) {
        self.comment = comment
        example = model.example(comment, as: .spam)
        learnt = model
    }

    mutating func turn() {
        time(0) { $0.sum += Double(model.extractor.features(of: $0.comment).count) }
        time(1) { $0.sum += model.verdict(on: $0.example.features).probability }
        time(2) { $0.sum += model.verdict(on: $0.comment).probability }
        time(3) { $0.sum += Double(model.explanation(of: $0.comment).evidence.count) }
        time(4) { $0.learnt.unlearn($0.example, $0.learnt.learn($0.example)) }
        // While somebody else reads the model, learning copies what it changes.
        var inForce = learnt
        time(5) {
            _ = $0.learnt.learn($0.example)
            inForce = $0.learnt
        }
        sum += Double(inForce.featureCount)
        learnt = model
    }

    private mutating func time(_ operation: Int, _ body: (inout Trial) -> Void) {
        fastest[operation] = min(fastest[operation], nanoseconds(repetitions) { body(&self) })
    }
}

var trials = BenchmarkTexts.all.map { ($0.name, Trial($0.comment)) }
for _ in 0..<turns {
    for index in trials.indices { trials[index].1.turn() }
}

print("| text | features | \(Trial.names.joined(separator: " | ")) |")
print("| --- | --- | \(Trial.names.map { _ in "---" }.joined(separator: " | ")) |")
for (name, trial) in trials {
    let figures = trial.fastest.map { "\(Int($0))" }.joined(separator: " | ")
    print("| \(name) | \(trial.example.features.count) | \(figures) |")
}

var restored = 0
let load = (0..<5).map { _ in
    nanoseconds(1) { restored += (try? Model(snapshot: snapshot))?.featureCount ?? 0 }
}
print(
    "\nA snapshot of \(model.featureCount) features, written: \(Int(nanoseconds(1) { _ = model.snapshot() } / 1000)) µs; ",
    terminator: ""
)
print("loaded: \(Int((load.min() ?? 0) / 1000)) µs.")
guard restored == 5 * model.featureCount else { fatalError("the snapshot is not the model") }
