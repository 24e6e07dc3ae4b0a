import Foundation
import GRDB
import SpamClassifier

/// How a comment is read out of a row: the columns of a `SELECT` and their places.
///
/// Columns are read by place, not by name, because whole labelled sets pass through here.
enum CommentRow {
    static let columns = """
        comment.key, comment.id, site.name, comment.content, comment.author, comment.authorEmail, comment.authorURL, \
        comment.authorIP, comment.userAgent, comment.referrer, comment.permalink, comment.type, comment.date, \
        comment.language, comment.context, comment.honeypot, comment.secondsToSubmit, comment.label, \
        comment.verdict, comment.probability, comment.modelRevision, comment.discard, dataset.name, comment.features, \
        comment.role, comment.signals
        """

    /// The tables that ``columns`` come from, left-joined so that SQLite begins with the comment and keeps its order.
    static let tables = """
        comment LEFT JOIN site ON site.id = comment.siteID LEFT JOIN dataset ON dataset.id = comment.datasetID
        """

    /// Whether a comment is there for people: its dataset, if it has one, was read in whole and is not removed.
    static let isPresent = """
        (comment.datasetID IS NULL OR (dataset.fromRevision IS NOT NULL AND dataset.removedAt IS NULL))
        """

    static let key = 0
    static let label = 17
    /// The place of the first column behind ``columns``.
    static let end = 26

    static func comment(in row: Row) -> Comment {
        var comment = Comment(content: row[3])
        let site: String? = row[2]
        comment.site = site == "" ? nil : site
        comment.author = row[4]
        comment.authorEmail = row[5]
        comment.authorURL = row[6]
        comment.authorIP = row[7]
        comment.userAgent = row[8]
        comment.referrer = row[9]
        comment.permalink = row[10]
        comment.type = row[11]
        comment.date = row[12]
        comment.language = row[13]
        comment.context = row[14]
        comment.honeypot = row[15]
        comment.secondsToSubmit = row[16]
        comment.role = row[24]
        comment.signals = row[25]
        return comment
    }

    /// The features of a comment whose text, or part of it, was not kept.
    static func features(in row: Row) -> [UInt8]? { (row[23] as Data?).map(Array.init) }

    static func label(in row: Row, at place: Int = label) -> Label? {
        (row[place] as UInt8?).flatMap(Label.init(rawValue:))
    }

    static func id(in row: Row) throws -> CommentID {
        let text: String = row[1]
        guard let id = CommentID(text) else { throw DamagedRow(detail: "“\(text)” is not the id of a comment") }
        return id
    }

    static func recordedComment(in row: Row) throws -> RecordedComment {
        RecordedComment(
            id: try id(in: row),
            key: row[key],
            comment: comment(in: row),
            judgement: judgement(in: row),
            label: label(in: row),
            dataset: row[22]
        )
    }

    private static func judgement(in row: Row) -> Judgement? {
        guard let verdict: String = row[18] else { return nil }
        return Judgement(verdict: verdict, probability: row[19], revision: row[20], discard: row[21])
    }
}

/// A value that the schema permits and this program cannot read.
struct DamagedRow: Error {
    var detail: String
}
