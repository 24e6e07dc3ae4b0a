import Crypto
import Foundation
import GRDB
import SpamClassifier

/// An import, inside the one transaction that does it.
struct ExchangeImport {
    private let time: Int64
    private let header: ExchangeHeader
    private let privacy: PrivacyFilter
    private var newDatasets: [Int64] = []
    private var outcome = ImportOutcome()
    private var sites = SiteDirectory()
    private var datasets: [String: Int64] = [:]

    init(_ header: ExchangeHeader, time: Int64, _ privacy: PrivacyFilter) {
        self.header = header
        self.time = time
        self.privacy = privacy
    }

    /// Whether features of the export mean the same here.
    ///
    /// - Throws: ``FeedbackStoreError/featuresOfOtherSeed`` or ``FeedbackStoreError/featuresOfOtherRules``.
    private func checkFeatures(_ db: Database) throws {
        guard try FeedbackStore.hashSeed(db) == header.hashSeed else { throw FeedbackStoreError.featuresOfOtherSeed }
        guard header.featureVersion == FeatureExtractor.version else { throw FeedbackStoreError.featuresOfOtherRules }
    }

    /// Takes over the seed of the feature hashes if nothing depends on the one that is there.
    mutating func takeSeed(_ seed: UInt64, _ db: Database) throws {
        let isUsed = "SELECT EXISTS (SELECT 1 FROM comment) OR EXISTS (SELECT 1 FROM feedback)"
        guard try Bool.fetchOne(db, sql: isUsed) == false else { return }
        try db.execute(sql: "UPDATE installation SET hashSeed = ?", arguments: [Int64(bitPattern: seed)])
        outcome.tookSeed = true
    }

    /// Adds a comment and its mark, unless its id is there already.
    mutating func add(_ exchanged: ExchangedComment, _ db: Database) throws {
        guard try !Self.isKnown(exchanged.id, db) else {
            outcome.known += 1
            return
        }
        var row = CommentInsertion(
            id: exchanged.id,
            comment: exchanged.comment,
            judgement: exchanged.judgement,
            label: exchanged.label,
            datasetID: try exchanged.dataset.map { try datasetID(named: $0, db) },
            privacy: privacy
        )
        if let features = exchanged.features {
            try checkFeatures(db)
            row.remains = exchanged.remains(features, at: time)
        }
        guard let key = try row.insert(db, sites: &sites) else {
            throw DamagedRow(detail: "the new id \(row.id) is already there")
        }
        outcome.added += 1
        guard let label = exchanged.label else { return }
        switch label {
        case .spam: outcome.spam += 1
        case .ham: outcome.ham += 1
        }
        let source = exchanged.mark.flatMap { MarkSource($0.source) } ?? .commandLine
        // The labels of a dataset count with the dataset; only what a person said of its comments stands in the log.
        if case .dataset = source, row.datasetID != nil { return }
        let mark = FeedbackLog.Mark(
            key: key,
            label: label,
            previous: nil,
            source: source,
            time: exchanged.mark?.time ?? time
        )
        _ = try mark.append(db)
    }

    /// Appends the refit that new labels call for.
    func finished(_ db: Database) throws -> ImportOutcome {
        var outcome = outcome
        let hasLabels = outcome.spam + outcome.ham > 0
        guard hasLabels || !newDatasets.isEmpty else {
            outcome.revision = try FeedbackLog.revision(db)
            return outcome
        }
        let refit = FeedbackLog.Refit(asOf: nil, digest: nil, time: time)
        outcome.revision = try refit.append(db, changesSet: true)
        for id in newDatasets {
            try db.execute(
                sql: "UPDATE dataset SET fromRevision = ? WHERE id = ?",
                arguments: [outcome.revision, id]
            )
        }
        return outcome
    }

    private static func isKnown(_ id: CommentID, _ db: Database) throws -> Bool {
        let statement = try db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM comment WHERE id = ?)")
        return try Bool.fetchOne(statement, arguments: [id.description]) ?? false
    }

    /// The dataset of a name: the one that is there, or a new one.
    private mutating func datasetID(named name: String, _ db: Database) throws -> Int64 {
        if let id = datasets[name] { return id }
        let id: Int64
        if let found = try DatasetRow.id(named: name, db) {
            id = found
        } else {
            try db.execute(sql: "INSERT INTO dataset (name, importedAt) VALUES (?, ?)", arguments: [name, time])
            id = db.lastInsertedRowID
            newDatasets.append(id)
        }
        datasets[name] = id
        return id
    }
}

extension ExchangedComment {
    /// What is left of a comment that came with features.
    ///
    /// Without its fingerprints the comment cannot be known again; its id stands for them, which no other comment has.
    fileprivate func remains(_ features: [UInt8], at time: Int64) -> CommentRemains {
        let stand = Data(SHA256.hash(data: Data(id.description.utf8)))
        return CommentRemains(
            features: features,
            textDroppedAt: comment.content.isEmpty ? time : nil,
            digest: digest.map { Data($0) } ?? stand,
            likeness: likeness.map { Data($0) } ?? stand.prefix(16)
        )
    }
}
