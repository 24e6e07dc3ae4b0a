import Foundation
import GRDB
import SpamClassifier
import Testing

@testable import FeedbackStore

struct RetentionTests {
    /// The time of arrival of a numbered comment.
    private func arrival(_ number: Int) -> Int64 { CommentID.numbered(number).milliseconds }

    @Test func `old comments without a label go, oldest first, and labelled ones stay`() async throws {
        try await withStore { store in
            let ids = try await store.recordNumbered(10)
            _ = try await store.mark(ids[1], as: .spam, source: .dashboard)
            #expect(try await store.dropUnlabelled(before: arrival(6), limit: 3) == 3)
            #expect(try await store.comment(ids[0]) == nil)
            #expect(try await store.comment(ids[1])?.label == .spam)
            #expect(try await store.comment(ids[4]) != nil)
            #expect(try await store.dropUnlabelled(before: arrival(6), limit: 3) == 2)
            #expect(try await store.dropUnlabelled(before: arrival(6), limit: 3) == 0)
            #expect(try await store.comments(matching: CommentQuery()).comments.count == 5)
        }
    }

    @Test func `a comment whose mark was taken back stays until a refit has left the mark behind`() async throws {
        try await withStore { store in
            let ids = try await store.recordNumbered(1)
            _ = try await store.mark(ids[0], as: .spam, source: .dashboard)
            _ = try await store.unmark(ids[0], source: .dashboard)
            #expect(try await store.dropUnlabelled(before: .max, limit: 10) == 0)
            _ = try await store.appendRefit()
            #expect(try await store.dropUnlabelled(before: .max, limit: 10) == 1)
            #expect(try await store.allEntries().map(\.kind) == [.refit])
        }
    }

    @Test func `dropped texts leave the features behind`() async throws {
        try await withStore { store in
            let ids = try await store.recordNumbered(3)
            _ = try await store.mark(ids[0], as: .spam, source: .dashboard)
            _ = try await store.mark(ids[1], as: .ham, source: .dashboard)
            #expect(try await store.dropTexts(before: arrival(1), limit: 10) == 1)
            #expect(try await store.dropTexts(before: arrival(1), limit: 10) == 0)
            #expect(try await store.comment(ids[0])?.comment.content == "")
            let extractor = FeatureExtractor(hasher: FeatureHasher(seed: store.installation.hashSeed))
            let features = extractor.features(of: Comment(content: "comment 0")).bytes()
            let entries = try await store.allEntries()
            #expect(entries[0].features == features)
            #expect(entries[1].features == nil)
            for try await batch in store.labelledComments(asOf: .max) {
                #expect(batch.map(\.features) == [features, nil])
            }
            #expect(try await store.mark(Comment(content: "comment 0"), as: .spam, source: .akismet).id == ids[0])
        }
    }

    @Test func `a step goes on where the last one ended, and finds late what became due behind it`() async throws {
        try await withStore { store in
            let ids = try await store.recordNumbered(6)
            _ = try await store.mark(ids[0], as: .spam, source: .dashboard)
            var place = RetentionPlace()
            for expected in [2, 2, 1, 0] {
                #expect(try await store.dropUnlabelled(before: .max, limit: 2, from: &place) == expected)
            }
            _ = try await store.unmark(ids[0], source: .dashboard)
            _ = try await store.appendRefit()
            #expect(try await store.dropUnlabelled(before: .max, limit: 2, from: &place) == 0)
            var start = RetentionPlace()
            #expect(try await store.dropUnlabelled(before: .max, limit: 2, from: &start) == 1)
        }
    }

    @Test func `what is due is found behind more comments than are looked at in one read`() async throws {
        try await withStore { store in
            let count = FeedbackStore.retentionWindow + 2
            let ids = try await store.recordNumbered(count)
            try await store.pool.write { db in try db.execute(sql: "UPDATE comment SET label = 1") }
            _ = try await store.unmark(ids[count - 1], source: .dashboard)
            _ = try await store.appendRefit()
            #expect(try await store.dropUnlabelled(before: .max, limit: 10) == 1)
            #expect(try await store.comment(ids[count - 1]) == nil)
        }
    }

