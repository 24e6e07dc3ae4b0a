import Foundation
import GRDB

extension FeedbackStore {
    /// Registers where a site is told of changed verdicts, in place of what was registered before; notices that wait go there.
    ///
    /// - Parameters:
    ///   - webhook: The webhook; what it says of deliveries is passed over.
    ///   - source: Who registers it, for the audit log.
    /// - Returns: The secret that its notices are signed with, which is new.
    /// - Throws: Why the database could not be written.
    public func register(_ webhook: Webhook, source: MarkSource) async throws(FeedbackStoreError) -> [UInt8] {
        let time = clock()
        let secret = Self.newSecret()
        try await write { db in
            var sites = SiteDirectory()
            let siteID = try sites.id(named: webhook.site, db)
            try db.execute(
                sql: """
                    INSERT INTO webhook (siteID, kind, authority, url, allowsPrivate, secret, createdAt)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    ON CONFLICT (siteID) DO UPDATE SET kind = excluded.kind, authority = excluded.authority,
                        url = excluded.url, allowsPrivate = excluded.allowsPrivate, secret = excluded.secret,
                        createdAt = excluded.createdAt, previousSecret = NULL, rotatedAt = NULL, failures = 0, retryAt = 0,
                        failedAt = NULL, failure = NULL
                    """,
                arguments: [
                    siteID, webhook.kind.rawValue, webhook.authority, webhook.url, webhook.allowsPrivate, Data(secret),
                    time,
                ]
            )
            let subject = "site \(webhook.site ?? "(default)"), \(webhook.kind.rawValue), \(webhook.authority)"
            try AuditEntry(loggedAt: time, source: source, action: .webhookRegistered, subject: subject).append(db)
        }
        return secret
    }

    /// Gives a site a new secret; for a day its notices are signed with the one before as well.
    ///
    /// - Throws: ``FeedbackStoreError/unknownWebhook(site:)``, or why the database could not be written.
    public func rotateSecret(ofSite site: String?, source: MarkSource) async throws(FeedbackStoreError) -> [UInt8] {
        let time = clock()
        let secret = Self.newSecret()
        try await write { db in
            try db.execute(
                sql: """
                    UPDATE webhook SET previousSecret = secret, secret = ?, rotatedAt = ?
                    WHERE siteID = (SELECT id FROM site WHERE name = ?)
                    """,
                arguments: [Data(secret), time, (site ?? "").storable]
            )
            guard db.changesCount == 1 else { throw FeedbackStoreError.unknownWebhook(site: site) }
            let subject = "site \(site ?? "(default)")"
            try AuditEntry(loggedAt: time, source: source, action: .webhookRotated, subject: subject).append(db)
        }
        return secret
    }

    /// Removes the webhook of a site, and the notices that wait for it.
    ///
    /// - Throws: ``FeedbackStoreError/unknownWebhook(site:)``, or why the database could not be written.
    public func removeWebhook(ofSite site: String?, source: MarkSource) async throws(FeedbackStoreError) {
        let time = clock()
        try await write { db in
            try db.execute(
                sql: "DELETE FROM webhook WHERE siteID = (SELECT id FROM site WHERE name = ?)",
                arguments: [(site ?? "").storable]
            )
            guard db.changesCount == 1 else { throw FeedbackStoreError.unknownWebhook(site: site) }
            let subject = "site \(site ?? "(default)")"
            try AuditEntry(loggedAt: time, source: source, action: .webhookRemoved, subject: subject).append(db)
        }
    }

    /// Notes the address that the client of a site names, where the site is told as Akismet tells it.
    ///
    /// The address must lie at the site's registered host: whoever calls has made sure of that.
    public func setCallback(_ url: String, ofSite site: String) async throws(FeedbackStoreError) {
        try await write { db in
            try db.execute(
                sql: """
                    UPDATE webhook SET url = ?, failures = 0, retryAt = 0
                    WHERE siteID = (SELECT id FROM site WHERE name = ?) AND kind = 'akismet' AND url IS NOT ?
                    """,
                arguments: [url, site.storable, url]
            )
        }
    }

    /// The names of all sites, the default site, `nil`, first.
    public func sites() async throws -> [String?] {
        let names = try await read { db in try String.fetchAll(db, sql: "SELECT name FROM site ORDER BY name") }
        return names.map { $0.isEmpty ? nil : $0 }
    }

    /// The webhooks, the default site first, then by name.
    public func webhooks() async throws -> [Webhook] {
        try await read { db in try Row.fetchAll(db, sql: WebhookRow.all).map(WebhookRow.webhook) }
    }

    /// The webhook of a site with its secrets; `nil` if it has none.
    public func webhook(ofSite site: String?) async throws -> (webhook: Webhook, secrets: WebhookSecrets)? {
        let time = clock()
        return try await read { db in
            let sql = "\(WebhookRow.selection) WHERE site.name = ?"
            return try Row.fetchOne(db, sql: sql, arguments: [(site ?? "").storable]).map { row in
                (try WebhookRow.webhook(row), WebhookRow.secrets(row, at: time))
            }
        }
    }

    private static func newSecret() -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }
}

/// How a webhook is read out of a row.
enum WebhookRow {
    static let selection = select(pending: "0")
    static let all =
        select(pending: "(SELECT count(*) FROM notice WHERE siteID = webhook.siteID AND dueAt IS NOT NULL)")
        + " ORDER BY site.name"

    private static func select(pending: String) -> String {
        """
        SELECT site.name, webhook.kind, webhook.authority, webhook.url, webhook.allowsPrivate, webhook.createdAt,
            webhook.delivered, webhook.dropped, webhook.deliveredAt, webhook.failures, webhook.failure, webhook.retryAt,
            \(pending), webhook.secret, webhook.previousSecret, webhook.rotatedAt
        FROM webhook JOIN site ON site.id = webhook.siteID
        """
    }

    static func webhook(_ row: Row) throws -> Webhook {
        guard let kind = Webhook.Kind(rawValue: row[1]) else {
            throw DamagedRow(detail: "a webhook has a kind that does not exist")
        }
        let name: String = row[0]
        var webhook = Webhook(
            site: name.isEmpty ? nil : name,
            kind: kind,
            authority: row[2],
            url: row[3],
            allowsPrivate: row[4],
            createdAt: row[5]
        )
        webhook.delivered = row[6]
        webhook.dropped = row[7]
        webhook.deliveredAt = row[8]
        webhook.failures = row[9]
        webhook.failure = row[10]
        webhook.retryAt = row[11]
        webhook.pending = row[12]
        return webhook
    }

    static func secrets(_ row: Row, at time: Int64) -> WebhookSecrets {
        let rotatedAt: Int64? = row[15]
        let isFresh = rotatedAt.map { time - $0 < WebhookSecrets.overlap } ?? false
        return WebhookSecrets(
            current: Array(row[13] as Data),
            previous: isFresh ? (row[14] as Data?).map(Array.init) : nil
        )
    }
}
