import FeedbackStore

/// Knows the hosts and languages of the comments that arrived last, without looking anew for everybody who asks.
actor RecentTrends {
    private let store: FeedbackStore
    private var known: [CommentQuery.Sites: (recent: RecentComments, at: ContinuousClock.Instant)] = [:]

    /// How old an answer may be: a page that is loaded again and again looks no comment up twice.
    private static let freshness = Duration.seconds(10)
    /// How many comments are looked at.
    private static let comments = 1_000
    /// Of how many choices of sites answers are kept.
    private static let most = 100

    init(store: FeedbackStore) {
        self.store = store
    }

    /// What the last comments have in common, at most ten seconds old.
    func recent(_ sites: CommentQuery.Sites) async throws -> RecentComments {
        if let last = known[sites], .now - last.at < Self.freshness { return last.recent }
        let recent = try await store.recentComments(Self.comments, sites: sites)
        if known.count >= Self.most { known = [:] }
        known[sites] = (recent, .now)
        return recent
    }
}
