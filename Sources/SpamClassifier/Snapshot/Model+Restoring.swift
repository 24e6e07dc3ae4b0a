extension Model {
    /// The model that a snapshot holds, equal to the last bit.
    ///
    /// O(features).
    ///
    /// - Parameter bytes: What ``snapshot()`` gave.
    /// - Throws: ``SnapshotError`` for bytes that are no snapshot, of another version, or damaged.
    public init(snapshot bytes: [UInt8]) throws(SnapshotError) {
        try unsafe self.init(snapshot: bytes.span.bytes)
    }

    /// The model that a snapshot holds, equal to the last bit.
    ///
    /// O(features), without a copy of the bytes: they may be a file that is mapped into memory.
    ///
    /// - Parameter bytes: All that ``writeSnapshot(_:)`` gave, one after another.
    /// - Throws: ``SnapshotError`` for bytes that are no snapshot, of another version, or damaged.
    public init(snapshot bytes: RawSpan) throws(SnapshotError) {
        guard bytes.byteCount > Self.preambleSize, bytes.load(UInt32.self, at: 0) == Self.magic else {
            throw .notASnapshot
        }
        let format = bytes.load(UInt32.self, at: 4)
        guard Self.readableFormats.contains(format) else { throw .otherFormat(format) }
        let rules = bytes.load(UInt32.self, at: 8)
        guard rules == FeatureExtractor.version else { throw .otherFeatures(rules) }
        let headerSize = Int(bytes.load(UInt32.self, at: 12))
        guard headerSize <= bytes.byteCount - Self.preambleSize - MemoryLayout<UInt64>.size else { throw .damaged }
        let header = (0..<headerSize).map { bytes.load(UInt8.self, at: Self.preambleSize + $0) }
        var checksum = Checksum()
        checksum.add(header[...])
        var reader = ByteReader(header[...])
        self.init(seed: try reader.read(UInt64.self))
        try readFittedLayer(&reader)
        try readSites(&reader)
        let counts = try Self.partCounts(&reader)
        guard reader.isAtEnd else { throw .damaged }
        try readFeatures(bytes, at: Self.preambleSize + headerSize, counts: counts, checksum: checksum)
    }

    private mutating func readFittedLayer(_ reader: inout ByteReader) throws(SnapshotError) {
        revision = try reader.read(Int64.self)
        totals.spam = try reader.read(UInt64.self)
        totals.ham = try reader.read(UInt64.self)
        guard try reader.read(UInt32.self) == UInt32(Input.allCases.count) else { throw .damaged }
        for input in Input.allCases { combination.weights[input] = try reader.readDouble() }
        combination.scale = try reader.readDouble()
        combination.passageGain = try reader.readDouble()
        combination.offset = try reader.readDouble()
        thresholds = Thresholds(
            unsure: try reader.readDouble(),
            spam: try reader.readDouble(),
            discard: try reader.readDouble()
        )
        hamBudget = HamBudget(share: try reader.readDouble())
        hamLabels = Int(truncatingIfNeeded: try reader.read(UInt64.self))
    }

    private mutating func readSites(_ reader: inout ByteReader) throws(SnapshotError) {
        for _ in 0..<(try reader.read(UInt32.self)) {
            let key = SiteKey(value: try reader.read(UInt64.self))
            var totals = ClassTotals()
            totals.spam = try reader.read(UInt64.self)
            totals.ham = try reader.read(UInt64.self)
            siteTotals[key] = totals
        }
    }

    private static func partCounts(_ reader: inout ByteReader) throws(SnapshotError) -> [Int] {
        guard try reader.read(UInt32.self) == UInt32(FeatureTable.partCount) else { throw .damaged }
        var counts: [Int] = []
        for _ in 0..<FeatureTable.partCount { counts.append(Int(try reader.read(UInt32.self))) }
        return counts
    }

    private mutating func readFeatures(
        _ bytes: RawSpan,
        at start: Int,
        counts: [Int],
        checksum: Checksum
    ) throws(SnapshotError) {
        let features = counts.reduce(0, +)
        guard bytes.byteCount - start == features * Slot.size + MemoryLayout<UInt64>.size else { throw .damaged }
        var checksum = checksum
        var position = start
        for (part, count) in counts.enumerated() where count > 0 {
            try table.fill(part: part, count: count) {
                let slot = bytes.slot(at: position)
                checksum.add(slot)
                position += Slot.size
                return slot
            }
        }
        guard bytes.load(UInt64.self, at: position) == checksum.value else { throw .damaged }
    }
}

extension RawSpan {
    /// The number that stands at a position, lowest byte first; the position is checked.
    @inline(__always)
    fileprivate func load<Value: FixedWidthInteger & BitwiseCopyable>(_: Value.Type, at position: Int) -> Value {
        Value(littleEndian: unsafe unsafeLoadUnaligned(fromByteOffset: position, as: Value.self))
    }

    /// The feature that stands at a position.
    @inline(__always)
    fileprivate func slot(at position: Int) -> Slot {
        Slot(
            words: (
                load(UInt32.self, at: position), load(UInt32.self, at: position + 4),
                load(UInt32.self, at: position + 8), load(UInt32.self, at: position + 12),
                load(UInt32.self, at: position + 16), load(UInt32.self, at: position + 20),
                load(UInt32.self, at: position + 24)
            )
        )
    }
}
