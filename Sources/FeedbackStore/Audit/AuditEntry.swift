import GRDB

/// Something that somebody did to the installation as a whole.
///
/// It never holds a comment's text or a person's data.
public struct AuditEntry: Sendable, Hashable {
    /// What was done.
    public enum Action: String, Sendable, Hashable, CaseIterable {
        case keyCreated = "key created"
        case keyRevoked = "key revoked"
        case webhookRegistered = "webhook registered"
        case webhookRotated = "webhook secret renewed"
        case webhookRemoved = "webhook removed"
        case erasure
        case retrain
        /// Read from the feedback log, not written here.
        case mark
        /// Read from the feedback log, not written here.
        case refit
    }

    /// When it was done, in milliseconds since 1970.
    public var loggedAt: Int64
    /// Who did it; `nil` for what the service does by itself.
    public var source: MarkSource?
    /// What was done.
    public var action: Action
    /// What it was done to, in words for people.
    public var subject: String

    /// Makes an entry from its parts.
    public init(loggedAt: Int64, source: MarkSource?, action: Action, subject: String) {
        self.loggedAt = loggedAt
        self.source = source
        self.action = action
        self.subject = subject
    }

    /// Appends the entry in the transaction of what it tells about.
    func append(_ db: Database) throws {
        let statement = try db.cachedStatement(
            sql: "INSERT INTO audit (loggedAt, source, action, subject) VALUES (?, ?, ?, ?)"
        )
        try statement.execute(
            arguments: [loggedAt, source?.description.storable ?? "", action.rawValue, subject.storable]
        )
    }
}
