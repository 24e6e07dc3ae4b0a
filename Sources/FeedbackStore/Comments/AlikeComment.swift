import Foundation
import GRDB
public import SpamClassifier

/// The search for the recorded comment that another form of it is about.
struct AlikeComment {
    private let likenesses: [Data]
    private let address: Address?
    private let email: Address?

    /// What a row may hold of an address: with other privacy at other times, either of the two.
    private struct Address {
        let text: String
        let hash: String

        init?(_ text: String?, _ privacy: PrivacyFilter) {
            guard let text, !text.isEmpty else { return nil }
            self.text = text
            hash = privacy.hash(text)
        }
    }

    init(_ comment: Comment, _ privacy: PrivacyFilter) {
        likenesses = privacy.storedForms(of: CommentLikeness(of: comment).bytes)
        address = Address(comment.authorIP, privacy)
        email = Address(comment.authorEmail, privacy)
    }

    /// Key, id and label; of several comments one that has a label is meant, spam before ham, or else the newest.
    func row(_ db: Database) throws -> Row? {
        let statement = try db.cachedStatement(
            sql: """
                SELECT key, id, label FROM comment
                WHERE likeness = :likeness
                    AND (:address IS NULL OR authorIP IS NULL OR authorIP IN ('', :address, :addressHash))
                    AND (
                        :email IS NULL OR authorEmail IS NULL
                        OR authorEmail COLLATE NOCASE IN ('', :email, :emailHash)
                    )
                ORDER BY label DESC, key DESC LIMIT 1
                """
        )
        for likeness in likenesses {
            let row = try Row.fetchOne(
                statement,
                arguments: [
                    "likeness": likeness,
                    "address": address?.text, "addressHash": address?.hash,
                    "email": email?.text, "emailHash": email?.hash,
                ]
            )
            if let row { return row }
        }
        return nil
    }
}

extension FeedbackStore {
    /// The id of the recorded comment that a comment is another form of; `nil` if there is none.
    public func id(ofCommentAlike comment: Comment) async throws -> CommentID? {
        let search = AlikeComment(comment, privacyFilter)
        return try await read { db in try search.row(db).map(CommentRow.id) }
    }
}
