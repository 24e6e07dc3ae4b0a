import FeedbackStore

/// What the page about sites shows.
struct SitesView: Sendable {
    struct Row: Sendable {
        let siteName: String
        /// What forms say for the site; empty for the default one.
        let siteValue: String
        let comments: String
        let spam: String
        let ham: String
        let overview: String
        let told: Told?
    }

    /// Where a site is told of changed verdicts, and how that goes.
    struct Told: Sendable {
        let place: String
        let progress: String
        let trouble: String?
        /// Whether its notices are signed, so that it has a secret and can be tried.
        let isSigned: Bool

        init(_ webhook: Webhook) {
            place = webhook.url ?? "\(webhook.authority), as its client names"
            let parts = [
                "\(NumberWords.count(webhook.pending)) waiting", "\(NumberWords.count(webhook.delivered)) delivered",
                webhook.dropped > 0 ? "\(NumberWords.count(webhook.dropped)) given up" : nil,
                webhook.deliveredAt.map { "last \(NumberWords.time($0))" },
                webhook.allowsPrivate ? "private addresses allowed" : nil,
            ]
            progress = parts.compactMap(\.self).joined(separator: " · ")
            trouble = webhook.failure.map { "Failing: \($0)" }
            isSigned = webhook.kind == .signed
        }
    }

    struct Issued: Sendable {
        let issuedTo: String
        let secret: String

        init(issuedTo: String, secret: [UInt8]) {
            self.issuedTo = issuedTo
            self.secret = WebhookSecrets(current: secret).text
        }
    }

    struct Choice: Sendable {
        let value: String
        let title: String
        let isChosen: Bool
    }

    struct Refusal: Sendable {
        let reason: String
    }

    let tabs: ModelTabs
    let rows: [Row]
    let hasNoComments: Bool
    /// Whether the visitor may say which sites are told.
    let mayTell: Bool
    let issued: [Issued]
    let refusals: [Refusal]
    let kinds: [Choice]
    let typedSite: String
    let typedURL: String
    let isPrivateTyped: Bool

    private static let kindTitles: [(Webhook.Kind, String)] = [
        (.signed, "In requests that are signed"),
        (.akismet, "As Akismet does it"),
    ]

    init(
        _ sites: [SiteStatistics],
        webhooks: [Webhook],
        issued: Issued?,
        refusal: String?,
        form: PageForm,
        access: Access
    ) {
        tabs = ModelTabs(current: "/model/sites", access)
        hasNoComments = sites.allSatisfy { $0.comments == 0 }
        let told = Dictionary(webhooks.map { ($0.site ?? "", $0) }) { first, _ in first }
        rows = sites.map { site in
            Row(
                siteName: SiteNames.words(site.site),
                siteValue: site.site ?? "",
                comments: NumberWords.count(site.comments),
                spam: NumberWords.count(site.spam),
                ham: NumberWords.count(site.ham),
                overview: "/overview?site=" + SiteChoice.only(site.site).parameter.queryEncoded,
                told: told[site.site ?? ""].map(Told.init)
            )
        }
        mayTell = access.role >= .admin
        self.issued = issued.map { [$0] } ?? []
        refusals = refusal.map { [Refusal(reason: $0)] } ?? []
        let isRefused = refusal != nil
        let kind = isRefused ? form["kind"] : nil
        kinds = Self.kindTitles.map {
            Choice(value: $0.0.rawValue, title: $0.1, isChosen: (kind ?? "signed") == $0.0.rawValue)
        }
        typedSite = isRefused ? form["site"] ?? "" : ""
        typedURL = isRefused ? form["url"] ?? "" : ""
        isPrivateTyped = isRefused && form["private"] != nil
    }
}
