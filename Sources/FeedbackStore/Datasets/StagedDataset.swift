import GRDB
import SpamClassifier

/// A dataset that was read in, and is not in force yet.
public struct StagedDataset: Sendable, Hashable {
    let id: Int64
    /// The name under which it will be in force.
    public let name: String
    /// How many of its comments are labelled spam.
    public internal(set) var spam = 0
    /// How many of its comments are labelled ham.
    public internal(set) var ham = 0
}

/// Reads a dataset in: many small transactions, so that nobody's mark has to wait for a large file.
struct DatasetStaging {
    private let pool: DatabasePool
    private let privacy: PrivacyFilter
    private let time: Int64
    private var waiting: [(comment: Comment, label: Label)] = []
    private(set) var dataset: StagedDataset

    /// The most comments of one transaction: some ten milliseconds of work.
    private static let batchSize = 500

    init(name: String, time: Int64, _ pool: DatabasePool, _ privacy: PrivacyFilter) throws {
        self.pool = pool
        self.privacy = privacy
        self.time = time
        let id = try pool.write { db in
            try db.execute(sql: "INSERT INTO dataset (name, importedAt) VALUES (?, ?)", arguments: [name, time])
            return db.lastInsertedRowID
        }
        dataset = StagedDataset(id: id, name: name)
    }

    /// Adds a labelled comment; the same comment may come several times.
    mutating func add(_ comment: Comment, _ label: Label) throws {
        waiting.append((comment, label))
        switch label {
        case .spam: dataset.spam += 1
        case .ham: dataset.ham += 1
        }
        if waiting.count == Self.batchSize { try flush() }
    }

    /// Writes what waits.
    mutating func flush() throws {
        let (rows, id, time, privacy) = (waiting, dataset.id, time, privacy)
        waiting = []
        try pool.write { db in
            var sites = SiteDirectory()
            for (comment, label) in rows {
                let row = CommentInsertion(
                    id: CommentID(at: time),
                    comment: comment,
                    label: label,
                    datasetID: id,
                    privacy: privacy
                )
                guard try row.insert(db, sites: &sites) != nil else {
                    throw DamagedRow(detail: "the new id \(row.id) is already there")
                }
            }
        }
    }
}
