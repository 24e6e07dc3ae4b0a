import Foundation
import SpamClassifier
import Synchronization

@testable import FeedbackStore

/// Swift Testing has a type of this name too.
typealias Comment = SpamClassifier.Comment

/// Runs a test with a folder of its own, which is removed afterwards.
func withTemporaryFolder<Result>(_ body: (URL) async throws -> Result) async throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(path: "FeedbackStoreTests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try await body(folder)
}

/// Runs a test with an empty database, whose clock ticks once a millisecond and is asked for the time instead.
func withStore<Result>(_ body: (FeedbackStore) async throws -> Result) async throws -> Result {
    try await withTemporaryFolder { folder in
        let store = try openStore(in: folder)
        let result = try await body(store)
        try store.close()
        return result
    }
}

func openStore(in folder: URL, readOnly: Bool = false) throws -> FeedbackStore {
    let ticks = Ticks()
    return try FeedbackStore(path: databasePath(in: folder), readOnly: readOnly, clock: { ticks.next() })
}

func databasePath(in folder: URL) -> String { folder.appending(path: "hamlet.sqlite").path }

/// A clock that moves on by one millisecond whenever it is read.
final class Ticks: Sendable {
    private let time = Mutex<Int64>(1_700_000_000_000)

    func next() -> Int64 {
        time.withLock { time in
            time += 1
            return time
        }
    }
}

/// SplitMix64: the same numbers from the same seed on every machine.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

extension CommentID {
    /// An id that depends on nothing but its number.
    static func numbered(_ number: Int) -> CommentID {
        var generator = SeededGenerator(state: UInt64(number))
        return CommentID(at: 1_600_000_000_000 + Int64(number), using: &generator)
    }
}

extension JudgedComment {
    static func numbered(
        _ number: Int,
        content: String? = nil,
        site: String? = nil,
        verdict: String = "unsure",
        probability: Double = 0.5
    ) -> JudgedComment {
        var comment = Comment(content: content ?? "comment \(number)")
        comment.site = site
        let judgement = Judgement(verdict: verdict, probability: probability, revision: 7)
        return JudgedComment(id: .numbered(number), comment: comment, judgement: judgement)
    }
}

extension FeedbackStore {
    /// Records comments 0 ..< count and returns their ids.
    func recordNumbered(_ count: Int) async throws -> [CommentID] {
        try await record((0..<count).map { .numbered($0) })
        return (0..<count).map { .numbered($0) }
    }

    /// All labelled comments at a revision, in small batches.
    func labels(asOf revision: Int64) async throws -> [Int64: Label] {
        var labels: [Int64: Label] = [:]
        var lastKey: Int64 = 0
        for try await batch in labelledComments(asOf: revision, batchSize: 3) {
            for comment in batch {
                guard comment.key > lastKey else { throw OutOfOrder(key: comment.key) }
                lastKey = comment.key
                labels[comment.key] = comment.label
            }
        }
        return labels
    }

    /// The whole log, in small pages.
    func allEntries() async throws -> [LogEntry] {
        var entries: [LogEntry] = []
        while true {
            let page = try await self.entries(after: entries.last?.revision ?? 0, limit: 7)
            entries += page
            if page.count < 7 { return entries }
        }
    }
}

extension FeedbackStore {
    /// Throws away comments without a label, beginning with the oldest.
    func dropUnlabelled(before time: Int64, limit: Int = 100) async throws -> Int {
        var place = RetentionPlace()
        return try await dropUnlabelled(before: time, limit: limit, from: &place)
    }

    /// Drops texts of labelled comments, beginning with the oldest.
    func dropTexts(before time: Int64, limit: Int = 100) async throws -> Int {
        var place = RetentionPlace()
        return try await dropTexts(before: time, limit: limit, from: &place)
    }
}

struct OutOfOrder: Error {
    var key: Int64
}
