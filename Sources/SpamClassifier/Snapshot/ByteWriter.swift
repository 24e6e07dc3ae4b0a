/// Writes numbers as bytes, lowest first.
struct ByteWriter {
    private(set) var bytes: [UInt8] = []

    mutating func write(_ value: some FixedWidthInteger) {
        var rest = value
        for _ in 0..<(type(of: value).bitWidth / 8) {
            bytes.append(UInt8(truncatingIfNeeded: rest))
            rest >>= 8
        }
    }

    mutating func write(_ value: Double) { write(value.bitPattern) }

    /// Writes a number in as few bytes as it needs: seven bits each, the eighth says that more follow (LEB128).
    mutating func writeCompact(_ value: UInt64) {
        var rest = value
        while rest > 0x7F {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }
}

/// Reads what a ``ByteWriter`` wrote.
struct ByteReader {
    private let bytes: ArraySlice<UInt8>
    private var position: Int

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        position = bytes.startIndex
    }

    var isAtEnd: Bool { position == bytes.endIndex }

    mutating func read<Value: FixedWidthInteger>(_: Value.Type) throws(SnapshotError) -> Value {
        let count = Value.bitWidth / 8
        guard bytes.endIndex - position >= count else { throw .damaged }
        var value: Value = 0
        for offset in (0..<count).reversed() {
            value = value << 8 | Value(truncatingIfNeeded: bytes[position + offset])
        }
        position += count
        return value
    }

    mutating func readDouble() throws(SnapshotError) -> Double { Double(bitPattern: try read(UInt64.self)) }

    mutating func readCompact() throws(SnapshotError) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while shift < 64 {
            let byte = try read(UInt8.self)
            value |= UInt64(byte & 0x7F) << shift
            if byte & 0x80 == 0 { return value }
            shift += 7
        }
        throw .damaged
    }

    mutating func readCount() throws(SnapshotError) -> UInt32 {
        guard let count = UInt32(exactly: try readCompact()) else { throw .damaged }
        return count
    }
}
