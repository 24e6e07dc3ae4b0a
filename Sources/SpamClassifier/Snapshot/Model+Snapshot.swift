/// Models as bytes.
///
/// | bytes | what |
/// | --- | --- |
/// | 4 | `HmLm` |
/// | 4 | layout, ``formatVersion`` |
/// | 4 | rules of the features, ``FeatureExtractor/version`` |
/// | 8 | seed of the keys |
/// | 8 | revision |
/// | 16 | totals of spam and ham |
/// | 8 each | weights of the fitted layer (their number first, 4 bytes), scale, passage gain, offset |
/// | 8 each | thresholds: unsure, spam, discard; ham budget; 8 bytes labelled ham |
/// | | sites: their number (4), then key, spam, ham (8 each) in ascending order of the keys |
/// | | features: their number (8), then for each in ascending order of the keys: distance from the key before, spam, ham, spam surprise, ham surprise, residual (zigzag), each in LEB128 |
/// | 8 | checksum of all that stands before |
///
/// All numbers lowest byte first. The same model gives the same bytes on every machine, so their ``digest`` names it.
extension Model {
    /// The layout that this version writes and reads.
    public static let formatVersion: UInt32 = 1

    private static let magic: UInt32 = 0x6D4C_6D48

    /// The model as bytes.
    ///
    /// O(features).
    public func snapshot() -> [UInt8] {
        var writer = ByteWriter()
        writer.write(Self.magic)
        writer.write(Self.formatVersion)
        writer.write(FeatureExtractor.version)
        writer.write(extractor.hasher.seed)
        writer.write(revision)
        writer.write(totals.spam)
        writer.write(totals.ham)
        writer.write(UInt32(Input.allCases.count))
        for input in Input.allCases { writer.write(combination.weights[input]) }
        for number in [combination.scale, combination.passageGain, combination.offset] { writer.write(number) }
        for number in [thresholds.unsure, thresholds.spam, thresholds.discard, hamBudget.share] { writer.write(number) }
        writer.write(UInt64(hamLabels))
        writer.write(UInt32(siteTotals.count))
        for (site, totals) in siteTotals.sorted(by: { $0.key.value < $1.key.value }) {
            writer.write(site.value)
            writer.write(totals.spam)
            writer.write(totals.ham)
        }
        writer.write(UInt64(table.count))
        var previous: UInt64 = 0
        table.visitAll { key, counts in
            writer.writeCompact(key - previous)
            previous = key
            for count in [counts.spam, counts.ham, counts.spamSurprise, counts.hamSurprise] {
                writer.writeCompact(UInt64(count))
            }
            writer.writeCompact(UInt64(UInt32(bitPattern: (counts.residual << 1) ^ (counts.residual >> 31))))
        }
        writer.write(Self.checksum(writer.bytes[...]))
        return writer.bytes
    }

    /// The model that a snapshot holds, equal to the last bit.
    ///
    /// O(features).
    ///
    /// - Parameter bytes: What ``snapshot()`` gave.
    /// - Throws: ``SnapshotError`` for bytes that are no snapshot, of another version, or damaged.
    public init(snapshot bytes: [UInt8]) throws(SnapshotError) {
        var reader = ByteReader(bytes[...])
        guard bytes.count > 20, try reader.read(UInt32.self) == Self.magic else { throw .notASnapshot }
        let format = try reader.read(UInt32.self)
        guard format == Self.formatVersion else { throw .otherFormat(format) }
        let rules = try reader.read(UInt32.self)
        guard rules == FeatureExtractor.version else { throw .otherFeatures(rules) }
        let body = bytes.dropLast(8)
        var trailer = ByteReader(bytes[body.endIndex...])
        guard try trailer.read(UInt64.self) == Self.checksum(body) else { throw .damaged }

        self.init(seed: try reader.read(UInt64.self))
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
        try readSites(&reader)
        try readFeatures(&reader)
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

    private mutating func readFeatures(_ reader: inout ByteReader) throws(SnapshotError) {
        var key: UInt64 = 0
        for _ in 0..<(try reader.read(UInt64.self)) {
            key &+= try reader.readCompact()
            var counts = ClassCounts()
            counts.spam = try reader.readCount()
            counts.ham = try reader.readCount()
            counts.spamSurprise = try reader.readCount()
            counts.hamSurprise = try reader.readCount()
            let folded = try reader.readCount()
            counts.residual = Int32(bitPattern: folded >> 1) ^ -Int32(bitPattern: folded & 1)
            table.set(key, counts)
        }
    }

    /// A number that names the model's content: equal for equal models.
    ///
    /// O(features).
    ///
    /// The revision is left out, because the same labels reached in another order are the same model.
    public var digest: UInt64 {
        var model = self
        model.revision = 0
        return Self.checksum(model.snapshot()[...])
    }

    /// FNV-1a with 64 bits (Fowler, Noll, Vo): finds every single changed byte.
    private static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        return hash
    }
}
