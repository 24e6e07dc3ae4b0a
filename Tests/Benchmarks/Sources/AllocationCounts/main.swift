// How often an operation asks for memory, exactly; fails when one asks more often than it is known to.
//
//     swift run -c release --package-path Tests/Benchmarks AllocationCounts
//
// Scoring asks for a fixed number of arrays, whatever the number of features: compare "short" and "long".

import BenchmarkTexts
import CAllocations
import Glibc
import SpamClassifier

/// The most allocations of each operation on each text; a mark is learnt and taken back.
let bounds: [String: (extract: UInt, score: UInt, mark: UInt)] = [
    "short": (18, 3, 11), "median": (21, 10, 18), "long": (60, 10, 18), "CJK": (57, 10, 18),
    "obfuscated": (53, 10, 18), "HTML": (64, 10, 18),
]

let model = BenchmarkTexts.model(comments: 400)

/// Allocations of an operation that was done before: what is made once does not count.
func allocations(_ body: () -> Void) -> UInt {
    body()
    let before = allocation_count()
    body()
    return allocation_count() - before
}

var isExceeded = false
print("| text | features | extract | score | mark |")
print("| --- | --- | --- | --- | --- |")
for (name, comment) in BenchmarkTexts.all {
    let example = model.example(comment, as: .spam)
    var marked = model
    let extract = allocations { _ = model.extractor.features(of: comment) }
    let score = allocations { _ = model.verdict(on: example.features) }
    let mark = allocations { marked.unlearn(example, marked.learn(example)) }
    print("| \(name) | \(example.features.count) | \(extract) | \(score) | \(mark) |")
    guard let bound = bounds[name] else { fatalError("no bounds for \(name)") }
    if extract > bound.extract || score > bound.score || mark > bound.mark {
        isExceeded = true
        print("more than \(bound)")
    }
}
exit(isExceeded ? 1 : 0)
