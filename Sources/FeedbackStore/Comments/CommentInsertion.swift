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
    /// Says what of the comment is written.
    var privacy: PrivacyFilter
    /// What is left of a comment whose text, or a part of it, is gone already.
    var remains: CommentRemains?

    private static let statement = """
        INSERT INTO comment (
            id, siteID, datasetID, digest, content, author, authorEmail, authorURL, authorIP, userAgent, referrer,
            permalink, type, date, language, context, honeypot, secondsToSubmit, label, verdict, probability,
            modelRevision, discard, features, textDroppedAt, role, signals, likeness
        )
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO NOTHING
        """

    /// What is written of the comment, and the features of what is not.
    private func storable(_ db: Database) throws -> (comment: Comment, features: [UInt8]?) {
        guard let remains else { return try privacy.storable(comment, db) }
        return (privacy.kept(of: comment), remains.features)
    }

    /// Writes the row; returns its key, or `nil` if the id is already there.
    func insert(_ db: Database, sites: inout SiteDirectory) throws -> Int64? {
        var digest: Data?
        var likeness: Data?
        if datasetID == nil {
            digest = privacy.stored(remains?.digest ?? CommentDigest(of: comment).bytes)
            likeness = privacy.stored(remains?.likeness ?? CommentLikeness(of: comment).bytes)
        }
        let (comment, features) = try storable(db)
        let (bytes, droppedAt) = (features.map { Data($0) }, remains?.textDroppedAt)
        let values: [(any DatabaseValueConvertible)?] = [
            id.description, try sites.id(named: comment.site, db), datasetID, digest, comment.content.storable,
            comment.author?.storable, comment.authorEmail?.storable, comment.authorURL?.storable,
            comment.authorIP?.storable, comment.userAgent?.storable, comment.referrer?.storable,
            comment.permalink?.storable, comment.type?.storable, comment.date?.storable, comment.language?.storable,
            comment.context?.storable, comment.honeypot?.storable, comment.secondsToSubmit, label?.rawValue,
            judgement?.verdict, judgement?.probability, judgement?.revision, judgement?.discard,
            bytes, droppedAt,
            comment.role?.storable, comment.signals?.storable, likeness,
        ]
        let statement = try db.cachedStatement(sql: Self.statement)
        try statement.execute(arguments: StatementArguments(values))
        guard db.changesCount > 0 else { return nil }
        let key = db.lastInsertedRowID
        // Of what is stored, so that nothing is kept here that is not kept there.
        if datasetID == nil { try LinkHosts(of: comment).insert(db, id: id.description) }
        return key
    }
}

/// What is left of a comment whose text, or a part of it, was not kept: enough to unlearn it and to find it again.
struct CommentRemains {
    var features: [UInt8]
    /// When the text was dropped; `nil` if it is there.
    var textDroppedAt: Int64?
    /// The ``CommentDigest`` of the whole comment.
    var digest: Data
    /// The ``CommentLikeness`` of the whole comment.
    var likeness: Data
}

extension String {
    /// The text with U+FFFD for every U+0000, at which SQLite's text functions would cut it off.
    var storable: String {
        guard utf8.contains(0) else { return self }
        return String(String.UnicodeScalarView(unicodeScalars.map { $0 == "\0" ? "\u{FFFD}" : $0 }))
    }
}
