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
    /// The features of a comment whose text, or a part of it, is gone already; and when its text was dropped.
    var kept: (features: [UInt8], textDroppedAt: Int64?)?

    private static let statement = """
        INSERT INTO comment (
            id, siteID, datasetID, digest, content, author, authorEmail, authorURL, authorIP, userAgent, referrer,
            permalink, type, date, language, context, honeypot, secondsToSubmit, label, verdict, probability,
            modelRevision, discard, features, textDroppedAt, role, signals, likeness
        )
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO NOTHING
        """

    /// Writes the row; returns its key, or `nil` if the id is already there.
    func insert(_ db: Database, sites: inout SiteDirectory) throws -> Int64? {
        let digest = datasetID == nil ? CommentDigest(of: comment).bytes : nil
        let likeness = datasetID == nil ? CommentLikeness(of: comment).bytes : nil
        let (comment, features) = kept.map { (self.comment, $0.features) } ?? privacy.storable(self.comment)
        let values: [(any DatabaseValueConvertible)?] = [
            id.description, try sites.id(named: comment.site, db), datasetID, digest, comment.content.storable,
            comment.author?.storable, comment.authorEmail?.storable, comment.authorURL?.storable,
            comment.authorIP?.storable, comment.userAgent?.storable, comment.referrer?.storable,
            comment.permalink?.storable, comment.type?.storable, comment.date?.storable, comment.language?.storable,
            comment.context?.storable, comment.honeypot?.storable, comment.secondsToSubmit, label?.rawValue,
            judgement?.verdict, judgement?.probability, judgement?.revision, judgement?.discard,
            features.map { Data($0) }, kept?.textDroppedAt,
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

extension String {
    /// The text with U+FFFD for every U+0000, at which SQLite's text functions would cut it off.
    var storable: String {
        guard utf8.contains(0) else { return self }
        return String(String.UnicodeScalarView(unicodeScalars.map { $0 == "\0" ? "\u{FFFD}" : $0 }))
    }
}
