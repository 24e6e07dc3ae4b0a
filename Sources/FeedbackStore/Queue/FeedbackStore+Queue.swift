import Foundation
import GRDB
public import SpamClassifier

extension FeedbackStore {
    /// How many comments one page of a queue looks at: what the index does not answer is searched so far and no further.
    ///
    /// See the decision record “The queue and a million comments”.
    static let queueReach = 2_000

    /// How many comments of one page are read and asked whether they are wanted, where only their features can say it.
    ///
    /// From the same record: to find the features of so many takes half as long as to explain and write a full page.
    static let matchReach = 250

    /// How far comments are counted, alike ones and those that wait.
    private static let mostCounted = 1_000

    /// One page of a queue.
    ///
    /// O(page) where the index answers the query; otherwise it looks at a bounded number of comments, and the page may be short or empty
    /// although more follow.
    ///
    /// - Parameters:
    ///   - query: What is looked for.
    ///   - isWanted: What a comment must be like besides, where the database cannot say it; `nil` if nothing.
    /// - Returns: The page.
    /// - Throws: A ``FeedbackStoreError``, or `CancellationError`.
    public func queue(
        _ query: QueueQuery,
        matching isWanted: (@Sendable (Comment) -> Bool)? = nil
    ) async throws -> QueuePage {
        let limit = min(max(query.limit, 1), 100)
        return try await read { db in
            let content = try db.cachedStatement(
                sql: "SELECT \(CommentRow.columns) FROM \(CommentRow.tables) WHERE comment.key = ?"
            )
            let statement = QueueStatement(query)
            let rows = try Row.fetchCursor(db, sql: statement.sql, arguments: statement.arguments)
            var found: [(key: Int64, likeness: Data?)] = []
            var seen: Set<Data> = []
            var last: CommentCursor?
            var (looked, asked) = (0, 0)
            while let row = try rows.next() {
                if found.count == limit || looked == Self.queueReach || asked == Self.matchReach {
                    return QueuePage(
                        entries: try Self.entries(found, db),
                        next: last,
                        looked: looked,
                        isCutShort: found.count < limit
                    )
                }
                looked += 1
                last = statement.cursor(id: try CommentRow.id(in: row), margin: row[2])
                guard row[4] as Bool else { continue }
                let likeness: Data? = row[3]
                if query.pile != .marked, let likeness, seen.contains(likeness) { continue }
                if let isWanted {
                    asked += 1
                    guard let row = try Row.fetchOne(content, arguments: [row[0] as Int64]),
                        isWanted(try CommentRow.recordedComment(in: row).comment)
                    else { continue }
                }
                if let likeness { seen.insert(likeness) }
                found.append((row[0], likeness))
            }
            return QueuePage(entries: try Self.entries(found, db), next: nil, looked: looked, isCutShort: false)
        }
    }

    /// How many comments are unsure and not marked, counted up to 1,000.
    public func queueLength(sites: CommentQuery.Sites) async throws -> Int {
        try await read { db in
            var site = ("", "", StatementArguments())
            if case .only(let name) = sites {
                let ofSite = "siteID = (SELECT id FROM site WHERE name = ?) AND"
                site = ("OfSite", ofSite, [(name ?? "").storable])
            }
            let sql = """
                SELECT count(*) FROM (
                    SELECT 1 FROM comment INDEXED BY commentUnsure\(site.0)
                    WHERE \(site.1) datasetID IS NULL AND label IS NULL AND verdict = 'unsure' LIMIT \(Self.mostCounted)
                )
                """
            return try Int.fetchOne(db, sql: sql, arguments: site.2) ?? 0
        }
    }

    /// The comments without a label that say the same as these, and these themselves; at most 1,000, in the order of the ids.
    public func alike(_ ids: [CommentID]) async throws -> [CommentID] {
        try await read { db in
            let likeness = try db.cachedStatement(sql: "SELECT likeness FROM comment WHERE id = ?")
            let others = try db.cachedStatement(
                sql: "SELECT id FROM comment WHERE likeness = ? AND label IS NULL LIMIT \(Self.mostCounted)"
            )
            var all: [CommentID] = []
            var known: Set<CommentID> = []
            for id in ids where known.insert(id).inserted {
                all.append(id)
                guard let value = try Data.fetchOne(likeness, arguments: [id.description]) else { continue }
                for text in try String.fetchAll(others, arguments: [value]) {
                    guard let other = CommentID(text), known.insert(other).inserted else { continue }
                    all.append(other)
                }
            }
            return Array(all.prefix(Self.mostCounted))
        }
    }

    /// Other comments that say the same as one, marked or not, spam first; at most `limit`.
    public func similar(to id: CommentID, limit: Int) async throws -> [RecordedComment] {
        try await read { db in
            let sql = """
                SELECT \(CommentRow.columns) FROM \(CommentRow.tables)
                WHERE comment.likeness = (SELECT likeness FROM comment WHERE id = :id) AND comment.id <> :id
                    AND comment.datasetID IS NULL
                ORDER BY comment.label DESC, comment.key DESC LIMIT :limit
                """
            let rows = try Row.fetchAll(db, sql: sql, arguments: ["id": id.description, "limit": max(limit, 0)])
            return try rows.map(CommentRow.recordedComment)
        }
    }

    private static func entries(_ found: [(key: Int64, likeness: Data?)], _ db: Database) throws -> [QueueEntry] {
        let comment = try db.cachedStatement(
            sql: "SELECT \(CommentRow.columns) FROM \(CommentRow.tables) WHERE comment.key = ?"
        )
        let alike = try db.cachedStatement(
            sql: """
                SELECT count(*) FROM (
                    SELECT 1 FROM comment WHERE likeness = ? AND label IS NULL LIMIT \(mostCounted + 1)
                )
                """
        )
        return try found.compactMap { key, likeness in
            guard let row = try Row.fetchOne(comment, arguments: [key]) else { return nil }
            let recorded = try CommentRow.recordedComment(in: row)
            var count = try likeness.map { try Int.fetchOne(alike, arguments: [$0]) ?? 0 } ?? 0
            if recorded.label == nil { count -= 1 }
            return QueueEntry(comment: recorded, alike: min(max(count, 0), mostCounted))
        }
    }
}
