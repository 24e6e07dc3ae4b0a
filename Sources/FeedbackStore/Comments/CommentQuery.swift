public import SpamClassifier

/// Which recorded comments to list, in which order, and from where on.
///
/// Comments that datasets brought are never listed.
public struct CommentQuery: Sendable, Hashable {
    /// Which sites count.
    public enum Sites: Sendable, Hashable {
        /// Comments of every site.
        case all
        /// Comments of one site; `nil` is the default site.
        case only(String?)
    }

    /// Which labels count.
    public enum Labels: Sendable, Hashable {
        /// Comments with a label and without.
        case any
        /// Comments without a label.
        case unlabelled
        /// Comments that are marked so.
        case only(Label)
    }

    /// What comes first.
    public enum Order: Sendable, Hashable {
        /// The comments that arrived last.
        case newest
        /// The comments whose probability of spam is nearest to one half. Comments that were never judged are left out.
        case uncertainty
    }

    /// Which sites count.
    public var sites: Sites
    /// The verdict that a comment must have been given: `spam`, `ham` or `unsure`.
    public var verdict: String?
    /// Which labels count.
    public var labels: Labels
    /// The earliest time of arrival, in milliseconds since 1970.
    public var since: Int64?
    /// A text that the content, the author's name, e-mail address, web address or network address contains; upper and
    /// lower case of the letters A to Z count alike.
    ///
    /// No index serves this filter.
    public var text: String?
    /// What comes first.
    public var order: Order
    /// Where to go on, ``CommentPage/next`` of the page before; a cursor of the other order is ignored.
    public var cursor: CommentCursor?
    /// The most comments that a page may have, clamped to 1...500.
    public var limit: Int

    /// Makes a query; without arguments it lists everything, newest first.
    public init(
        sites: Sites = .all,
        verdict: String? = nil,
        labels: Labels = .any,
        since: Int64? = nil,
        text: String? = nil,
        order: Order = .newest,
        cursor: CommentCursor? = nil,
        limit: Int = 50
    ) {
        self.sites = sites
        self.verdict = verdict
        self.labels = labels
        self.since = since
        self.text = text
        self.order = order
        self.cursor = cursor
        self.limit = limit
    }

    var pageSize: Int { min(max(limit, 1), 500) }
}

/// One page of a list of comments.
public struct CommentPage: Sendable, Hashable {
    /// The comments, in the order of the query.
    public var comments: [RecordedComment]
    /// Where the next page begins; `nil` on the last page.
    public var next: CommentCursor?

    /// Makes a page from its parts.
    public init(comments: [RecordedComment], next: CommentCursor? = nil) {
        self.comments = comments
        self.next = next
    }
}
