import Foundation
import Testing

@testable import SpamClassifier

/// Compares the tokenizer with the reference recipe, where that lies beside the package; it is not part of it.
@Suite(
    .enabled(
        if: Reference.isAvailable,
        "needs ../shared/reference/recipe.py, its datasets, and Python with regex and confusable_homoglyphs"
    )
)
struct OracleTests {
    @Test(arguments: ["youtube_uci", "sms_uci", "youtube_judol_id"])
    func `features are those of the reference recipe`(corpus: String) throws {
        let lines = try Reference.comments(of: corpus, most: 1500)
        let expected = try Reference.features(of: lines)
        try #require(lines.count > 500 && expected.count == lines.count)
        var differing: [String] = []
        for (line, features) in zip(lines, expected) {
            let content = try JSONDecoder().decode(Reference.Line.self, from: Data(line.utf8)).content
            if let difference = features.difference(from: Reference.Features(content)) {
                differing.append("\(difference) in: \(content.prefix(160))")
            }
        }
        let share = Double(differing.count) / Double(lines.count)
        #expect(share <= 0.02, "\(differing.count) of \(lines.count): \(differing.prefix(30).joined(separator: "\n"))")
    }
}

extension OracleTests {
    /// The scores may differ, because the fitted layer does; they must agree in what they say.
    ///
    /// The recipe follows a Kalman filter in an order of its own, the classifier a fit to leave-one-out inputs, with passages
    /// and residuals.
    @Test(arguments: ["youtube_uci", "sms_uci"])
    func `scores are nearly those of the reference recipe`(corpus: String) throws {
        let lines = try Reference.comments(of: corpus, most: 800)
        let expected = try Reference.scores(of: lines)
        let rows = try lines.map { try JSONDecoder().decode(Reference.Line.self, from: Data($0.utf8)) }
        var model = Model(seed: 1)
        var examples: [Example] = []
        for position in stride(from: 0, to: rows.count, by: 2) {
            let label = try #require(Label(name: rows[position].label ?? ""))
            examples.append(model.example(Comment(content: rows[position].content), as: label))
        }
        _ = model.refit(on: examples)
        let found = stride(from: 1, to: rows.count, by: 2).map { position in
            model.verdict(on: Comment(content: rows[position].content)).probability
        }
        try #require(found.count == expected.count && found.count > 300)
        let agreeing = zip(found, expected).count { ($0 >= 0.5) == ($1 >= 0.5) }
        #expect(Double(agreeing) / Double(found.count) >= 0.95)
        #expect(rankCorrelation(found, expected) >= 0.9)
    }

    /// Spearman's rank correlation; equal numbers do not occur often enough to matter.
    private func rankCorrelation(_ first: [Double], _ second: [Double]) -> Double {
        func ranks(_ numbers: [Double]) -> [Double] {
            var ranks = [Double](repeating: 0, count: numbers.count)
            for (rank, index) in numbers.indices.sorted(by: { numbers[$0] < numbers[$1] }).enumerated() {
                ranks[index] = Double(rank)
            }
            return ranks
        }
        let squares = zip(ranks(first), ranks(second)).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
        let count = Double(first.count)
        return 1 - 6 * squares / (count * (count * count - 1))
    }
}

/// The reference recipe and its datasets.
private enum Reference {
    struct Line: Decodable {
        let content: String
        let label: String?
    }

    /// The features of one comment by their names.
    struct Features: Decodable {
        let word: Set<String>
        let pair: Set<String>
        let characters: Set<String>
        let shape: Set<String>
    }

    private static let folder = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()

    private static let shared = folder.appending(path: "../../../../shared").standardizedFileURL

    static let isAvailable =
        FileManager.default.fileExists(atPath: shared.appending(path: "reference/recipe.py").path)
        && (try? python(["-c", "import regex, confusable_homoglyphs"], input: Data())) != nil

    static func comments(of corpus: String, most: Int) throws -> [String] {
        let file = shared.appending(path: "datasets/\(corpus)/normalized.jsonl")
        let text = try String(contentsOf: file, encoding: .utf8)
        return text.split(separator: "\n").prefix(most).map(String.init)
    }

    static func features(of lines: [String]) throws -> [Features] {
        let script = folder.appending(path: "recipe_features.py").path
        let arguments = [script, shared.appending(path: "reference").path]
        let output = try python(arguments, input: Data((lines.joined(separator: "\n") + "\n").utf8))
        return try output.split(separator: UInt8(ascii: "\n")).map { try JSONDecoder().decode(Features.self, from: $0) }
    }

    static func scores(of lines: [String]) throws -> [Double] {
        let script = folder.appending(path: "recipe_scores.py").path
        let arguments = [script, shared.appending(path: "reference").path]
        let output = try python(arguments, input: Data((lines.joined(separator: "\n") + "\n").utf8))
        return try String(decoding: output, as: UTF8.self).split(separator: "\n").map { try #require(Double($0)) }
    }

    private struct Failure: Error {
        let status: Int32
    }

    /// What Python prints, given an input.
    private static func python(_ arguments: [String], input: Data) throws -> Data {
        let file = FileManager.default.temporaryDirectory.appending(path: "OracleTests-\(UUID().uuidString)")
        try input.write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", "-B"] + arguments
        process.standardInput = try FileHandle(forReadingFrom: file)
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure(status: process.terminationStatus) }
        return output
    }
}

extension Reference.Features {
    init(_ content: String) {
        let named = FeatureExtractor.forTests.namedFeatures(of: Comment(content: content)).names.values
        func texts(_ kind: FeatureKind) -> Set<String> { Set(named.filter { $0.kind == kind }.map(\.text)) }
        self.init(word: texts(.word), pair: texts(.pair), characters: texts(.characters), shape: texts(.shape))
    }

    /// The first kind of features that differs, and what only one side has.
    fileprivate func difference(from other: Self) -> String? {
        for (kind, path) in [("word", \Self.word), ("pair", \.pair), ("characters", \.characters), ("shape", \.shape)] {
            let (mine, others) = (self[keyPath: path], other[keyPath: path])
            guard mine != others else { continue }
            let (missing, extra) = (mine.subtracting(others).sorted(), others.subtracting(mine).sorted())
            return "\(kind): missing \(missing.prefix(4)), extra \(extra.prefix(4))"
        }
        return nil
    }
}
