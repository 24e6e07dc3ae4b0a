import Foundation

/// Reads the messages of a maildir one by one: the files in its folders `cur` and `new`, by name.
struct MaildirRows {
    private let labels: MailLabels
    /// Whether drafts and messages in the trash have no label.
    private let omits: Bool
    private let files: [String]
    private let path: String
    private var place = 0
    /// The bytes of the messages that have been read.
    private(set) var bytesRead = 0
    /// The bytes of all messages.
    let totalBytes: Int

    /// Lists the messages, whose names are kept in memory; those that arrive later are not read.
    ///
    /// - Throws: ``CorpusError`` for a folder that is no maildir, or an empty one.
    init(path: String, labels: CorpusLabels) throws(CorpusError) {
        guard Self.isMaildir(path) else { throw .unsupportedFormat(path: path, .plainFolder) }
        self.labels = try MailLabels(path: path, labels: labels)
        omits = labels == .required || labels == .fromMailHeaders
        self.path = path
        var totalBytes = 0
        files = ["cur", "new"].flatMap { folder in
            let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(path)/\(folder)")) ?? []
            return names.filter { name in
                // A pipe would be waited for.
                guard !name.hasPrefix("."), let size = FileFacts(path: "\(path)/\(folder)/\(name)").size else {
                    return false
                }
                totalBytes += size
                return true
            }.map { "\(folder)/\($0)" }
        }.sorted()
        self.totalBytes = totalBytes
        if files.isEmpty { throw .empty(path: path) }
    }

    /// Whether a folder has the folder of read messages or that of new ones.
    static func isMaildir(_ path: String) -> Bool {
        FileFacts(path: path + "/cur").isFolder || FileFacts(path: path + "/new").isFolder
    }

    /// A window on the first message that can be read.
    func firstWindow() throws(CorpusError) -> ByteWindow {
        for file in files.dropLast() {
            if let window = try? ByteWindow(path: "\(path)/\(file)") { return window }
        }
        return try ByteWindow(path: "\(path)/\(files.last ?? "")")
    }

    /// Puts the window on the next message and reads it.
    mutating func next(in window: inout ByteWindow) -> RowOutcome? {
        guard place < files.count else { return nil }
        let file = files[place]
        place += 1
        if omits, let omission = Self.omission(of: file) { return .omitted(omission) }
        do throws(CorpusError) {
            window = try ByteWindow(path: "\(path)/\(file)")
            bytesRead += window.totalBytes ?? 0
            let message = MailMessage(Array(try window.bytes(0..<CorpusReader.longestRow)))
            return labels.outcome(of: message, id: Self.id(of: file), line: place, file: file)
        } catch .unreadable(_, let obstacle) {
            return .problem(CorpusProblem(line: place, file: file, reason: .unreadable(obstacle)))
        } catch {
            return .problem(CorpusProblem(line: place, file: file, reason: .emptyContent))
        }
    }

    /// What the flags behind `:2,` say.
    private static func omission(of file: String) -> CorpusOmission? {
        guard let start = file.range(of: ":2,", options: .backwards)?.upperBound else { return nil }
        let flags = file[start...]
        return flags.contains("T") ? .trashed : flags.contains("D") ? .draft : nil
    }

    /// The name of the message, which stays the same when its flags change.
    private static func id(of file: String) -> String {
        String(file.drop { $0 != "/" }.dropFirst().prefix { $0 != ":" })
    }
}