    @Test func `where nothing is due, no lock is taken`() async throws {
        try await withTemporaryFolder { folder in
            let (trace, ticks) = (Trace(), Ticks())
            let store = try FeedbackStore(
                path: databasePath(in: folder),
                readOnly: false,
                clock: { ticks.next() },
                trace: { trace.add($0) }
            )
            let ids = try await store.recordNumbered(3)
            for id in ids { _ = try await store.mark(id, as: .spam, source: .dashboard) }
            #expect(trace.takeAll().contains { $0.hasPrefix("BEGIN IMMEDIATE") })
            #expect(try await store.dropUnlabelled(before: .max, limit: 10) == 0)
            #expect(!trace.takeAll().contains { $0.hasPrefix("BEGIN IMMEDIATE") })
            #expect(try await store.dropTexts(before: .max, limit: 10) == 3)
            #expect(trace.takeAll().contains { $0.hasPrefix("BEGIN IMMEDIATE") })
            #expect(try await store.dropTexts(before: .max, limit: 10) == 0)
            #expect(!trace.takeAll().contains { $0.hasPrefix("BEGIN IMMEDIATE") })
        }
    }

    @Test func `a comment that is marked between the look and the lock stays`() async throws {
        try await withStore { store in
            let ids = try await store.recordNumbered(3)
            var place = RetentionPlace()
            let keys = try await store.unlabelled(before: .max, limit: 10, from: &place)
            #expect(keys.count == 3)
            _ = try await store.mark(ids[1], as: .spam, source: .dashboard)
            _ = try await store.mark(ids[2], as: .spam, source: .dashboard)
            _ = try await store.unmark(ids[2], source: .dashboard)
            #expect(try await store.deleteUnlabelled(keys) == 1)
            #expect(try await store.comment(ids[0]) == nil)
            #expect(try await store.comment(ids[1])?.label == .spam)
            #expect(try await store.comment(ids[2]) != nil)
            #expect(try await store.allEntries().count == 3)
        }
    }

    @Test func `a text whose mark is taken back between the look and the lock stays`() async throws {
        try await withStore { store in
            let ids = try await store.recordNumbered(2)
            for id in ids { _ = try await store.mark(id, as: .spam, source: .dashboard) }
            var place = RetentionPlace()
            let texts = try await store.texts(before: .max, limit: 10, from: &place)
            #expect(texts.count == 2)
            _ = try await store.unmark(ids[1], source: .dashboard)
            #expect(try await store.drop(texts) == 1)
            #expect(try await store.drop(texts) == 0)
            #expect(try await store.comment(ids[0])?.comment.content == "")
            #expect(try await store.comment(ids[1])?.comment.content == "comment 1")
        }
    }

    @Test func `removed datasets and cut-short imports are thrown away in small steps`() async throws {
        try await withStore { store in
            let rows = (0..<7).map { (Comment(content: "row \($0)"), Label.spam) }
            _ = try await store.importDataset(named: "gone", rows: rows)
            _ = try await store.importDataset(named: "kept", rows: rows)
            _ = try await store.stageDataset(named: "cut short") { add in for row in rows { try add(row.0, row.1) } }
            _ = try await store.removeDataset(named: "gone")
            var steps: [Int] = []
            while let last = try await Optional(store.discardLeftovers(olderThan: 0, limit: 3)), last > 0 {
                steps.append(last)
            }
            #expect(steps == [3, 3, 1, 1, 3, 3, 1, 1])
            #expect(try await store.statistics().removedComments == 0)
            #expect(try await store.labels(asOf: .max).count == 7)
        }
    }

