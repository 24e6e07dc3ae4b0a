import ArgumentParser
import FeedbackStore
import Foundation
import SpamClassifier
import SpamFilterService

/// `hamlet stats`.
struct Stats: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Show what the database holds.")

    @OptionGroup var common: CommonOptions

    @Flag(help: "Build the model as well, and print its digest, which is equal for equal models.")
    var digest = false

    @Flag(help: "Answer in JSON.")
    var json = false

    func run() async throws {
        try await CommandFailure.reporting {
            let settings = try await Settings(common)
            let store = try OfflineFilter.existingStore(settings)
            let statistics = try await store.statistics()
            let refit = try await store.lastRefit()
            try store.close()
            let free = Self.freeBytes(beside: settings.database)
            let name = digest ? try await ModelName(settings) : nil
            if json {
                try Printing.document(StatisticsBody(statistics, refit, name, freeBytes: free))
            } else {
                print(statistics.table(refit, name, freeBytes: free))
            }
        }
    }
}

/// What names the model that the log leads to.
private struct ModelName {
    let digest: String
    let revision: Int64

    init(_ settings: Settings) async throws {
        let model = try await OfflineFilter.model(settings)
        digest = String(digest: model.digest)
        revision = model.revision
    }
}

extension Stats {
    /// The room on the disk that the database lies on; `nil` where the system does not tell.
    fileprivate static func freeBytes(beside database: String) -> Int64? {
        let folder = URL(fileURLWithPath: database).deletingLastPathComponent().path
        let attributes = try? FileManager.default.attributesOfFileSystem(forPath: folder)
        return (attributes?[.systemFreeSize] as? NSNumber)?.int64Value
    }
}

extension Statistics {
    /// For how many days the room lasts at the pace of the last week; `nil` where nothing grows or nobody knows the room.
    fileprivate func daysLeft(freeBytes: Int64?) -> Int64? {
        guard let freeBytes, bytesPerDay > 0 else { return nil }
        return freeBytes / bytesPerDay
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
    let tableBytes: [String: Int64]
    let bytesPerDay: Int64
    let freeBytes: Int64?
    let daysLeft: Int64?
    let features: Int?
    let maxFeatures: Int?
    let digest: String?
    let modelRevision: Int64?

    private enum CodingKeys: String, CodingKey {
        case comments, spam, ham, marks, verdicts, sites, revision, features, digest
        case modelRevision = "model_revision"
        case maxFeatures = "max_features"
        case datasetComments = "dataset_comments"
        case databaseBytes = "database_bytes"
        case tableBytes = "table_bytes"
        case bytesPerDay = "bytes_per_day"
        case freeBytes = "free_bytes"
        case daysLeft = "days_left"
    }

    init(_ statistics: Statistics, _ refit: RefitEntry?, _ model: ModelName?, freeBytes: Int64?) {
        comments = statistics.comments
        datasetComments = statistics.datasetComments
        spam = statistics.spam
        ham = statistics.ham
        marks = statistics.marks
        verdicts = statistics.verdicts
        sites = statistics.sites.map { Site(site: $0.site, comments: $0.comments, spam: $0.spam, ham: $0.ham) }
        revision = statistics.revision
        databaseBytes = statistics.databaseBytes
        tableBytes = statistics.tableBytes
        bytesPerDay = statistics.bytesPerDay
        self.freeBytes = freeBytes
        daysLeft = statistics.daysLeft(freeBytes: freeBytes)
        features = refit?.features
        maxFeatures = refit?.maxFeatures
        digest = model?.digest
        modelRevision = model?.revision
    }
}

extension Statistics {
    /// The figures for people.
    fileprivate func table(_ refit: RefitEntry?, _ model: ModelName?, freeBytes: Int64?) -> String {
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
        if let features = refit?.features {
            let bound = refit?.maxFeatures.map { ", at most \($0)" } ?? ""
            rows.append(("features at the last refit", "\(features)\(bound)"))
        }
        if let model { rows.append(("model", "\(model.digest) at revision \(model.revision)")) }
        rows.append(("database", "\(databaseBytes / 1024) KiB"))
        for (table, bytes) in tableBytes.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }).prefix(4) {
            rows.append(("  of it \(table)", "\(bytes / 1024) KiB"))
        }
        let growth = daysLeft(freeBytes: freeBytes).map { ", room for \($0) days" } ?? ""
        rows.append(("comments arriving", "\(bytesPerDay / 1024) KiB a day\(growth)"))
        let width = rows.map(\.0.count).max() ?? 0
        return rows.map { $0.0 + String(repeating: " ", count: width - $0.0.count + 2) + $0.1 }.joined(separator: "\n")
    }
}
