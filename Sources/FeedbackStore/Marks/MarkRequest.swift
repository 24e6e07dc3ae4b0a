import Foundation
import GRDB
import SpamClassifier

/// One mark that waits for its transaction.
struct MarkRequest: Sendable {
    enum Target: Sendable {
        /// A comment that is there.
        case recorded(CommentID)
        /// A comment that is found again by its digest, and otherwise recorded under the new id.
        case submitted(Comment, newID: CommentID)
        /// A comment that is found again by its likeness, and otherwise recorded under the new id.
        case alike(Comment, newID: CommentID)
    }

    var target: Target
    var label: Label?
    var source: MarkSource
    /// When the mark was made, in milliseconds since 1970.
    var time: Int64

    /// Looks which label the comment has, and changes it if it is another one.
    ///
    /// An unknown id throws before anything is written, so the marks of the same transaction are not touched by it.
    func apply(_ db: Database, privacy: PrivacyFilter) throws -> MarkOutcome {
        let found = try find(db, privacy)
        guard found.label != label else {
            return MarkOutcome(id: found.id, label: label, previous: label, revision: try FeedbackLog.revision(db))
        }
        let update = try db.cachedStatement(sql: "UPDATE comment SET label = ? WHERE key = ?")
        try update.execute(arguments: [label?.rawValue, found.key])
        let entry = FeedbackLog.Mark(key: found.key, label: label, previous: found.label, source: source, time: time)
        let revision = try entry.append(db)
        try Outbox.follow(found.key, label, source, at: time, db)
        return MarkOutcome(id: found.id, label: label, previous: found.label, revision: revision)
    }
}

extension MarkRequest {
    private typealias Found = (key: Int64, id: CommentID, label: Label?)

    private func find(_ db: Database, _ privacy: PrivacyFilter) throws -> Found {
        switch target {
        case .recorded(let id):
            guard let found = try Self.find(id, db) else { throw FeedbackStoreError.unknownComment(id) }
            return found
        case .submitted(let comment, let newID):
            let digests = CommentDigest.all(of: comment).flatMap { privacy.storedForms(of: $0.bytes) }
            return try Self.find(digests, db) ?? Self.add(comment, newID, db, privacy)
        case .alike(let comment, let newID):
            guard let row = try AlikeComment(comment, privacy).row(db) else {
                return try Self.add(comment, newID, db, privacy)
            }
            return (row[0], try CommentRow.id(in: row), CommentRow.label(in: row, at: 2))
        }
    }

    private static func find(_ id: CommentID, _ db: Database) throws -> Found? {
        let statement = try db.cachedStatement(
            sql: """
                SELECT comment.key, comment.label FROM comment LEFT JOIN dataset ON dataset.id = comment.datasetID
                WHERE comment.id = ? AND \(CommentRow.isPresent)
                """
        )
        guard let row = try Row.fetchOne(statement, arguments: [id.description]) else { return nil }
        return (row[0], id, CommentRow.label(in: row, at: 1))
    }

    /// Of several comments with the same evidence, one that has a label is meant, spam before ham, or else the newest.
    private static func find(_ digests: [Data], _ db: Database) throws -> Found? {
        let statement = try db.cachedStatement(
            sql: "SELECT key, id, label FROM comment WHERE digest = ? ORDER BY label DESC, key DESC LIMIT 1"
        )
        for digest in digests {
            guard let row = try Row.fetchOne(statement, arguments: [digest]) else { continue }
            return (row[0], try CommentRow.id(in: row), CommentRow.label(in: row, at: 2))
        }
        return nil
    }

    private static func add(
        _ comment: Comment,
        _ id: CommentID,
        _ db: Database,
        _ privacy: PrivacyFilter
    ) throws -> Found {
        var sites = SiteDirectory()
        let row = CommentInsertion(id: id, comment: comment, privacy: privacy)
        guard let key = try row.insert(db, sites: &sites) else {
            throw DamagedRow(detail: "the new id \(id) is already there")
        }
        return (key, id, nil)
    }
}
