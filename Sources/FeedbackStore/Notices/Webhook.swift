/// Where a site is told of verdicts that later marks changed, and how that goes.
public struct Webhook: Sendable, Hashable {
    /// How a site is told.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// At an address that the operator gave, in a request that is signed with the secret of the site.
        case signed
        /// As Akismet tells its clients: at the address that the site's own client names.
        case akismet
    }

    /// The name of the site; `nil` is the default site.
    public var site: String?
    /// How it is told.
    public var kind: Kind
    /// The only host that is called, with its port if that is not the usual one.
    public var authority: String
    /// The address; `nil` until the site's client has named it.
    public var url: String?
    /// Whether addresses may be called that only the operator's own network reaches.
    public var allowsPrivate: Bool
    /// When it was registered, in milliseconds since 1970.
    public var createdAt: Int64
    /// How many notices wait.
    public var pending = 0
    /// How many notices arrived.
    public var delivered = 0
    /// How many notices were given up.
    public var dropped = 0
    /// When the last notice arrived, in milliseconds since 1970.
    public var deliveredAt: Int64?
    /// How many attempts have failed since then.
    public var failures = 0
    /// Why the last attempt failed; `nil` if it did not.
    public var failure: String?
    /// When the next attempt may be made, in milliseconds since 1970.
    public var retryAt: Int64 = 0

    /// Makes a webhook from its parts.
    public init(site: String?, kind: Kind, authority: String, url: String?, allowsPrivate: Bool, createdAt: Int64) {
        self.site = site
        self.kind = kind
        self.authority = authority
        self.url = url
        self.allowsPrivate = allowsPrivate
        self.createdAt = createdAt
    }
}

/// The secrets that a site's notices are signed with: 32 random bytes each.
public struct WebhookSecrets: Sendable, Hashable {
    /// The secret of now.
    public var current: [UInt8]
    /// The one before, as long as receivers may not know the new one yet.
    public var previous: [UInt8]?

    /// For how long notices are signed with the secret before as well, in milliseconds: a day.
    public static let overlap: Int64 = 86_400_000

    /// Makes secrets from their parts.
    public init(current: [UInt8], previous: [UInt8]? = nil) {
        self.current = current
        self.previous = previous
    }
}

/// A change of verdict that a site is to be told.
public struct Notice: Sendable, Hashable {
    /// The name of the notice, the same at every attempt.
    public var id: CommentID
    /// The comment.
    public var comment: CommentID
    /// The verdict that the site was given.
    public var verdict: String
    /// What holds now: the label, or the verdict again if the mark was taken back.
    public var outcome: String
    /// What the comment is marked as; `nil` if the mark was taken back.
    public var label: String?
    /// When the notice was made, in milliseconds since 1970.
    public var madeAt: Int64
    /// How many attempts were begun, this one included.
    public var attempts: Int
    let key: Int64

    /// Makes a notice from its parts; one that is not in the database cannot be noted there.
    public init(
        id: CommentID,
        comment: CommentID,
        verdict: String,
        outcome: String,
        label: String?,
        madeAt: Int64,
        attempts: Int
    ) {
        self.init(
            id,
            comment,
            verdict: verdict,
            outcome: outcome,
            label: label,
            madeAt: madeAt,
            attempts: attempts,
            key: 0
        )
    }

    init(
        _ id: CommentID,
        _ comment: CommentID,
        verdict: String,
        outcome: String,
        label: String?,
        madeAt: Int64,
        attempts: Int,
        key: Int64
    ) {
        self.id = id
        self.comment = comment
        self.verdict = verdict
        self.outcome = outcome
        self.label = label
        self.madeAt = madeAt
        self.attempts = attempts
        self.key = key
    }
}

/// A notice that was taken from the outbox to be delivered.
public struct NoticeDelivery: Sendable, Hashable {
    /// What is to be told.
    public var notice: Notice
    /// To whom.
    public var webhook: Webhook
    /// What it is signed with.
    public var secrets: WebhookSecrets
    let siteID: Int64
}
