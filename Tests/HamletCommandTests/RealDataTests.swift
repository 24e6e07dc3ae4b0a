import Foundation
import SpamClassifier
import Testing
import Training

struct RealDataTests {
    private static let datasets = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../shared/datasets/youtube_uci").standardizedFileURL
    private static let names = ["01-Psy", "02-KatyPerry", "03-LMFAO", "04-Eminem", "05-Shakira"]
        .map { "Youtube\($0).csv" }

    @Test(
        .enabled(
            if: FileManager.default.fileExists(atPath: datasets.path),
            "needs the public YouTube Spam Collection in ../shared/datasets/youtube_uci"
        )
    )
    func `learnt from four videos, the comments of a fifth are told apart`() async throws {
        let paths = Self.names.map { Self.datasets.appending(path: $0).path }
        try await withHamlet { hamlet in
            let retrained = try await hamlet.run(["retrain"] + paths.prefix(4))
            #expect(retrained.output.contains("rests on 831 spam and 755 ham comments"), "\(retrained.output)")
            let verdicts = try await hamlet.run("check", "--json", "--file", paths[4]).lines.map { try JSONValue($0) }
            var reader = try CorpusReader(path: paths[4], labels: .required)
            var scored: [ScoredComment] = []
            while case .row(let row)? = try reader.next() {
                let probability = verdicts[scored.count]["probability"]?.number ?? .nan
                let label = try #require(row.label)
                scored.append(ScoredComment(id: "\(scored.count)", label: label, probability: probability))
            }
            #expect(scored.count == 370)
            #expect(verdicts.count == 370)
            #expect((try Measures(scored).rocArea ?? 0) >= 0.97)
        }
    }
}
