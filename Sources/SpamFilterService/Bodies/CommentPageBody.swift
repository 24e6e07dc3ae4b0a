import FeedbackStore

/// One page of a list of comments, as clients get it.
struct CommentPageBody: Encodable, Sendable {
    let comments: [RecordedCommentBody]
    let next: String?

    private enum CodingKeys: String, CodingKey {
        case comments, next
    }

    init(_ page: CommentPage) {
        comments = page.comments.map { RecordedCommentBody($0) }
        next = page.next?.description
    }

    /// Writes `null` behind the last page.
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(comments, forKey: .comments)
        try container.encode(next, forKey: .next)
    }
}
