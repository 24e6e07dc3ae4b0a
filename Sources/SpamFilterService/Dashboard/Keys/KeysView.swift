import FeedbackStore

/// What the page about keys shows.
struct KeysView: Sendable {
    struct Row: Sendable {
        let number: String
        let holder: String
        let kind: String
        let role: String
        let reach: String
        let createdAt: String
        let usedAt: String
        let isGood: Bool
        let isRevocable: Bool

        init(_ key: AccessKey, own: Int64?) {
            number = "\(key.id)"
            holder = key.holder
            kind = key.kind.rawValue
            role = key.role.rawValue
            reach = key.site ?? "all sites"
            createdAt = NumberWords.day(key.createdAt)
            usedAt =
                key.revokedAt.map { "revoked \(NumberWords.day($0))" }
                ?? key.lastUsedAt.map(NumberWords.day) ?? "never"
            isGood = key.revokedAt == nil
            isRevocable = isGood && key.id != own
        }
    }

    struct Choice: Sendable {
        let value: String
        let title: String
        let isChosen: Bool
    }

    struct Issued: Sendable {
        let newHolder: String
        let secret: String
        let isAkismet: Bool
        let isFirst: Bool
    }

    struct Refusal: Sendable {
        let reason: String
    }

    let tabs: ModelTabs
    let keys: [Row]
    let hasNoKeys: Bool
    let issued: [Issued]
    let refusals: [Refusal]
    let roles: [Choice]
    let kinds: [Choice]
    let typedName: String
    let typedSite: String

    private static let roleTitles: [(Role, String)] = [
        (.check, "check: have comments judged"), (.moderate, "moderate: read and mark comments"),
        (.admin, "admin: forget, retrain, and all the rest"),
    ]

    private static let kindTitles: [(AccessKey.Kind, String)] = [
        (.bearer, "Bearer: the API and this dashboard"), (.akismet, "Akismet: plugins that speak its protocol"),
    ]

    init(_ keys: [AccessKey], issued: IssuedKey?, refusal: String?, form: PageForm, access: Access) {
        tabs = ModelTabs(current: "/model/keys", access)
        self.keys = keys.map { Row($0, own: access.keyID) }
        hasNoKeys = keys.isEmpty
        self.issued =
            issued.map {
                [
                    Issued(
                        newHolder: $0.key.holder,
                        secret: $0.secret,
                        isAkismet: $0.key.kind == .akismet,
                        isFirst: access.keyID == nil
                    )
                ]
            } ?? []
        refusals = refusal.map { [Refusal(reason: $0)] } ?? []
        let role = refusal == nil ? nil : form["role"]
        let kind = refusal == nil ? nil : form["kind"]
        let firstRole: Role = keys.isEmpty ? .admin : .check
        roles = Self.roleTitles.map {
            Choice(value: $0.0.rawValue, title: $0.1, isChosen: (role ?? firstRole.rawValue) == $0.0.rawValue)
        }
        kinds = Self.kindTitles.map {
            Choice(value: $0.0.rawValue, title: $0.1, isChosen: (kind ?? "bearer") == $0.0.rawValue)
        }
        typedName = refusal == nil ? "" : form["name"] ?? ""
        typedSite = refusal == nil ? "" : form["site"] ?? ""
    }
}
