import Foundation
import GRDB

/// A new key, with the secret that is shown this once.
public struct IssuedKey: Sendable, Hashable {
    /// What the database knows.
    public var key: AccessKey
    /// What the client sends.
    public var secret: String
}

extension FeedbackStore {
    /// Creates a key; returns once it is on disk and good.
    ///
    /// - Parameters:
    ///   - kind: Which clients it is for.
    ///   - role: What it may do.
    ///   - site: The one site it is bound to; `nil` for every site.
    ///   - name: What people call it: 1 to 64 characters without control characters.
    ///   - source: Who creates it, for the audit log.
    /// - Returns: The key with its secret.
    /// - Throws: ``FeedbackStoreError/unusableName(_:)`` for an empty site or a name that is not allowed, or why the
    ///   database could not be written.
    public func createKey(
        _ kind: AccessKey.Kind,
        role: Role,
        site: String? = nil,
        name: String? = nil,
        source: MarkSource
    ) async throws(FeedbackStoreError) -> IssuedKey {
        for text in [site, name].compactMap(\.self) where !Self.isUsableName(text) {
            throw FeedbackStoreError.unusableName(text)
        }
        let secret = KeySecret(for: kind)
        let time = clock()
        let key = try await writeOfKeys { db in
            var sites = SiteDirectory()
            let siteID: Int64? = if let site { try sites.id(named: site, db) } else { nil }
            try db.execute(
                sql: """
                    INSERT INTO accessKey (kind, role, siteID, name, digest, createdAt) VALUES (?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    kind.rawValue, role.rawValue, siteID, name, Data(KeySecret.digest(of: secret.text)), time,
                ]
            )
            let id = db.lastInsertedRowID
            let key = AccessKey(id: id, kind: kind, role: role, site: site, name: name, createdAt: time)
            try AuditEntry(loggedAt: time, source: source, action: .keyCreated, subject: key.auditSubject).append(db)
            return key
        }
        return IssuedKey(key: key, secret: secret.text)
    }

    /// All keys, the revoked ones too, oldest first.
    public func keys() async throws -> [AccessKey] {
        try await read { db in try KeyRow.fetchAll(db).map(\.key) }
    }

    /// Revokes a key; returns once nobody is let in with it any more.
    ///
    /// Revoking it again changes nothing.
    ///
    /// - Throws: ``FeedbackStoreError/unknownKey(_:)``, or why the database could not be written.
    public func revokeKey(_ id: Int64, source: MarkSource) async throws(FeedbackStoreError) -> AccessKey {
        let time = clock()
        return try await writeOfKeys { db in
            guard var key = try KeyRow.fetchAll(db).first(where: { $0.key.id == id })?.key else {
                throw FeedbackStoreError.unknownKey(id)
            }
            guard key.revokedAt == nil else { return key }
            try db.execute(sql: "UPDATE accessKey SET revokedAt = ? WHERE id = ?", arguments: [time, id])
            try AuditEntry(loggedAt: time, source: source, action: .keyRevoked, subject: key.auditSubject).append(db)
            key.revokedAt = time
            return key
        }
    }

    /// Notes the day on which keys were last used.
    public func noteUse(of ids: Set<Int64>) async throws(FeedbackStoreError) {
        guard !ids.isEmpty else { return }
        let day = clock() / KeyDirectory.day * KeyDirectory.day
        try await write { db in
            for id in ids {
                try db.execute(
                    sql: "UPDATE accessKey SET lastUsedAt = ? WHERE id = ? AND lastUsedAt IS NOT ?",
                    arguments: [day, id, day]
                )
            }
        }
    }

    /// Changes keys; returns once no directory of any process goes by what they were before.
    private func writeOfKeys(
        _ change: @escaping @Sendable (Database) throws -> AccessKey
    ) async throws(FeedbackStoreError) -> AccessKey {
        let key = try await write(change)
        try? await Task.sleep(for: KeyDirectory.patience)
        return key
    }

    private static func isUsableName(_ text: String) -> Bool {
        (1...64).contains(text.count)
            && text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
    }
}

extension AccessKey {
    /// The key as the audit log names it.
    fileprivate var auditSubject: String {
        ["key \(id)", kind.rawValue, role.rawValue, site.map { "site \($0)" }, name.map { "“\($0)”" }]
            .compactMap(\.self).joined(separator: ", ")
    }
}

/// A row of the table of keys.
struct KeyRow {
    let key: AccessKey
    let digest: Data

    static func fetchAll(_ db: Database) throws -> [KeyRow] {
        let statement = try db.cachedStatement(
            sql: """
                SELECT accessKey.id, accessKey.kind, accessKey.role, site.name, accessKey.name, accessKey.createdAt,
                    accessKey.revokedAt, accessKey.lastUsedAt, accessKey.digest
                FROM accessKey LEFT JOIN site ON site.id = accessKey.siteID ORDER BY accessKey.id
                """
        )
        return try Row.fetchAll(statement).map(KeyRow.init)
    }

    private init(_ row: Row) throws {
        guard let kind = AccessKey.Kind(rawValue: row[1]), let role = Role(rawValue: row[2]) else {
            throw DamagedRow(detail: "a key has a kind or a role that does not exist")
        }
        key = AccessKey(
            id: row[0],
            kind: kind,
            role: role,
            site: row[3],
            name: row[4],
            createdAt: row[5],
            revokedAt: row[6],
            lastUsedAt: row[7]
        )
        digest = row[8]
    }
}
