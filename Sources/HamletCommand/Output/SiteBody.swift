import FeedbackStore

/// A site as scripts get it.
struct SiteBody: Encodable {
    let site: String?
    let webhook: String?
    let url: String?
    let host: String?
    let allowsPrivate: Bool?
    let pending: Int?
    let delivered: Int?
    let dropped: Int?
    let failures: Int?
    let failure: String?
    let lastDelivered: String?
    var secret: String?

    private enum CodingKeys: String, CodingKey {
        case site, webhook, url, host, pending, delivered, dropped, failures, failure, secret
        case allowsPrivate = "allows_private"
        case lastDelivered = "last_delivered"
    }

    init(_ site: String?, _ webhook: Webhook?, secret: String? = nil) {
        self.site = site
        self.webhook = webhook?.kind.rawValue
        url = webhook?.url
        host = webhook?.authority
        allowsPrivate = webhook?.allowsPrivate
        pending = webhook?.pending
        delivered = webhook?.delivered
        dropped = webhook?.dropped
        failures = webhook?.failures
        failure = webhook?.failure
        lastDelivered = webhook?.deliveredAt.map(Printing.time)
        self.secret = secret
    }
}

extension Webhook {
    /// The webhook in one line for people.
    var line: String {
        let place = url ?? "\(authority), no address named yet"
        let parts = [
            kind.rawValue, place, allowsPrivate ? "private addresses allowed" : nil,
            "\(pending) waiting", "\(delivered) delivered", dropped > 0 ? "\(dropped) given up" : nil,
            deliveredAt.map { "last \(Printing.time($0))" }, failure.map { "failing: \($0)" },
        ]
        return parts.compactMap(\.self).joined(separator: "  ")
    }
}
