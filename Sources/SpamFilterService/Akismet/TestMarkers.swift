import SpamClassifier

/// What the protocol sets aside for trying a client out.
enum TestMarkers {
    private static let authors: Set<String> = ["akismet-guaranteed-spam", "viagra-test-123"]
    private static let email = "akismet-guaranteed-spam@example.com"

    /// Whether the author's name or address says that the comment is to be called spam.
    static func callForSpam(_ comment: Comment) -> Bool {
        comment.author.map(authors.contains) == true || comment.authorEmail?.lowercased() == email
    }
}
