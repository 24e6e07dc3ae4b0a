import FeedbackStore
import Foundation

/// Runs a test with a folder of its own, which is removed afterwards.
func withTemporaryFolder<Value>(_ body: (URL) async throws -> Value) async throws -> Value {
    let folder = FileManager.default.temporaryDirectory.appending(path: "SpamFilterServiceTests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try await body(folder)
}

func databasePath(in folder: URL) -> String { folder.appending(path: "hamlet.sqlite").path }
