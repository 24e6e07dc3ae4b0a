import GRDB
import SpamClassifier

/// What the comments that arrived last have in common.
public struct RecentComments: Sendable, Hashable {
    /// A word and how many of the comments have it.
    public struct Count: Sendable, Hashable {
        /// A host, or a language as it was submitted.
        public var name: String
        /// How many of the comments link to the host, or are in the language.
        public var comments: Int
        /// How many of those were called spam.
        public var spam: Int
    }

    /// How many comments were looked at.
    public var comments = 0
    /// The hosts that they link to, most frequent first, then by name.
    public var hosts: [Count] = []
    /// The languages that they are said to be in, most frequent first, then by name.
    public var languages: [Count] = []

    /// Nothing was looked at.
    public init() {}
}

extension FeedbackStore {
    /// Looks at the comments that arrived last; comments of datasets are left out.
    ///
    /// - Parameters:
    ///   - limit: The most comments to look at.
    ///   - sites: Which sites count.
    /// - Returns: The hosts and languages that they have.
    /// - Throws: A ``FeedbackStoreError``, or `CancellationError`.
    /// - Complexity: O(bytes of those comments).
    public func recentComments(_ limit: Int, sites: CommentQuery.Sites = .all) async throws -> RecentComments {
        var condition = ""
        var arguments = StatementArguments()
        if case .only(let site) = sites {
            condition = "AND siteID = (SELECT id FROM site WHERE name = ?)"
            arguments = [(site ?? "").storable]
        }
        let sql = """
            SELECT content, authorURL, language, verdict IS 'spam' FROM comment
            WHERE datasetID IS NULL \(condition) ORDER BY id DESC LIMIT \(max(limit, 0))
            """
        return try await read { [arguments] db in
            var recent = RecentComments()
            var (hosts, languages): ([String: RecentComments.Count], [String: RecentComments.Count]) = ([:], [:])
            for row in try Row.fetchAll(db, sql: sql, arguments: arguments) {
                recent.comments += 1
                var comment = Comment(content: row[0])
                comment.authorURL = row[1]
                let isSpam: Bool = row[3]
                for host in LinkHosts(of: comment).hosts { hosts.add(host, isSpam: isSpam) }
                if let language: String = row[2], !language.isEmpty { languages.add(language, isSpam: isSpam) }
            }
            recent.hosts = hosts.ranked
            recent.languages = languages.ranked
            return recent
        }
    }
}

extension [String: RecentComments.Count] {
    fileprivate mutating func add(_ name: String, isSpam: Bool) {
        var count = self[name] ?? RecentComments.Count(name: name, comments: 0, spam: 0)
        count.comments += 1
        if isSpam { count.spam += 1 }
        self[name] = count
    }

    fileprivate var ranked: [RecentComments.Count] {
        values.sorted { ($1.comments, $0.name) < ($0.comments, $1.name) }
    }
}
