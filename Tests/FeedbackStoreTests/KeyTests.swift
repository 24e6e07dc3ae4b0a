import Crypto
import Foundation
import GRDB
import SpamClassifier
import Synchronization
import Testing

@testable import FeedbackStore

struct KeyTests {
    private func finding(_ directory: KeyDirectory, _ issued: IssuedKey) throws -> KeyDirectory.Finding {
        try directory.find(issued.secret, kind: issued.key.kind)
    }

    @Test func `a bearer key has 256 random bits, an Akismet key twelve hexadecimal digits`() async throws {
        try await withStore { store in
            let bearer = try await store.createKey(.bearer, role: .check, source: .commandLine).secret
            let akismet = try await store.createKey(.akismet, role: .check, source: .commandLine).secret
            #expect(bearer.hasPrefix("hml_"))
            #expect(bearer.count == 68)
            #expect(bearer.dropFirst(4).allSatisfy { $0.isHexDigit })
            #expect(akismet.count == 12)
            #expect(akismet.allSatisfy { $0.isHexDigit })
        }
    }

    @Test func `nothing of the database tells the secret`() async throws {
        try await withTemporaryFolder { folder in
            let store = try openStore(in: folder)
            let issued = try await store.createKey(.bearer, role: .admin, name: "desk", source: .commandLine)
            let copy = folder.appending(path: "copy.sqlite")
            try await store.backup(to: copy.path)
            let bytes = try Data(contentsOf: copy)
            #expect(bytes.range(of: Data(issued.secret.utf8)) == nil)
            #expect(bytes.range(of: Data(issued.secret.dropFirst(4).utf8)) == nil)
            #expect(bytes.range(of: Data(SHA256.hash(data: Data(issued.secret.utf8)))) != nil)
        }
    }

    @Test func `a key opens what it was made for, and nothing else does`() async throws {
        try await withStore { store in
            let directory = KeyDirectory(store: store)
            #expect(try directory.find(nil, kind: .bearer) == .open)
            #expect(try directory.find("anything", kind: .akismet) == .open)
            let desk = try await store.createKey(.bearer, role: .moderate, site: "a.example", source: .commandLine)
            let blog = try await store.createKey(.akismet, role: .moderate, source: .commandLine)
            #expect(try finding(directory, desk) == .key(desk.key))
            #expect(try finding(directory, blog) == .key(blog.key))
            #expect(try directory.find(desk.secret, kind: .akismet) == .stranger)
            #expect(try directory.find(blog.secret, kind: .bearer) == .stranger)
            let wrong = [nil, "", "hml_", desk.secret + "0", String(desk.secret.dropLast()), desk.secret.uppercased()]
            for secret in wrong { #expect(try directory.find(secret, kind: .bearer) == .stranger) }
        }
    }

    @Test func `a key of another process is good at once, and a revoked one bad at once`() async throws {
        try await withTemporaryFolder { folder in
            let directory = KeyDirectory(store: try openStore(in: folder))
            let other = try openStore(in: folder)
            #expect(try directory.find("x", kind: .bearer) == .open)
            #expect(try !directory.hasKeys())
            for role in Role.allCases {
                let issued = try await other.createKey(.bearer, role: role, source: .commandLine)
                #expect(try finding(directory, issued) == .key(issued.key))
                #expect(try directory.hasKeys())
                _ = try await other.revokeKey(issued.key.id, source: .commandLine)
                #expect(try finding(directory, issued) == .stranger)
                #expect(try !directory.hasKeys())
            }
        }
    }

    @Test func `one question in five milliseconds asks the database, and a change is done only after that time`()
        async throws
    {
        try await withTemporaryFolder { folder in
            let clock = SteppedClock()
            let directory = KeyDirectory(store: try openStore(in: folder), now: clock.now)
            let other = try openStore(in: folder)
            let issued = try await other.createKey(.bearer, role: .check, source: .commandLine)
            #expect(try finding(directory, issued) == .key(issued.key))
            let began = ContinuousClock.now
            _ = try await other.revokeKey(issued.key.id, source: .commandLine)
            #expect(ContinuousClock.now - began >= KeyDirectory.patience)
            clock.advance(by: KeyDirectory.patience - .nanoseconds(1))
            #expect(try finding(directory, issued) == .key(issued.key))
            clock.advance(by: .nanoseconds(1))
            #expect(try finding(directory, issued) == .stranger)
        }
    }

    @Test func `when the last key is revoked the door stays shut`() async throws {
        try await withStore { store in
            let issued = try await store.createKey(.bearer, role: .admin, source: .commandLine)
            _ = try await store.revokeKey(issued.key.id, source: .commandLine)
            #expect(try KeyDirectory(store: store).find(nil, kind: .bearer) == .stranger)
            await #expect(throws: DatabaseError.self) {
                try await store.pool.write { db in try db.execute(sql: "DELETE FROM accessKey") }
            }
        }
    }

