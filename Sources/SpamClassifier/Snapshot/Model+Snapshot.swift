/// Models as bytes.
///
/// | bytes | what |
/// | --- | --- |
/// | 4 | `HmLm` |
/// | 4 | layout, ``formatVersion`` |
/// | 4 | rules of the features, ``FeatureExtractor/version`` |
/// | 4 | bytes of the header that follows |
/// | 8 | seed of the keys |
/// | 8 | revision |
/// | 16 | totals of spam and ham |
/// | 8 each | weights of the fitted layer (their number first, 4 bytes), scale, passage gain, offset |
/// | 8 each | thresholds: unsure, spam, discard; ham budget; 8 bytes labelled ham |
/// | | sites: their number (4), then key, spam, ham (8 each) in ascending order of the keys |
/// | 4 each | features: how many begin with each ten bits, the number of those first |
/// | 28 each | features in ascending order of their keys: key (8), spam, ham, spam surprise, ham surprise, residual (4 each); the highest bit of spam says that the feature came after the last refit |
/// | 8 | checksum of the header and of all features |
///
/// All numbers lowest byte first. The same model gives the same bytes on every machine, so their ``digest`` names it.
/// Features have a fixed width because starting must be quick: a table is filled in one pass, without a search.
extension Model {
    /// The layout that this version writes.
    public static let formatVersion: UInt32 = 3
    /// The layouts that this version reads: those of layout 2 are the same, without features that came after a refit.
    static let readableFormats: ClosedRange<UInt32> = 2...3

    static let magic: UInt32 = 0x6D4C_6D48
    static let preambleSize = 16

    /// Hands the model as bytes to a closure, part by part.
    ///
    /// O(features); holds a thousandth of the bytes in memory at a time.
    public func writeSnapshot<Failure: Error>(_ write: (RawSpan) throws(Failure) -> Void) throws(Failure) {
        let header = header()
        var preamble = ByteWriter()
        preamble.write(Self.magic)
        preamble.write(Self.formatVersion)
        preamble.write(FeatureExtractor.version)
        preamble.write(UInt32(header.count))
        try unsafe write(preamble.bytes.span.bytes)
        try unsafe write(header.span.bytes)
        var checksum = Checksum()
        checksum.add(header[...])
        for part in 0..<FeatureTable.partCount where table.count(ofPart: part) > 0 {
            var words: [UInt32] = []
            words.reserveCapacity(table.count(ofPart: part) * Slot.size / 4)
            table.visitSlots(ofPart: part) { slot in
                checksum.add(slot)
                let numbers = slot.words
                words.append(numbers.0.littleEndian)
                words.append(numbers.1.littleEndian)
                words.append(numbers.2.littleEndian)
                words.append(numbers.3.littleEndian)
                words.append(numbers.4.littleEndian)
                words.append(numbers.5.littleEndian)
                words.append(numbers.6.littleEndian)
            }
            try unsafe write(words.span.bytes)
        }
        var trailer = ByteWriter()
        trailer.write(checksum.value)
        try unsafe write(trailer.bytes.span.bytes)
    }

    /// The model as bytes.
    ///
    /// O(features).
    public func snapshot() -> [UInt8] {
        var bytes: [UInt8] = []
        writeSnapshot { part in
            unsafe part.withUnsafeBytes { unsafe bytes.append(contentsOf: $0) }
        }
        return bytes
    }

    /// A number that names the model's content: equal for equal models.
    ///
    /// O(features). 64 bits that nobody need forge: different models agree by chance once in 10¹⁹.
    ///
    /// The revision is left out, because the same labels reached in another order are the same model.
    public var digest: UInt64 {
        var model = self
        model.revision = 0
        var checksum = Checksum()
        checksum.add(model.header()[...])
        model.table.visitAll { checksum.add($0, $1) }
        return checksum.value
    }

    /// Everything but the features.
    private func header() -> [UInt8] {
        var writer = ByteWriter()
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
        writer.write(UInt32(FeatureTable.partCount))
        for part in 0..<FeatureTable.partCount { writer.write(UInt32(table.count(ofPart: part))) }
        return writer.bytes
    }
}
