import FeedbackStore
import Foundation

/// Where an export goes, line by line.
struct ExchangeOutput: ~Copyable {
    private let path: String
    private let partial: String?
    private let file: FileHandle
    private let encoder = ExchangeCoding.encoder()
    private var buffer = Data()

    private static let bufferSize = 1 << 16

    /// Makes the file under another name, so that it is complete as soon as it has its own.
    init(path: String) throws {
        self.path = path
        guard path != "-" else {
            partial = nil
            file = .standardOutput
            return
        }
        if FileManager.default.fileExists(atPath: path) { throw FeedbackStoreError.fileExists(path: path) }
        let partial = path + ".partial"
        guard
            FileManager.default.createFile(atPath: partial, contents: nil, attributes: [.posixPermissions: 0o600]),
            let file = FileHandle(forWritingAtPath: partial)
        else { throw CommandFailure(.cannotCreate, "\(path) cannot be written: check its folder and permissions.") }
        self.partial = partial
        self.file = file
    }

    mutating func write(_ value: some Encodable) throws {
        buffer.append(try encoder.encode(value))
        buffer.append(UInt8(ascii: "\n"))
        if buffer.count >= Self.bufferSize { try flush() }
    }

    consuming func finish() throws {
        try flush()
        guard let partial else { return }
        do {
            try file.synchronize()
            try file.close()
            try FileManager.default.moveItem(atPath: partial, toPath: path)
        } catch {
            throw CommandFailure(.disk, "\(path) cannot be written: \(error.localizedDescription)")
        }
    }

    private mutating func flush() throws {
        do {
            try file.write(contentsOf: buffer)
        } catch {
            throw CommandFailure(.disk, "\(path) cannot be written: \(error.localizedDescription)")
        }
        buffer.removeAll(keepingCapacity: true)
    }
}
