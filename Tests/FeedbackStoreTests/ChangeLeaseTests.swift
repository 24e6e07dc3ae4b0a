import Foundation
import Synchronization
import Testing

@testable import FeedbackStore

struct ChangeLeaseTests {
    /// Runs a test with two stores on one database, whose clock stands still until it is moved.
    private func withStores(
        _ body: (FeedbackStore, FeedbackStore, (Int64) -> Void) async throws -> Void
    ) async throws {
        try await withTemporaryFolder { folder in
            let time = Standing()
            let path = databasePath(in: folder)
            let first = try FeedbackStore(path: path, readOnly: false, clock: { time.now })
            let second = try FeedbackStore(path: path, readOnly: false, clock: { time.now })
            try await body(first, second) { time.move(by: $0) }
        }
    }

    @Test func `only one holds the right, until it is given back`() async throws {
        try await withStores { first, second, _ in
            #expect(try await !second.isLeased())
            let lease = try #require(try await first.takeLease())
            #expect(try await second.isLeased())
            #expect(try await second.takeLease() == nil)
            try await first.release(lease)
            #expect(try await second.takeLease() != nil)
        }
    }

    @Test func `it lapses unless it is renewed, and a late holder does not get it back`() async throws {
        try await withStores { first, second, move in
            let lease = try #require(try await first.takeLease())
            move(ChangeLease.duration - 1)
            try await first.renew(lease)
            move(ChangeLease.duration - 1)
            #expect(try await second.takeLease() == nil)
            move(1)
            let other = try #require(try await second.takeLease())
            try await first.renew(lease)
            try await first.release(lease)
            #expect(try await first.isLeased())
            try await second.release(other)
        }
    }

    @Test func `a clock that was set back keeps nobody out`() async throws {
        try await withStores { first, second, move in
            _ = try await first.takeLease()
            move(-3_600_000)
            #expect(try await second.takeLease() != nil)
        }
    }

    @Test func `while one holds it the refit of another is not written`() async throws {
        try await withStores { first, second, _ in
            let lease = try #require(try await first.takeLease())
            let refit = try await second.plan()
            await #expect(throws: FeedbackStoreError.refitOutdated) { try await second.commit(refit, digest: 1) }
            #expect(try await first.commit(try await first.plan(), digest: 1, under: lease).revision == 1)
            try await first.release(lease)
            #expect(try await second.commit(try await second.plan(), digest: 1).revision == 2)
        }
    }
}

/// A clock that stands still until it is moved.
private final class Standing: Sendable {
    private let time = Mutex<Int64>(1_700_000_000_000)

    var now: Int64 { time.withLock { $0 } }

    func move(by milliseconds: Int64) { time.withLock { $0 += milliseconds } }
}
