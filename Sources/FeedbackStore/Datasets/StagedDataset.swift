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
    private let writing: GuardedWriting
    private let privacy: PrivacyFilter
    private let time: Int64
    private var waiting: [(comment: Comment, label: Label)] = []
    private(set) var dataset: StagedDataset

    /// The most comments of one transaction: some ten milliseconds of work.
    private static let batchSize = 500

    init(name: String, in store: FeedbackStore) throws {
        pool = store.pool
        writing = store.writing
        privacy = store.privacyFilter
        time = store.clock()
        let (time, writing) = (time, writing)
        let id = try pool.writeWithoutTransaction { db in
            try writing.transaction(db) {
                try db.execute(sql: "INSERT INTO dataset (name, importedAt) VALUES (?, ?)", arguments: [name, time])
                return db.lastInsertedRowID
            }
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
        let rows = waiting.map { comment, label in
            CommentInsertion(
                id: CommentID(at: time),
                comment: comment,
                label: label,
                datasetID: dataset.id,
                privacy: privacy
            )
        }
        waiting = []
        try pool.writeWithoutTransaction { db in try writing.transaction(db) { try Self.insert(rows, db) } }
    }

    private static func insert(_ rows: [CommentInsertion], _ db: Database) throws {
        var sites = SiteDirectory()
        for row in rows {
            guard try row.insert(db, sites: &sites) != nil else {
                throw DamagedRow(detail: "the new id \(row.id) is already there")
            }
        }
    }
}
