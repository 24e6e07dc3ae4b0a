import Foundation
import GRDB

/// How good the verdicts were that marked comments had been given; comments of datasets are left out.
///
/// People mark what they come across, so these are estimates for comments like those that were marked.
public struct Quality: Sendable, Hashable {
    /// Marked comments whose given probabilities lie in the same tenth.
    struct Bin: Sendable, Hashable {
        var count: Int
        /// The sum of the probabilities.
        var probability: Double
        var spam: Int
    }

    var bins: [Bin]
    /// How many are marked as ham.
    public var ham: Int
    /// How many of those were called spam.
    public var hamCalledSpam: Int
    /// How many are marked as spam.
    public var spam: Int
    /// How many of those were called ham.
    public var spamCalledHam: Int

    /// The mean distance between the given probability and the share of spam, over tenths of the probability, weighted by
    /// their comments (Naeini, Cooper and Hauskrecht 2015); `nil` while nothing is marked.
    public var calibrationError: Double? {
        let total = bins.reduce(0) { $0 + $1.count }
        guard total > 0 else { return nil }
        return bins.reduce(0) { $0 + abs($1.probability - Double($1.spam)) } / Double(total)
    }

    /// The share of ham that was called spam; `nil` while no ham is marked.
    public var hamMisclassification: Double? { ham > 0 ? Double(hamCalledSpam) / Double(ham) : nil }

    /// The share of spam that was called ham; `nil` while no spam is marked.
    public var spamMisclassification: Double? { spam > 0 ? Double(spamCalledHam) / Double(spam) : nil }
}

extension FeedbackStore {
    /// How good the verdicts were; O(marked comments).
    public func quality() async throws -> Quality {
        let sql = """
            SELECT min(CAST(probability * 10 AS INTEGER), 9), count(*), sum(probability), sum(label),
                sum(label = 0 AND verdict = 'spam'), sum(label = 1 AND verdict = 'ham')
            FROM comment WHERE label IS NOT NULL AND probability IS NOT NULL AND datasetID IS NULL GROUP BY 1
            """
        return try await read { db in
            var quality = Quality(bins: [], ham: 0, hamCalledSpam: 0, spam: 0, spamCalledHam: 0)
            for row in try Row.fetchAll(db, sql: sql) {
                let count: Int = row[1]
                let spam: Int = row[3]
                quality.bins.append(Quality.Bin(count: count, probability: row[2], spam: spam))
                quality.spam += spam
                quality.ham += count - spam
                quality.hamCalledSpam += row[4] as Int
                quality.spamCalledHam += row[5] as Int
            }
            return quality
        }
    }

    /// The bytes of the database and its write-ahead log.
    public func bytesOnDisk() async throws -> Int64 {
        let pages = try await read { db in
            try Int64.fetchOne(db, sql: "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size") ?? 0
        }
        let log = try? FileManager.default.attributesOfItem(atPath: path + "-wal")[.size] as? Int64
        return pages + (log ?? 0)
    }
}
