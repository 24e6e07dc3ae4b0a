import GRDB
import SpamClassifier

/// A dataset being imported, inside the one transaction that does it.
struct DatasetImport {
    private let id: Int64
    private let source: MarkSource
    private let time: Int64
    private var sites = SiteDirectory()
    private(set) var counts: [Label: Int] = [:]

    init(name: String, time: Int64, _ db: Database) throws {
        try db.execute(sql: "INSERT INTO dataset (name, importedAt) VALUES (?, ?)", arguments: [name, time])
        self.id = db.lastInsertedRowID
        self.source = .dataset(name)
        self.time = time
    }

    /// Adds a labelled comment; the same comment may come several times.
    mutating func add(_ comment: Comment, _ label: Label, _ db: Database) throws {
        let row = CommentInsertion(id: CommentID(at: time), comment: comment, label: label, datasetID: id)
        guard let key = try row.insert(db, sites: &sites) else {
            throw DamagedRow(detail: "the new id \(row.id) is already there")
        }
        let mark = FeedbackLog.Mark(key: key, label: label, previous: nil, source: source, time: time)
        _ = try mark.append(db)
        counts[label, default: 0] += 1
    }

    /// Takes back every label of a dataset and its name; returns how many labels, or `nil` if there is no such dataset.
    static func remove(named name: String, time: Int64, _ db: Database) throws -> Int? {
        let find = "SELECT id FROM dataset WHERE name = ? AND removedAt IS NULL"
        guard let id = try Int64.fetchOne(db, sql: find, arguments: [name]) else { return nil }
        try db.execute(
            sql: """
                INSERT INTO feedback (kind, commentKey, label, previous, source, loggedAt)
                SELECT 'mark', key, NULL, label, ?, ? FROM comment
                WHERE datasetID = ? AND label IS NOT NULL ORDER BY key
                """,
            arguments: [MarkSource.dataset(name).description, time, id]
        )
        let labels = "UPDATE comment SET label = NULL WHERE datasetID = ? AND label IS NOT NULL"
        try db.execute(sql: labels, arguments: [id])
        let removed = db.changesCount
        try db.execute(sql: "UPDATE dataset SET removedAt = ? WHERE id = ?", arguments: [time, id])
        return removed
    }
}
