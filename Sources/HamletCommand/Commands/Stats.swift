import ArgumentParser
import FeedbackStore

/// `hamlet stats`.
struct Stats: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Show what the database holds.")

    @OptionGroup var common: CommonOptions

    @Flag(help: "Answer in JSON.")
    var json = false

    func run() async throws {
        try await CommandFailure.reporting {
            let store = try OfflineFilter.existingStore(try await Settings(common))
            let statistics = try await store.statistics()
            try store.close()
            if json { try Printing.document(StatisticsBody(statistics)) } else { print(statistics.table) }
        }
    }
}

/// Statistics as scripts get them.
private struct StatisticsBody: Encodable {
    struct Site: Encodable {
        let site: String?
        let comments: Int
        let spam: Int
        let ham: Int
    }

    let comments: Int
    let datasetComments: Int
    let spam: Int
    let ham: Int
    let marks: [String: Int]
    let verdicts: [String: Int]
    let sites: [Site]
    let revision: Int64
    let databaseBytes: Int64

    private enum CodingKeys: String, CodingKey {
        case comments, spam, ham, marks, verdicts, sites, revision
        case datasetComments = "dataset_comments"
        case databaseBytes = "database_bytes"
    }

    init(_ statistics: Statistics) {
        comments = statistics.comments
        datasetComments = statistics.datasetComments
        spam = statistics.spam
        ham = statistics.ham
        marks = statistics.marks
        verdicts = statistics.verdicts
        sites = statistics.sites.map { Site(site: $0.site, comments: $0.comments, spam: $0.spam, ham: $0.ham) }
        revision = statistics.revision
        databaseBytes = statistics.databaseBytes
    }
}

extension Statistics {
    /// The figures for people.
    fileprivate var table: String {
        var rows: [(String, String)] = [
            ("recorded comments", "\(comments)"),
            ("comments of datasets", "\(datasetComments)"),
            ("labelled", "\(spam) spam, \(ham) ham"),
        ]
        for (verdict, count) in verdicts.sorted(by: { $0.key < $1.key }) {
            rows.append(("verdicts: \(verdict)", "\(count)"))
        }
        for (source, count) in marks.sorted(by: { $0.key < $1.key }) { rows.append(("marks: \(source)", "\(count)")) }
        for site in sites {
            rows.append(
                ("site \(site.site ?? "(default)")", "\(site.comments) comments, \(site.spam) spam, \(site.ham) ham")
            )
        }
        rows.append(("revision", "\(revision)"))
        rows.append(("database", "\(databaseBytes / 1024) KiB"))
        let width = rows.map(\.0.count).max() ?? 0
        return rows.map { $0.0 + String(repeating: " ", count: width - $0.0.count + 2) + $0.1 }.joined(separator: "\n")
    }
}
