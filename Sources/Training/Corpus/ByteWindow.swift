/// The part of a file that is being looked at: bytes may be looked at ahead, and are dropped once passed over.
///
/// A gzip file is unpacked on the way. Memory is bounded by the farthest look ahead plus one chunk. Only reading forward is needed, so pipes work too.
struct ByteWindow: ~Copyable {
    /// Bytes that are read at once.
    static let chunkSize = 1 << 18

    let path: String
    /// The size of the file; `nil` for pipes and devices.
    let totalBytes: Int?
    /// The line of the next byte; the first line is 1.
    private(set) var line = 1
    /// Bytes passed over, unpacked.
    private(set) var consumed = 0

    private let file: GzipFile
    private var lineStart = 0
    private var buffer: [UInt8] = []
    private var start = 0
    private var ended = false

    init(path: String) throws(CorpusError) {
        self.path = path
        let facts = FileFacts(path: path)
        guard facts.exists else { throw .unreadable(path: path, .missing) }
        guard !facts.isFolder else { throw .unreadable(path: path, .folder) }
        guard let file = GzipFile(path: path) else { throw .unreadable(path: path, .forbidden) }
        self.file = file
        totalBytes = facts.size
    }

    /// The place of the next byte in its line, counted in bytes from 1.
    var column: Int { consumed - lineStart + 1 }

    /// Bytes of the file itself that have been passed over; of a gzip file, those that were unpacked.
    var position: Int { file.isPacked ? file.packedOffset : consumed }

    /// The byte so many places ahead; `nil` behind the end.
    mutating func byte(at offset: Int) throws(CorpusError) -> UInt8? {
        while start + offset >= buffer.count {
            guard try fill() else { return nil }
        }
        return buffer[start + offset]
    }

    /// The bytes of a range ahead, cut off at the end of the file.
    mutating func bytes(_ range: Range<Int>) throws(CorpusError) -> ArraySlice<UInt8> {
        while start + range.upperBound > buffer.count {
            guard try fill() else { break }
        }
        let upper = min(start + range.upperBound, buffer.count)
        return buffer[min(start + range.lowerBound, upper)..<upper]
    }

    /// The distance to behind the next line end, or to the end of the file; at most `limit`.
    mutating func lineLength(from offset: Int = 0, limit: Int) throws(CorpusError) -> Int {
        var length = 0
        while length < limit, let byte = try byte(at: offset + length) {
            length += 1
            if byte == UInt8(ascii: "\n") { break }
        }
        return length
    }

    /// Passes over bytes that have been looked at.
    mutating func advance(by count: Int) {
        let end = min(start + count, buffer.count)
        for index in start..<end where buffer[index] == UInt8(ascii: "\n") {
            line += 1
            lineStart = consumed + index - start + 1
        }
        consumed += end - start
        start = end
    }

    /// Passes over everything up to behind the next line end, however far it is.
    ///
    /// `false` at the end of the file.
    @discardableResult
    mutating func advancePastLine() throws(CorpusError) -> Bool {
        guard try byte(at: 0) != nil else { return false }
        let before = line
        while line == before {
            let length = try lineLength(limit: Self.chunkSize)
            guard length > 0 else { break }
            advance(by: length)
        }
        return true
    }

    private mutating func fill() throws(CorpusError) -> Bool {
        guard !ended else { return false }
        let chunk: [UInt8]
        do throws(CorpusError.Obstacle) {
            chunk = try file.read(upTo: Self.chunkSize)
        } catch {
            throw .unreadable(path: path, error)
        }
        guard !chunk.isEmpty else {
            ended = true
            return false
        }
        buffer.removeFirst(start)
        start = 0
        buffer.append(contentsOf: chunk)
        return true
    }
}
