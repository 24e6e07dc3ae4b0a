import Foundation
import SpamClassifier
import Testing

@testable import FeedbackStore

struct BackupTests {
    @Test func `a backup opens and holds the same`() async throws {
        try await withTemporaryFolder { folder in
            let store = try openStore(in: folder)
            let ids = try await store.recordNumbered(30)
            for id in ids.prefix(20) { _ = try await store.mark(id, as: .spam, source: .dashboard) }
            _ = try await store.importDataset(named: "sms", rows: [(Comment(content: "x"), .ham)])
            let destination = folder.appending(path: "copy.sqlite").path
            try await store.backup(to: destination)
            let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            #expect(files.filter { $0.hasPrefix("copy") } == ["copy.sqlite"])

            let copy = try FeedbackStore.open(at: destination)
            #expect(copy.installation == store.installation)
            #expect(try await copy.allEntries() == store.allEntries())
            #expect(try await copy.labels(asOf: .max) == store.labels(asOf: .max))
            #expect(
                try await copy.comments(matching: CommentQuery()) == store.comments(matching: CommentQuery())
            )
            _ = try await copy.mark(ids[25], as: .ham, source: .commandLine)
            #expect(try await store.comment(ids[25])?.label == nil)
        }
    }

    @Test func `a backup overwrites nothing`() async throws {
        try await withTemporaryFolder { folder in
            let store = try openStore(in: folder)
            let destination = folder.appending(path: "precious.txt").path
            try "precious".write(toFile: destination, atomically: true, encoding: .utf8)
            await #expect(throws: FeedbackStoreError.fileExists(path: destination)) {
                try await store.backup(to: destination)
            }
            #expect(try String(contentsOfFile: destination, encoding: .utf8) == "precious")
        }
    }

    @Test func `a backup into no folder says so`() async throws {
        try await withTemporaryFolder { folder in
            let store = try openStore(in: folder)
            let destination = folder.appending(path: "nowhere/copy.sqlite").path
            await #expect(throws: FeedbackStoreError.missingFolder(path: destination)) {
                try await store.backup(to: destination)
            }
        }
    }
}
