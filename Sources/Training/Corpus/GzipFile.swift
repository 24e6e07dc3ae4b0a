import CZlib
import Foundation
import Synchronization

/// A file whose bytes are unpacked on the way if it is a gzip file, and taken as they are otherwise.
///
/// A gzip file may have several members. zlib checks the length and the checksum of each; what follows the last one and
/// is no member is passed over, as `gzip` does.
@safe struct GzipFile: ~Copyable {
    /// The lock makes the handle sendable; nobody ever waits for it, since the file has one owner.
    private let handle: Mutex<gzFile>

    /// The bytes that zlib reads and unpacks at once.
    private static let bufferSize: UInt32 = 1 << 18

    /// Opens the file; `nil` if it may not be read.
    init?(path: String) {
        guard let opened = unsafe gzopen(path, "rbe") else { return nil }
        _ = unsafe gzbuffer(opened, Self.bufferSize)
        unsafe handle = Mutex(opened)
    }

    deinit { unsafe handle.withLock { _ = unsafe gzclose_r($0) } }

    /// The next bytes, at most so many; none at the end.
    func read(upTo count: Int) throws(CorpusError.Obstacle) -> [UInt8] {
        let (bytes, obstacle) = unsafe handle.withLock { file in
            var buffer = [UInt8](repeating: 0, count: count)
            let read = unsafe gzread(file, &buffer, UInt32(clamping: count))
            buffer.removeLast(count - max(0, Int(read)))
            return (buffer, read > 0 ? nil : unsafe Self.obstacle(of: file))
        }
        if let obstacle { throw obstacle }
        return bytes
    }

    /// Whether the bytes are unpacked.
    var isPacked: Bool { unsafe handle.withLock { unsafe gzdirect($0) == 0 } }

    /// How many bytes of the file itself have been read.
    var packedOffset: Int { unsafe handle.withLock { max(0, unsafe Int(gzoffset($0))) } }

    private static func obstacle(of file: gzFile) -> CorpusError.Obstacle? {
        var code: Int32 = 0
        let words = unsafe gzerror(file, &code).map { unsafe String(cString: $0) } ?? ""
        switch code {
        case Z_OK, Z_STREAM_END: return nil
        case Z_BUF_ERROR: return .cutOff
        case Z_DATA_ERROR, Z_STREAM_ERROR: return .damaged
        case Z_ERRNO: return .refused(unsafe String(cString: strerror(errno)))
        default: return .refused(words)
        }
    }
}