    @Test func `while the database cannot be read, what was read last counts`() async throws {
        try await withTemporaryFolder { folder in
            let store = try openStore(in: folder)
            let issued = try await store.createKey(.bearer, role: .admin, source: .commandLine)
            let clock = SteppedClock()
            let directory = KeyDirectory(store: store, now: clock.now)
            #expect(try finding(directory, issued) == .key(issued.key))
            clock.advance(by: .seconds(1))
            let file = try FileHandle(forWritingTo: folder.appending(path: "hamlet.sqlite"))
            try file.write(contentsOf: Data(repeating: 0xFF, count: 4_096))
            try file.close()
            #expect(try finding(directory, issued) == .key(issued.key))
        }
    }

    @Test func `the use of a key is noted to the day`() async throws {
        try await withStore { store in
            let directory = KeyDirectory(store: store)
            let issued = try await store.createKey(.bearer, role: .check, source: .commandLine)
            let idle = try await store.createKey(.bearer, role: .check, source: .commandLine)
            _ = try finding(directory, issued)
            try await directory.noteUse()
            let keys = try await store.keys()
            #expect(keys.map(\.id) == [issued.key.id, idle.key.id])
            #expect(keys.map(\.lastUsedAt) == [1_699_920_000_000, nil])
        }
    }

    @Test func `revoking twice changes nothing, and revoking what is not there is a mistake`() async throws {
        try await withStore { store in
            let issued = try await store.createKey(.bearer, role: .check, source: .commandLine)
            let first = try await store.revokeKey(issued.key.id, source: .commandLine)
            let second = try await store.revokeKey(issued.key.id, source: .commandLine)
            #expect(first == second)
            await #expect(throws: FeedbackStoreError.unknownKey(7)) {
                try await store.revokeKey(7, source: .commandLine)
            }
        }
    }

    @Test(arguments: ["", "a\nb", "\u{0}", String(repeating: "a", count: 65)])
    func `a name that would spoil a log is refused`(name: String) async throws {
        try await withStore { store in
            await #expect(throws: FeedbackStoreError.unusableName(name)) {
                try await store.createKey(.bearer, role: .check, name: name, source: .commandLine)
            }
            await #expect(throws: FeedbackStoreError.unusableName(name)) {
                try await store.createKey(.bearer, role: .check, site: name, source: .commandLine)
            }
            let keys = try await store.keys()
            #expect(keys.isEmpty)
        }
    }

    @Test func `ten thousand wrong keys change nothing`() async throws {
        try await withStore { store in
            let directory = KeyDirectory(store: store)
            let issued = try await store.createKey(.akismet, role: .check, source: .commandLine)
            for number in 0..<10_000 {
                let guess = String(number, radix: 16)
                if try directory.find(guess, kind: .akismet) != .stranger { Issue.record("\(guess) was let in") }
            }
            #expect(try finding(directory, issued) == .key(issued.key))
        }
    }
}

/// A clock that stands still unless it is told to go on.
private final class SteppedClock: Sendable {
    private let time = Mutex(ContinuousClock.now)

    @Sendable
    func now() -> ContinuousClock.Instant { time.withLock { $0 } }

    func advance(by duration: Duration) { time.withLock { $0 += duration } }
}
