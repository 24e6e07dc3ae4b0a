import GRDB

/// The row ids of sites, as far as one transaction has asked for them.
///
/// It must not outlive its transaction: a rollback takes new sites away.
struct SiteDirectory {
    private var ids: [String: Int64] = [:]

    /// The id of a site, which is added if it is new; `nil` and the empty name are the default site.
    mutating func id(named name: String?, _ db: Database) throws -> Int64 {
        let name = (name ?? "").storable
        if let id = ids[name] { return id }
        let id = try Self.find(name, db) ?? Self.add(name, db)
        ids[name] = id
        return id
    }

    private static func find(_ name: String, _ db: Database) throws -> Int64? {
        let statement = try db.cachedStatement(sql: "SELECT id FROM site WHERE name = ?")
        return try Int64.fetchOne(statement, arguments: [name])
    }

    private static func add(_ name: String, _ db: Database) throws -> Int64 {
        try db.cachedStatement(sql: "INSERT INTO site (name) VALUES (?)").execute(arguments: [name])
        return db.lastInsertedRowID
    }
}
