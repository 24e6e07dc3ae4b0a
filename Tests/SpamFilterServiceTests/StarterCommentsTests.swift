import Foundation
import SpamClassifier
import SpamFilterService
import Testing
import Training

private typealias Comment = SpamClassifier.Comment

/// The starter comments that the repository ships.
struct StarterCommentsTests {
    /// A line as the README of the folder describes it.
    private struct Line: Decodable {
        let id: String
        let label: String
        let category: String
        let language: String
        let content: String
        let address: String

        private static let keys = [
            "id", "label", "category", "language", "type", "content", "author", "author_email", "author_url",
            "author_ip",
            "user_agent", "permalink",
        ]

        init(from decoder: any Decoder) throws {
            let values = try [String: String](from: decoder)
            func value(_ key: String) throws -> String { try #require(values[key], "\(values["id"] ?? ""): \(key)") }
            for key in Self.keys { _ = try value(key) }
            id = try value("id")
            label = try value("label")
            category = try value("category")
            language = try value("language")
            content = try value("content")
            address = try value("author_ip")
        }
    }

    private static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("TrainingData").path

    private static func files() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".jsonl") }.sorted()
    }

    private static func lines() throws -> [Line] {
        try files().flatMap { file in
            try String(contentsOfFile: folder + "/" + file, encoding: .utf8)
                .split(separator: "\n")
                .map { try JSONDecoder().decode(Line.self, from: Data($0.utf8)) }
        }
    }

    @Test func `every line has every key, and an id of its own`() throws {
        let lines = try Self.lines()
        #expect(lines.count >= 4_000)
        #expect(Set(lines.map(\.id)).count == lines.count)
        #expect(lines.allSatisfy { Label(name: $0.label) != nil && !$0.content.isEmpty })
    }

    @Test func `honest comments are at least half, and both labels stand in each language`() throws {
        let lines = try Self.lines()
        #expect(lines.count { $0.label == "ham" } * 2 >= lines.count)
        for (language, comments) in Dictionary(grouping: lines, by: \.language) {
            let ham = comments.count { $0.label == "ham" }
            #expect(ham * 3 >= comments.count && (comments.count - ham) * 3 >= comments.count, "\(language)")
        }
        #expect(lines.count { $0.language == "en" } * 2 <= lines.count)
    }

    @Test func `hosts are reserved and addresses are from documentation ranges`() throws {
        for line in try Self.lines() where !line.address.isEmpty {
            let ranges = ["192.0.2.", "198.51.100.", "203.0.113.", "2001:db8:"]
            #expect(ranges.contains(where: line.address.lowercased().hasPrefix), "\(line.id)")
        }
    }

    @Test func `near-duplicates are rare outside campaigns`() throws {
        let texts = try Self.lines().filter { $0.category != "campaign" }.map(\.content)
        let distinct = NearDuplicates(texts).groupCount
        #expect(Double(texts.count - distinct) / Double(texts.count) < 0.02)
    }

    @Test func `the service reads them all`() throws {
        let comments = try StarterComments.read(folder: Self.folder, files: try Self.files())
        #expect(comments.count == (try Self.lines()).count)
    }
}
