/// The lines of some bytes, each with its line end.
struct ByteLines: Sequence, IteratorProtocol {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) {
        rest = bytes
    }

    mutating func next() -> ArraySlice<UInt8>? {
        guard !rest.isEmpty else { return nil }
        let end = rest.firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? rest.endIndex
        defer { rest = rest[end...] }
        return rest[..<end]
    }
}

extension ArraySlice<UInt8> {
    /// The bytes without white space, line ends included, at their end.
    var trimmedEnd: ArraySlice<UInt8> {
        self[..<(lastIndex { $0 > UInt8(ascii: " ") }.map { $0 + 1 } ?? startIndex)]
    }
}
