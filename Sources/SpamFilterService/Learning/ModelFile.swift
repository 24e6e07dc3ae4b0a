import FeedbackStore
import Foundation
import SpamClassifier

/// The file beside the database that spares a start the way through the log.
///
/// It is no truth of its own: a file that does not fit the log, or is damaged, is left aside, and the model is built from the
/// log, the same to the last bit. It is written beside its name and moved there when it is on disk.
struct ModelFile: Sendable {
    /// Where the file is.
    let path: String
    /// Where a model waits for its refit to be written into the log.
    var next: ModelFile { ModelFile(path: path + ".next") }

    /// The file of a database.
    init(of store: FeedbackStore) {
        self.init(path: store.path + "-model")
    }

    private init(path: String) {
        self.path = path
    }

    /// Writes a state; returns when it is on disk.
    ///
    /// O(features and labelled comments).
    ///
    /// - Throws: Why the file cannot be written; the one before is untouched then.
    func write(_ state: LearntState, _ circumstances: StateHeader.Circumstances) throws {
        // Several processes may write at once, each under a name of its own.
        let partial = path + Self.partialEnding + ".\(ProcessInfo.processInfo.processIdentifier)"
        let files = FileManager.default
        guard files.createFile(atPath: partial, contents: nil, attributes: [.posixPermissions: 0o600]),
            let file = FileHandle(forWritingAtPath: partial)
        else { throw CocoaError(.fileWriteUnknown) }
        do {
            try file.write(contentsOf: StateHeader(state, circumstances).bytes(state.lessons))
            try state.model.writeSnapshot { part throws(any Error) in
                try file.write(contentsOf: unsafe part.withUnsafeBytes { unsafe Data($0) })
            }
            try file.synchronize()
            try file.close()
            try move(from: partial)
            removeLeftovers()
        } catch {
            try? files.removeItem(atPath: partial)
            throw error
        }
    }

    /// Takes the place of a file that another name has; atomic.
    func move(from other: String) throws {
        guard unsafe rename(other, path) == 0 else { throw CocoaError(.fileWriteUnknown) }
    }

    /// The state that the file holds; `nil` if there is no file.
    ///
    /// O(features and labelled comments).
    ///
    /// - Throws: ``StateFileError``, `SnapshotError`, or why the file cannot be read.
    func read() throws -> (header: StateHeader, state: LearntState)? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        let data = try Data(contentsOf: URL(fileURLWithPath: path), options: .alwaysMapped)
        let (header, lessons, size) = try StateHeader.read(data)
        let model = try Model(snapshot: data.bytes.extracting(droppingFirst: size))
        var state = LearntState(model: model)
        state.lessons = lessons
        state.labelsAtRefit = header.labelsAtRefit
        state.marksSinceRefit = header.marksSinceRefit
        state.unusable = header.unusable
        if header.refitRevision > 0 {
            state.refit = RefitEntry(revision: header.refitRevision, asOf: header.refitAsOf, digest: header.refitDigest)
        }
        return (header, state)
    }

    /// Removes the file, if it is there.
    func remove() { try? FileManager.default.removeItem(atPath: path) }

    private static let partialEnding = ".partial"
    /// A file that nobody wrote to for so many seconds belongs to a process that was killed.
    private static let longestPause = 600.0

    /// Removes what killed processes left half written.
    private func removeLeftovers() {
        let files = FileManager.default
        let url = URL(fileURLWithPath: path)
        let folder = url.deletingLastPathComponent().path
        for name in (try? files.contentsOfDirectory(atPath: folder)) ?? []
        where name.hasPrefix(url.lastPathComponent + Self.partialEnding) {
            let leftover = folder + "/" + name
            let changed = (try? files.attributesOfItem(atPath: leftover))?[.modificationDate] as? Date
            guard let changed, -changed.timeIntervalSinceNow > Self.longestPause else { continue }
            try? files.removeItem(atPath: leftover)
        }
    }
}
