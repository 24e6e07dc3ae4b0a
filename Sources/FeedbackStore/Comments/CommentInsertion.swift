import Foundation
import GRDB
import SpamClassifier

/// A comment about to become a row.
struct CommentInsertion {
    var id: CommentID
    var comment: Comment
    var judgement: Judgement?
    var label: Label?
    /// The dataset that brings the comment; only a comment without one has a digest.
    var datasetID: Int64?

    private static let statement = """
        INSERT INTO comment (
            id, siteID, datasetID, digest, content, author, authorEmail, authorURL, authorIP, userAgent, referrer,
            permalink, type, date, language, context, honeypot, secondsToSubmit, label, verdict, probability,
            modelRevision, discard, role, signals, likeness
        )
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO NOTHING
        """

    /// Writes the row; returns its key, or `nil` if the id is already there.
    func insert(_ db: Database, sites: inout SiteDirectory) throws -> Int64? {
        let digest = datasetID == nil ? CommentDigest(of: comment).bytes : nil
        let likeness = datasetID == nil ? CommentLikeness(of: comment).bytes : nil
        let values: [(any DatabaseValueConvertible)?] = [
            id.description, try sites.id(named: comment.site, db), datasetID, digest, comment.content.storable,
            comment.author?.storable, comment.authorEmail?.storable, comment.authorURL?.storable,
            comment.authorIP?.storable, comment.userAgent?.storable, comment.referrer?.storable,
            comment.permalink?.storable, comment.type?.storable, comment.date?.storable, comment.language?.storable,
            comment.context?.storable, comment.honeypot?.storable, comment.secondsToSubmit, label?.rawValue,
            judgement?.verdict, judgement?.probability, judgement?.revision, judgement?.discard,
            comment.role?.storable, comment.signals?.storable, likeness,
        ]
        let statement = try db.cachedStatement(sql: Self.statement)
        try statement.execute(arguments: StatementArguments(values))
        return db.changesCount == 0 ? nil : db.lastInsertedRowID
    }
}

extension String {
    /// The text with U+FFFD for every U+0000, at which SQLite's text functions would cut it off.
    var storable: String {
        guard utf8.contains(0) else { return self }
        return String(String.UnicodeScalarView(unicodeScalars.map { $0 == "\0" ? "\u{FFFD}" : $0 }))
    }
}
