import GRDB
public import SpamClassifier

/// The search for the recorded comment that another form of it is about.
struct AlikeComment {
    private let likeness: CommentLikeness
    private let address: String?
    private let email: String?

    init(_ comment: Comment) {
        likeness = CommentLikeness(of: comment)
        address = comment.authorIP.flatMap { $0.isEmpty ? nil : $0 }
        email = comment.authorEmail.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Key, id and label; of several comments one that has a label is meant, spam before ham, or else the newest.
    func row(_ db: Database) throws -> Row? {
        let statement = try db.cachedStatement(
            sql: """
                SELECT key, id, label FROM comment
                WHERE likeness = :likeness
                    AND (:address IS NULL OR authorIP IS NULL OR authorIP IN ('', :address))
                    AND (:email IS NULL OR authorEmail IS NULL OR authorEmail COLLATE NOCASE IN ('', :email))
                ORDER BY label DESC, key DESC LIMIT 1
                """
        )
        return try Row.fetchOne(
            statement,
            arguments: ["likeness": likeness.bytes, "address": address, "email": email]
        )
    }
}

extension FeedbackStore {
    /// The id of the recorded comment that a comment is another form of; `nil` if there is none.
    public func id(ofCommentAlike comment: Comment) async throws -> CommentID? {
        let search = AlikeComment(comment)
        return try await read { db in try search.row(db).map(CommentRow.id) }
    }
}
