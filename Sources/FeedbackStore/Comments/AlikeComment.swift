import Foundation
import GRDB
public import SpamClassifier

/// The search for the recorded comment that another form of it is about.
struct AlikeComment {
    private let comment: Comment
    private let likenesses: [Data]
    private let address: SoughtAddress?
    private let email: SoughtAddress?

    init(_ comment: Comment, _ privacy: PrivacyFilter) {
        self.comment = comment
        likenesses = CommentLikeness.all(of: comment).flatMap { privacy.storedForms(of: $0.bytes) }
        address = SoughtAddress(comment.authorIP, privacy)
        email = SoughtAddress(comment.authorEmail, privacy)
    }

    /// Key, id and label; of several comments one that has a label is meant, spam before ham, or else the newest.
    func row(_ db: Database) throws -> Row? {
        let statement = try db.cachedStatement(
            sql: """
                SELECT key, id, label, authorIP, authorEmail FROM comment
                WHERE likeness = ? ORDER BY label DESC, key DESC
                """
        )
        for likeness in likenesses {
            let rows = try Row.fetchCursor(statement, arguments: [likeness])
            while let row = try rows.next() {
                if contradictsNothing(in: row) { return row.copy() }
            }
        }
        return try wholeRow(db)
    }

    /// Whether the addresses of a row, as far as both sides have them, are those of the comment.
    private func contradictsNothing(in row: Row) -> Bool {
        (address?.mayBe(row[3]) ?? true) && (email?.mayBe(row[4]) ?? true)
    }

    /// The row of the only comment that the text is the beginning of, for blog software may cut what it stores; `nil` if there is
    /// none, or more than one.
    ///
    /// Only the last comments of the same author are looked at, and only for texts so long that nobody writes them twice.
    private func wholeRow(_ db: Database) throws -> Row? {
        guard let author = comment.author, !author.isEmpty else { return nil }
        let beginning = CanonicalText.scalars(of: String(Self.withoutTornEnd(comment.content)))
        guard beginning.count >= Self.shortestCut else { return nil }
        let statement = try db.cachedStatement(
            sql: """
                SELECT key, id, label, authorIP, authorEmail, content FROM comment
                WHERE author = ? COLLATE NOCASE AND datasetID IS NULL
                    AND siteID = (SELECT id FROM site WHERE name = ?) AND length(content) > ?
                ORDER BY id DESC LIMIT \(Self.mostLooks)
                """
        )
        let arguments: StatementArguments = [author.storable, (comment.site ?? "").storable, beginning.count]
        let whole = try Row.fetchAll(statement, arguments: arguments).filter { row in
            contradictsNothing(in: row) && CanonicalText.scalars(of: row[5]).starts(with: beginning)
        }
        return whole.count == 1 ? whole.first : nil
    }

    /// A text without the tag, the entity or the character in which it was cut.
    private static func withoutTornEnd(_ text: String) -> Substring {
        var text = text[...]
        while text.last == "\u{FFFD}" { text.removeLast() }
        for (start, end) in [("<", ">"), ("&", ";")] as [(Character, Character)] {
            guard let last = text.lastIndex(of: start), !text[last...].contains(end) else { continue }
            text = text[..<last]
        }
        return text
    }

    /// The fewest characters, without tags and white space, of a text that may have been cut.
    private static let shortestCut = 200
    private static let mostLooks = 20
}

extension FeedbackStore {
    /// The id of the recorded comment that a comment is another form of; `nil` if there is none.
    public func id(ofCommentAlike comment: Comment) async throws -> CommentID? {
        let search = AlikeComment(comment, privacyFilter)
        return try await read { db in try search.row(db).map(CommentRow.id) }
    }
}
