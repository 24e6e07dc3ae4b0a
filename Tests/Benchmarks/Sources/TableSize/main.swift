// How much memory a feature takes, and what a large table costs: resident size, snapshot, mark and verdict. One size in one
// process, for what a process has let go of stays resident:
//
//     for millions in 1 5 20; do swift run -c release --package-path Tests/Benchmarks TableSize $millions; done

import BenchmarkTexts
import Glibc
import SpamClassifier

func residentBytes() throws -> Double {
    guard let file = fopen("/proc/self/statm", "r") else { return .nan }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    guard fgets(&line, Int32(line.count), file) != nil else { return .nan }
    let text = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    let fields = text.split(separator: " ")
    return (Double(fields[1]) ?? .nan) * Double(sysconf(Int32(_SC_PAGESIZE)))
}

func microseconds(_ body: () throws -> Void) rethrows -> Double {
    let clock = ContinuousClock()
    let time = try clock.measure(body)
    return Double(time.components.seconds) * 1e6 + Double(time.components.attoseconds) * 1e-12
}

func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

func rounded(_ value: Double, _ digits: Double = 10) -> Double { (value * digits).rounded() / digits }

let sizes = CommandLine.arguments.dropFirst().compactMap(Double.init)
print("| features | bytes each: table | resident | snapshot loaded in s | mark, µs | verdict, µs |")
print("| --- | --- | --- | --- | --- | --- |")
for millions in sizes.isEmpty ? [1, 5, 20] : sizes {
    let before = try residentBytes()
    var numbers = FixedNumbers(seed: 3)
    var model = Model(seed: 1)
    func comment() -> Comment {
        Comment(content: (0..<12).map { _ in BenchmarkTexts.word(using: &numbers) }.joined(separator: " "))
    }
    while Double(model.featureCount) < millions * 1e6 {
        for number in 0..<500 {
            _ = model.learn(model.example(comment(), as: number.isMultiple(of: 2) ? .spam : .ham))
        }
    }
    let features = Double(model.featureCount)
    let resident = (try residentBytes() - before) / features
    // A mark as a service learns it: another copy of the model is in force meanwhile.
    var published = model
    let examples = (0..<301).map { model.example(comment(), as: $0.isMultiple(of: 2) ? .spam : .ham) }
    let marks = examples.map { example in
        microseconds {
            _ = model.learn(example)
            published = model
        }
    }
    let verdicts = examples.map { example in microseconds { _ = published.verdict(on: example.features) } }
    let table = Double(model.allocatedBytes) / Double(model.featureCount)
    let bytes = model.snapshot()
    let loaded = try microseconds { published = try Model(snapshot: bytes) } / 1e6
    guard published.digest == model.digest else { fatalError("the snapshot is not the model") }
    print(
        "| \(Int(features)) | \(rounded(table)) | \(rounded(resident)) | \(rounded(loaded, 100)) "
            + "| \(rounded(median(marks))) | \(rounded(median(verdicts))) |"
    )
}
