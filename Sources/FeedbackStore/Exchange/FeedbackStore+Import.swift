import GRDB
import SpamClassifier

/// What an import did.
public struct ImportOutcome: Sendable, Hashable {
    /// How many comments were added.
    public var added = 0
    /// How many were there already, and were left alone.
    public var known = 0
    /// How many of those added are marked as spam.
    public var spam = 0
    /// How many of those added are marked as ham.
    public var ham = 0
    /// Whether the database was empty and has taken over the seed of the feature hashes.
    public var tookSeed = false
    /// The revision of the log after the import.
    public var revision: Int64 = 0
}

extension FeedbackStore {
    /// Adds the comments of an export with their labels; the labels become marks in the log, and a refit follows them.
    ///
    /// Everything is one transaction: if `comments` throws, or the task is cancelled, nothing has happened. Nobody else can
    /// write to the database meanwhile. A comment whose id is there already is left alone, so importing twice changes nothing.
    ///
    /// A database without comments and marks takes over the seed of the feature hashes; then a model that is refitted there
    /// equals, bit for bit, one that is refitted where the export was made. Any other database keeps its own seed.
    ///
    /// - Parameters:
    ///   - header: The header of the export.
    ///   - comments: Passes the comments one by one to its argument, in the order of the export.
    /// - Returns: What was added.
    /// - Throws: ``FeedbackStoreError/newerExport(version:)``, ``FeedbackStoreError/featuresOfOtherSeed``, what `comments` throws, `CancellationError`, or why the
    ///   database could not be written.
    public func importComments(
        _ header: ExchangeHeader,
        comments: @Sendable (_ add: (ExchangedComment) throws -> Void) throws -> Void
    ) async throws -> ImportOutcome {
        guard header.version <= ExchangeHeader.version else {
            throw FeedbackStoreError.newerExport(version: header.version)
        }
        let time = clock()
        let privacy = privacyFilter
        return try await writeCancellably { db in
            var exchange = ExchangeImport(header, time: time, privacy)
            try exchange.takeSeed(header.hashSeed, db)
            try comments { comment in try exchange.add(comment, db) }
            return try exchange.finished(db)
        }
    }

    /// The seed of the feature hashes as it is now: an import into an empty database may have changed it.
    ///
    /// Once something stands in the log it stays.
    public func hashSeed() async throws -> UInt64 { try await read(Self.hashSeed) }

    static func hashSeed(_ db: Database) throws -> UInt64 {
        let statement = try db.cachedStatement(sql: "SELECT hashSeed FROM installation")
        guard let seed = try Int64.fetchOne(statement) else {
            throw DamagedRow(detail: "the table installation is empty")
        }
        return UInt64(bitPattern: seed)
    }
}