    @Test func `what is being read in now is not thrown away`() async throws {
        try await withStore { store in
            let staged = try await store.stageDataset(named: "slow") { add in try add(Comment(content: "x"), .spam) }
            #expect(try await store.discardLeftovers(limit: 10) == 0)
            #expect(try await store.labels(asOf: .max).isEmpty)
            let outcome = try await store.apply(.adding(staged))
            #expect(outcome.revision == 1)
            #expect(try await store.labels(asOf: .max).count == 1)
        }
    }

    @Test func `with hashed privacy addresses are kept as hashes, and the features as they were`() async throws {
        try await withTemporaryFolder { folder in
            let ticks = Ticks()
            let path = databasePath(in: folder)
            let store = try FeedbackStore(path: path, readOnly: false, privacy: .hashed, clock: { ticks.next() })
            var comment = Comment(content: "hello")
            comment.authorEmail = "Ophelia@mail.example"
            comment.authorIP = "192.0.2.1"
            comment.author = "Ophelia"
            let outcome = try await store.mark(comment, as: .ham, source: .akismet)
            let kept = try #require(try await store.comment(outcome.id)?.comment)
            #expect(kept.authorEmail?.hasPrefix("hash:") == true)
            #expect(kept.authorIP?.hasPrefix("hash:") == true)
            #expect(kept.author == "Ophelia")
            let extractor = FeatureExtractor(hasher: FeatureHasher(seed: store.installation.hashSeed))
            #expect(try await store.allEntries()[0].features == extractor.features(of: comment).bytes())
            #expect(try await store.mark(comment, as: .ham, source: .akismet).changed == false)
        }
    }

    @Test(arguments: [Privacy.hashed, .minimal])
    func `what finds a comment again is keyed where addresses are not kept`(_ privacy: Privacy) async throws {
        try await withTemporaryFolder { folder in
            let ticks = Ticks()
            let path = databasePath(in: folder)
            let store = try FeedbackStore(path: path, readOnly: false, privacy: privacy, clock: { ticks.next() })
            let comment = RecordingTests.full
            _ = try await store.mark(comment, as: .ham, source: .akismet)
            let fingerprints = [CommentDigest(of: comment).bytes, CommentLikeness(of: comment).bytes]
            let stored = try await store.pool.read { db in
                try Row.fetchOne(db, sql: "SELECT digest, likeness FROM comment").map { [$0[0] as Data, $0[1]] }
            }
            #expect(stored?.map(\.count) == fingerprints.map(\.count))
            #expect(stored?[0] != fingerprints[0] && stored?[1] != fingerprints[1])
            try store.close()
            let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
            #expect(fingerprints.allSatisfy { bytes.range(of: $0) == nil })
        }
    }

    @Test func `a mark of the same comment finds it after the setting has changed`() async throws {
        try await withTemporaryFolder { folder in
            let ticks = Ticks()
            let path = databasePath(in: folder)
            for (place, privacy) in [Privacy.full, .hashed, .full, .minimal].enumerated() {
                let store = try FeedbackStore(path: path, readOnly: false, privacy: privacy, clock: { ticks.next() })
                let outcome = try await store.mark(RecordingTests.full, as: .ham, source: .akismet)
                #expect(outcome.changed == (place == 0))
                try store.close()
            }
        }
    }

    @Test func `with minimal privacy nothing of the author is kept`() async throws {
        try await withTemporaryFolder { folder in
            let ticks = Ticks()
            let path = databasePath(in: folder)
            let store = try FeedbackStore(path: path, readOnly: false, privacy: .minimal, clock: { ticks.next() })
            let outcome = try await store.mark(RecordingTests.full, as: .ham, source: .akismet)
            let kept = try #require(try await store.comment(outcome.id)?.comment)
            #expect(
                [kept.author, kept.authorEmail, kept.authorURL, kept.authorIP, kept.userAgent] == [
                    nil, nil, nil, nil, nil,
                ]
            )
            #expect(kept.content == RecordingTests.full.content)
        }
    }
}
