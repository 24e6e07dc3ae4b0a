/// What a key may do; each role may do what the one before it may.
public enum Role: String, Sendable, Hashable, CaseIterable, Comparable {
    /// Have comments judged.
    case check
    /// Read and mark comments.
    case moderate
    /// Forget comments, retrain, and look at the installation as a whole.
    case admin

    /// Whether the first role may do less than the second.
    public static func < (first: Role, second: Role) -> Bool { first.rank < second.rank }

    private var rank: Int {
        switch self {
        case .check: 0
        case .moderate: 1
        case .admin: 2
        }
    }
}

/// A key as the database knows it: everything but the secret, of which only a SHA-256 is kept.
public struct AccessKey: Sendable, Hashable {
    /// Which clients a key is for; a key of one kind opens nothing to the other.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// `Authorization: Bearer …`; 256 random bits.
        case bearer
        /// Twelve hexadecimal digits, as clients of the Akismet protocol want them; 48 random bits.
        case akismet
    }

    /// The number of the key in this database; never used again for another key.
    public var id: Int64
    /// Which clients it is for.
    public var kind: Kind
    /// What it may do.
    public var role: Role
    /// The one site it is bound to; `nil` for a key to every site.
    public var site: String?
    /// What people call it.
    public var name: String?
    /// When it was created, in milliseconds since 1970.
    public var createdAt: Int64
    /// When it was revoked, in milliseconds since 1970; `nil` while it is good.
    public var revokedAt: Int64?
    /// When it was last used, in milliseconds since 1970, to the day; `nil` if it never was.
    public var lastUsedAt: Int64?

    /// Makes the description of a key from its parts.
    public init(
        id: Int64,
        kind: Kind,
        role: Role,
        site: String? = nil,
        name: String? = nil,
        createdAt: Int64,
        revokedAt: Int64? = nil,
        lastUsedAt: Int64? = nil
    ) {
        self.id = id
        self.kind = kind
        self.role = role
        self.site = site
        self.name = name
        self.createdAt = createdAt
        self.revokedAt = revokedAt
        self.lastUsedAt = lastUsedAt
    }

    /// What the log calls the holder: the name, or the number where there is none.
    public var holder: String { name ?? "key \(id)" }
}
