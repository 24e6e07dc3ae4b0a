import Hummingbird
import NIOCore

/// A line of a body, or where a line was too long to be read.
enum BodyLine: Sendable, Equatable {
    case line(ByteBuffer)
    case tooLong

    /// How many bytes of it were kept.
    var readableBytes: Int {
        switch self {
        case .line(let bytes): bytes.readableBytes
        case .tooLong: 0
        }
    }
}

/// Cuts a body into lines as it arrives, and holds no more of it than one line may have.
///
/// A line ends with `\n` or `\r\n`, the last one also with the body.
struct LineReader {
    private var chunks: RequestBody.AsyncIterator
    private var chunk = ByteBuffer()
    private let limit: Int

    /// Begins with the first line.
    ///
    /// - Parameters:
    ///   - body: What is read.
    ///   - limit: The most bytes of a line; of a longer one the rest is read and thrown away.
    init(_ body: RequestBody, limit: Int) {
        chunks = body.makeAsyncIterator()
        self.limit = limit
    }

    /// Whether the next line may have to wait for the client.
    var mayWait: Bool { !chunk.readableBytesView.contains(UInt8(ascii: "\n")) }

    /// The next line; `nil` behind the last.
    mutating func next() async throws -> BodyLine? {
        var line = ByteBuffer()
        var isTooLong = false
        while true {
            if let end = chunk.readableBytesView.firstIndex(of: UInt8(ascii: "\n")) {
                let length = end - chunk.readerIndex
                isTooLong = isTooLong || line.readableBytes + length > limit
                if !isTooLong, var rest = chunk.readSlice(length: length) { line.writeBuffer(&rest) }
                chunk.moveReaderIndex(to: end + 1)
                return isTooLong ? .tooLong : .line(Self.trimmed(line))
            }
            isTooLong = isTooLong || line.readableBytes + chunk.readableBytes > limit
            if isTooLong { line.clear() } else { line.writeBuffer(&chunk) }
            guard let more = try await chunks.next() else {
                chunk.clear()
                if isTooLong { return .tooLong }
                return line.readableBytes == 0 ? nil : .line(Self.trimmed(line))
            }
            chunk = more
        }
    }

    private static func trimmed(_ line: ByteBuffer) -> ByteBuffer {
        guard line.readableBytesView.last == UInt8(ascii: "\r") else { return line }
        return line.getSlice(at: line.readerIndex, length: line.readableBytes - 1) ?? line
    }
}
