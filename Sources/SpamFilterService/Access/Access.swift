public import FeedbackStore
import SpamClassifier

/// What a request may do: the role of its key, and the site that the key is bound to.
///
/// While the service is open every request may do everything.
public struct Access: Sendable, Hashable {
    /// What it may do.
    public let role: Role
    /// The one site that it may touch; `nil` for every site.
    public let site: String?
    /// The number of the key; `nil` while the service is open.
    public let keyID: Int64?
    /// What the log calls whoever marks with it; `nil` while the service is open.
    public let holder: String?
    /// Whether the request is about a page of the dashboard.
    private var isOnPages = false

    /// Everything, for everyone.
    public static let open = Access(role: .admin, site: nil, keyID: nil, holder: nil)

    /// Less than any key: for routes that everyone may call.
    static let none = Access(role: .check, site: "", keyID: nil, holder: nil)

    /// What the holder of a key may do.
    public init(_ key: AccessKey) {
        self.init(role: key.role, site: key.site, keyID: key.id, holder: key.holder)
    }

    private init(role: Role, site: String?, keyID: Int64?, holder: String?) {
        self.role = role
        self.site = site
        self.keyID = keyID
        self.holder = holder
    }

    /// The same, through the pages of the dashboard.
    func onPages() -> Access {
        var access = self
        access.isOnPages = true
        return access
    }

    /// Who marks, for the log.
    var source: MarkSource { isOnPages && holder == nil ? .dashboard : .moderator(holder) }

    /// Throws ``Problem/roleRequired(_:)`` unless the role reaches.
    func require(_ role: Role) throws(Problem) {
        guard self.role >= role else { throw .roleRequired(role) }
    }

    /// Throws ``Problem/foreignSite`` for what belongs to another site; `nil` is the default site.
    func requireSite(_ site: String?) throws(Problem) {
        guard let own = self.site else { return }
        guard own == site else { throw .foreignSite }
    }

    /// A comment as a client hands it in: a key of one site stands for its site where the comment names none.
    func submitted(_ comment: Comment) throws(Problem) -> Comment {
        var comment = comment
        if comment.site == nil || comment.site == "" { comment.site = site }
        try requireSite(comment.site)
        return comment
    }

    /// The sites that a list or a count may show, given the one that was asked for; `nil` asks for all.
    func sites(_ asked: String?) throws(Problem) -> CommentQuery.Sites {
        guard let asked else { return site.map { .only($0) } ?? .all }
        try requireSite(asked)
        return .only(asked.isEmpty ? nil : asked)
    }
}
