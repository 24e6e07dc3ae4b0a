import Foundation

/// Runs a test in a working folder of its own, which is removed afterwards.
@discardableResult
func withHamlet<Value>(_ body: (Hamlet) async throws -> Value) async throws -> Value {
    let folder = FileManager.default.temporaryDirectory.appending(path: "HamletCommandTests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try await body(Hamlet(folder: folder.resolvingSymlinksInPath()))
}

extension Hamlet {
    /// Writes a file into the working folder.
    func write(_ text: String, to name: String) throws {
        let file = folder.appending(path: name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        try Data(text.utf8).write(to: file)
    }

    /// Whether the working folder has a file or folder of this name.
    func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: folder.appending(path: name).path) }
}
