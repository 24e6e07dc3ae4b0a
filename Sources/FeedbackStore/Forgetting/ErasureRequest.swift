import GRDB

/// Whose comments, or which, are to be forgotten: all conditions that are given must hold.
///
/// Upper and lower case of the letters A to Z count alike, and the spellings of a network address. An e-mail or network address finds
/// the comments that keep its hash, too; a comment that was recorded without it cannot be found by it.
public struct ErasureRequest: Sendable, Hashable {
    /// The comments of these ids.
    public var ids: [CommentID] = []
    /// The author's e-mail address.
    public var email: String?
    /// The author's network address.
    public var ip: String?
    /// The author's web address.
    public var url: String?
    /// The author's name.
    public var author: String?
    /// Which sites are searched.
    public var sites = CommentQuery.Sites.all
    /// Who asks, for the record of erasures.
    public var source: MarkSource

    /// A request that names nobody yet.
    public init(source: MarkSource) {
        self.source = source
    }

    /// Whether nothing is named: such a request finds nothing.
    public var isEmpty: Bool { ids.isEmpty && [email, ip, url, author].allSatisfy { $0?.isEmpty ?? true } }
}

extension ErasureRequest {
    /// The keys of the comments that are meant, of datasets as well.
    ///
    /// By ids O(ids); otherwise every comment is looked at.
    func keys(_ db: Database, _ privacy: PrivacyFilter) throws -> [Int64] {
        guard !isEmpty else { throw FeedbackStoreError.emptyErasure }
        var conditions: [String] = []
        var values: [(any DatabaseValueConvertible)?] = []
        if !ids.isEmpty {
            conditions.append("comment.id IN (\(ids.map { _ in "?" }.joined(separator: ", ")))")
            values += ids.map(\.description)
        }
        if let email, !email.isEmpty {
            conditions.append("comment.authorEmail COLLATE NOCASE IN (?, ?)")
            values += [email.storable, privacy.hash(email)]
        }
        let address = ip.flatMap { SoughtAddress($0, privacy) }
        if let address {
            conditions.append(address.condition(on: "comment.authorIP"))
            values += address.forms
        }
        for (column, text) in [("authorURL", url), ("author", author)] {
            guard let text, !text.isEmpty else { continue }
            conditions.append("comment.\(column) = ? COLLATE NOCASE")
            values.append(text.storable)
        }
        if case .only(let site) = sites {
            conditions.append("comment.siteID = (SELECT id FROM site WHERE name = ?)")
            values.append((site ?? "").storable)
        }
        let sql = "SELECT key, authorIP FROM comment WHERE \(conditions.joined(separator: " AND ")) ORDER BY key"
        var keys: [Int64] = []
        let rows = try Row.fetchCursor(db, sql: sql, arguments: StatementArguments(values))
        while let row = try rows.next() {
            if address?.is(row[1]) ?? true { keys.append(row[0]) }
        }
        return keys
    }

    /// Whether any of the comments has a label or stands in the log.
    static func isLearnt(_ keys: some Sequence<Int64>, _ db: Database) throws -> Bool {
        let isLearnt = try db.cachedStatement(
            sql: """
                SELECT label IS NOT NULL OR EXISTS (SELECT 1 FROM feedback WHERE commentKey = comment.key)
                FROM comment WHERE key = ?
                """
        )
        return try keys.contains { try Bool.fetchOne(isLearnt, arguments: [$0]) ?? false }
    }

    /// Forgets: the marks leave the log, the comments the table, and a refit follows if anything was ever learnt of them.
    func carryOut(_ db: Database, _ refit: FeedbackLog.Refit, _ privacy: PrivacyFilter) throws -> RefitOutcome {
        let keys = try keys(db, privacy)
        var outcome = RefitOutcome(removed: keys.count)
        let isLearnt = try Self.isLearnt(keys, db)
        let label = try db.cachedStatement(sql: "SELECT label FROM comment WHERE key = ?")
        let removal = try CommentRemoval(at: refit.time, db)
        for key in keys {
            if try Int.fetchOne(label, arguments: [key]) != nil { outcome.removedLabels += 1 }
            try removal.remove(key)
        }
        if isLearnt { outcome.revision = try refit.append(db, changesSet: true) }
        return outcome
    }
}
