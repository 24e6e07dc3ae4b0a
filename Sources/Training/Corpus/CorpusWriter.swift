import Foundation
import SpamClassifier

/// Writes comments as JSON Lines, under the names by which ``CorpusReader`` finds them again.
public struct CorpusWriter: ~Copyable {
    private static let bufferSize = 1 << 16

    private let path: String
    private let file: FileHandle
    private var buffer = Data()

    /// Makes the file, or empties it if there is one.
    ///
    /// - Throws: ``CorpusError/unwritable(path:_:)``.
    public init(path: String) throws(CorpusError) {
        self.path = path
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let file = FileHandle(forWritingAtPath: path)
        else {
            let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
            let isMissing = !FileFacts(path: folder).exists
            throw .unwritable(path: path, isMissing ? .missing : FileFacts(path: path).isFolder ? .folder : .forbidden)
        }
        self.file = file
    }

    deinit { try? file.close() }

    /// Adds a row; its line number is not written.
    ///
    /// - Throws: ``CorpusError/unwritable(path:_:)``.
    public mutating func write(_ row: CorpusRow) throws(CorpusError) {
        buffer.append(contentsOf: Self.line(for: row).utf8)
        buffer.append(UInt8(ascii: "\n"))
        if buffer.count >= Self.bufferSize { try flush() }
    }

    /// Writes what is still held back and waits until it is on disk.
    ///
    /// Without this call the last rows may be missing.
    ///
    /// - Throws: ``CorpusError/unwritable(path:_:)``.
    public consuming func finish() throws(CorpusError) {
        try flush()
        do {
            try file.synchronize()
        } catch {
            throw .unwritable(path: path, .refused(error.localizedDescription))
        }
    }

    /// The JSON object of a row: sorted keys, no line end, absent fields left out.
    public static func line(for row: CorpusRow) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(WrittenRow(row)) else { return "{}" }
        return String(decoding: data, as: UTF8.self)
    }

    private mutating func flush() throws(CorpusError) {
        do {
            try file.write(contentsOf: buffer)
        } catch {
            throw .unwritable(path: path, .refused(error.localizedDescription))
        }
        buffer.removeAll(keepingCapacity: true)
    }
}

/// A row as it stands in the file.
private struct WrittenRow: Encodable {
    enum CodingKeys: String, CodingKey {
        case id, content, label, author, referrer, permalink, type, date, language, site, context, honeypot
        case authorEmail = "author_email"
        case authorURL = "author_url"
        case authorIP = "author_ip"
        case userAgent = "user_agent"
        case secondsToSubmit = "seconds_to_submit"
    }

    var id: String?
    var content: String
    var label: String?
    var author: String?
    var authorEmail: String?
    var authorURL: String?
    var authorIP: String?
    var userAgent: String?
    var referrer: String?
    var permalink: String?
    var type: String?
    var date: String?
    var language: String?
    var site: String?
    var context: String?
    var honeypot: String?
    var secondsToSubmit: Double?

    init(_ row: CorpusRow) {
        let comment = row.comment
        id = row.id
        content = comment.content
        label = row.label?.name
        author = comment.author
        authorEmail = comment.authorEmail
        authorURL = comment.authorURL
        authorIP = comment.authorIP
        userAgent = comment.userAgent
        referrer = comment.referrer
        permalink = comment.permalink
        type = comment.type
        date = comment.date
        language = comment.language
        site = comment.site
        context = comment.context
        honeypot = comment.honeypot
        secondsToSubmit = comment.secondsToSubmit.flatMap { $0.isFinite ? $0 : nil }
    }
}
