/// Which comments a moderator looks through, and in which order.
///
/// Comments that datasets brought are never listed.
public struct QueueQuery: Sendable, Hashable {
    /// The piles that comments lie on.
    public enum Pile: Sendable, Hashable, CaseIterable {
        /// Judged `unsure` and not marked: the most uncertain come first, unless an author, a language or a host is asked for.
        case unsure
        /// Judged `spam` and not marked, newest first.
        case spam
        /// Judged `ham` and not marked, newest first.
        case ham
        /// Marked, newest comment first.
        case marked
    }

    /// Which pile.
    public var pile: Pile
    /// Which sites count.
    public var sites: CommentQuery.Sites
    /// The earliest time of arrival, in milliseconds since 1970.
    public var since: Int64?
    /// The time of arrival from which on comments do not count, in milliseconds since 1970.
    public var before: Int64?
    /// A text that the content, the author's name, or one of the author's addresses contains; upper and lower case of the
    /// letters A to Z count alike.
    public var text: String?
    /// The author's name, without regard to upper and lower case of the letters A to Z.
    public var author: String?
    /// A host that a link of the comment leads to; `www.` before it does not count.
    public var host: String?
    /// The language that was submitted with the comment.
    public var language: String?
    /// Where to go on, ``QueuePage/next`` of the page before; a cursor of another order is ignored.
    public var cursor: CommentCursor?
    /// The most entries that a page may have, clamped to 1...100.
    public var limit: Int

    /// Makes a query for a pile as a whole.
    public init(_ pile: Pile, sites: CommentQuery.Sites = .all, limit: Int = 25) {
        self.pile = pile
        self.sites = sites
        self.limit = limit
    }
}

/// A comment in the queue, with how many others say the same.
public struct QueueEntry: Sendable, Hashable {
    /// The comment.
    public var comment: RecordedComment
    /// How many other comments without a label have its ``CommentLikeness``; counted up to 1,000.
    public var alike: Int
}

/// One page of a queue.
public struct QueuePage: Sendable, Hashable {
    /// The entries; of comments that are alike the page has one, except on the pile of the marked.
    public var entries: [QueueEntry]
    /// Where the next page begins; `nil` on the last page.
    public var next: CommentCursor?
    /// How many comments were looked at for the page.
    public var looked: Int
    /// Whether the page is short because so many comments were looked at in vain; the next page looks on.
    public var isCutShort: Bool
}
