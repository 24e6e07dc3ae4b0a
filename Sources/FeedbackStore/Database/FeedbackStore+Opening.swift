import Foundation
import GRDB

extension FeedbackStore {
    /// How long a write waits for another process, in seconds.
    static let busySeconds = 5

    static func configuration(
        path: String,
        readOnly: Bool,
        files: DatabaseFiles,
        trace: (@Sendable (String) -> Void)?
    ) -> Configuration {
        var configuration = Configuration()
        configuration.label = "feedback"
        configuration.readonly = readOnly
        configuration.busyMode = .timeout(Double(busySeconds))
        // Opening the file comes before anything is written to it: a stranger's database stays as it is.
        configuration.prepareDatabase { db in
            if try Schema.isForeign(db) { throw FeedbackStoreError.foreignDatabase(path: path) }
            // So does one of a newer version: the pool is about to choose the journal mode, which stands in the file.
            if !db.configuration.readonly { try refuseNewer(db, path: path) }
            // Connections are opened when they are needed: this one may have found another file than the first one.
            try files.checkPlace()
            try db.execute(sql: "PRAGMA secure_delete = ON")
            if let trace { db.trace { trace($0.expandedDescription) } }
        }
        return configuration
    }

    /// Makes the pool durable and its schema current.
    static func prepare(_ pool: DatabasePool, path: String, createdAt: Int64) throws {
        try pool.writeWithoutTransaction { db in
            // The pool chooses NORMAL, which may lose acknowledged marks when the power fails.
            try db.execute(sql: "PRAGMA synchronous = FULL")
        }
        // Whoever finds everything in place needs no lock: it may start while another process writes.
        if try pool.read(isPrepared) { return }
        do {
            try Schema.migrator.migrate(pool)
        } catch {
            // Two processes may create the database at once; the second finds the work done.
            guard try pool.read(Schema.migrator.hasCompletedMigrations) else { throw error }
        }
        try pool.write { db in
            try db.execute(
                sql: """
                    INSERT INTO installation (id, hashSeed, createdAt, secret) VALUES (1, ?, ?, randomblob(32))
                    ON CONFLICT (id) DO NOTHING
                    """,
                arguments: [Int64(bitPattern: UInt64.random(in: .min ... .max)), createdAt]
            )
        }
    }

    private static func refuseNewer(_ db: Database, path: String) throws {
        let unknown = try Schema.unknownMigrations(db)
        guard unknown.isEmpty else { throw FeedbackStoreError.newerSchema(path: path, migrations: unknown) }
    }

    private static func isPrepared(_ db: Database) throws -> Bool {
        guard try Schema.migrator.hasCompletedMigrations(db) else { return false }
        return try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM installation)") ?? false
    }

    /// Reads what was fixed at creation, if this version may work with the database at all.
    static func checked(_ pool: DatabasePool, path: String) throws -> Installation {
        try pool.read { db in
            try refuseNewer(db, path: path)
            guard try Schema.migrator.hasCompletedMigrations(db) else {
                throw FeedbackStoreError.olderSchema(path: path)
            }
            guard let row = try Row.fetchOne(db, sql: "SELECT hashSeed, createdAt, secret FROM installation") else {
                throw FeedbackStoreError.damaged(path: path, detail: "the table installation is empty")
            }
            let secret: Data = row[2]
            return Installation(hashSeed: UInt64(bitPattern: row[0]), createdAt: row[1], secret: Array(secret))
        }
    }
}
