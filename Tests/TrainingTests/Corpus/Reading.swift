import Foundation
import SpamClassifier
import Training

/// A file that goes away with its owner.
struct TemporaryFile: ~Copyable {
    let path: String

    init(_ bytes: [UInt8] = [], named name: String = "comments") throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let file = folder.appendingPathComponent(name)
        try Data(bytes).write(to: file)
        path = file.path
    }

    deinit {
        try? FileManager.default.removeItem(at: URL(fileURLWithPath: path).deletingLastPathComponent())
    }
}

/// Everything that reading a file gives.
struct Reading {
    var rows: [CorpusRow] = []
    var problems: [CorpusProblem] = []
    var format: CorpusFormat
    var columns: [String]
    var repairedRows = 0
    var omissions: [CorpusOmission: Int] = [:]
    var bytesRead = 0
    var totalBytes: Int?

    init(
        path: String,
        format: CorpusFormat? = nil,
        columns: ColumnChoice? = nil,
        labels: CorpusLabels = .required
    ) throws(CorpusError) {
        var reader = try CorpusReader(path: path, format: format, columns: columns, labels: labels)
        self.format = reader.format
        self.columns = reader.columns
        while let event = try reader.next() {
            switch event {
            case .row(let row): rows.append(row)
            case .problem(let problem): problems.append(problem)
            }
        }
        repairedRows = reader.repairedRows
        omissions = reader.omissions
        bytesRead = reader.bytesRead
        totalBytes = reader.totalBytes
    }

    init(
        _ text: String,
        named name: String = "comments",
        format: CorpusFormat? = nil,
        columns: ColumnChoice? = nil,
        labels: CorpusLabels = .required
    ) throws {
        let file = try TemporaryFile(Array(text.utf8), named: name)
        try self.init(path: file.path, format: format, columns: columns, labels: labels)
    }

    /// The rows in short: label and content.
    var pairs: [String] { rows.map { "\($0.label?.name ?? "-"): \($0.comment.content)" } }
}
