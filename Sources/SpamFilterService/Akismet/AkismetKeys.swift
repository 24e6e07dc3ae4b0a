import FeedbackStore

/// Which keys the Akismet protocol is served to, and for which site each is.
struct AkismetKeys: Sendable {
    let directory: KeyDirectory
    /// Whether every well-formed key is good while no key was ever created.
    let mayBeOpen: Bool

    /// What a key opens.
    struct Grant: Sendable, Hashable {
        /// The only site that the key is for; `nil` if it is for any.
        let site: String?
        /// What it may do.
        let role: Role
    }

    /// What a key opens; `nil` for a key that is missing, malformed or not known.
    ///
    /// - Throws: Why the keys cannot be read.
    func grant(_ key: String?) throws -> Grant? {
        guard let key, Self.isWellFormed(key) else { return nil }
        switch try directory.find(key.lowercased(), kind: .akismet) {
        case .open: return mayBeOpen ? Grant(site: nil, role: .moderate) : nil
        case .key(let key): return Grant(site: key.site, role: key.role)
        case .stranger: return nil
        }
    }

    /// WordPress takes keys of twelve hexadecimal digits only.
    private static func isWellFormed(_ key: String) -> Bool { key.wholeMatch(of: /[0-9A-Fa-f]{12}/) != nil }
}
