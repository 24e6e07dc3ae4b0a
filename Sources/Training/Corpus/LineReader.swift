/// Reads a text file line by line; a gzip file is unpacked on the way.
///
/// Memory is bounded by the longest line that is read.
public struct LineReader: ~Copyable {
    /// A line without its end.
    public enum Line: Sendable, Hashable {
        /// The bytes of a line.
        case text([UInt8])
        /// The line is longer than was to be read; it was passed over.
        case tooLong
    }

    /// The number of the line that was read last; the first line is 1.
    public private(set) var number = 0

    private var window: ByteWindow
    private let longest: Int

    /// Opens a file.
    ///
    /// - Parameters:
    ///   - path: The file; a pipe or `/dev/stdin` works as well.
    ///   - longest: The bytes that a line may have.
    /// - Throws: ``CorpusError/unreadable(path:_:)``.
    public init(path: String, longest: Int) throws(CorpusError) {
        window = try ByteWindow(path: path)
        self.longest = longest
    }

    /// The next line; `nil` at the end of the file.
    ///
    /// - Throws: ``CorpusError/unreadable(path:_:)`` if the file stops being readable.
    public mutating func next() throws(CorpusError) -> Line? {
        let length = try window.lineLength(limit: longest + 1)
        guard length > 0 else { return nil }
        number = window.line
        var line = Array(try window.bytes(0..<length))
        guard length <= longest || line.last == UInt8(ascii: "\n") else {
            try window.advancePastLine()
            return .tooLong
        }
        window.advance(by: length)
        if line.last == UInt8(ascii: "\n") { line.removeLast() }
        return .text(line)
    }

    /// The bytes of the file read so far, for a progress bar.
    public var bytesRead: Int { window.position }

    /// The size of the file in bytes; `nil` for pipes and devices.
    public var totalBytes: Int? { window.totalBytes }
}
