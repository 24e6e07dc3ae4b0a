/// Features as bytes: what is kept of a comment whose text was dropped, enough to unlearn it and to learn it again.
///
/// | bytes | what |
/// | --- | --- |
/// | 1 | layout, 1 |
/// | 4 | rules of the features, ``FeatureExtractor/version`` |
/// | | words, pairs, characters, structure, author: their number (LEB128), then each key (8, lowest byte first) |
/// | | passages: the number of tokens, then for each token the place of its word; one more pair than tokens; the number of runs, then the place of each; one more space than tokens, each as the distance from the one before; all LEB128 |
///
/// A comment of fifty characters takes about a kilobyte. The keys say nothing without the seed of the installation.
extension FeatureSet {
    /// The layout that this version writes and reads.
    private static let layout: UInt8 = 1

    /// The features as bytes; equal features give equal bytes.
    ///
    /// O(features).
    public func bytes() -> [UInt8] {
        var writer = ByteWriter()
        writer.write(Self.layout)
        writer.write(FeatureExtractor.version)
        for keys in [words, pairs, characters, structure, author] {
            writer.writeCompact(UInt64(keys.count))
            for key in keys { writer.write(key) }
        }
        passages.write(to: &writer)
        return writer.bytes
    }

    /// The features that ``bytes()`` wrote.
    ///
    /// O(features).
    ///
    /// - Throws: ``SnapshotError`` for bytes of another layout, of features made by other rules, and for damaged ones.
    public init(bytes: [UInt8]) throws(SnapshotError) {
        var reader = ByteReader(bytes[...])
        let layout = try reader.read(UInt8.self)
        guard layout == Self.layout else { throw .otherFormat(UInt32(layout)) }
        let rules = try reader.read(UInt32.self)
        guard rules == FeatureExtractor.version else { throw .otherFeatures(rules) }
        self.init()
        words = try Self.readKeys(&reader)
        pairs = try Self.readKeys(&reader)
        characters = try Self.readKeys(&reader)
        structure = try Self.readKeys(&reader)
        author = try Self.readKeys(&reader)
        passages = try Passages(&reader, words: words.count, pairs: pairs.count, runs: characters.count)
        guard reader.isAtEnd else { throw .damaged }
    }

    private static func readKeys(_ reader: inout ByteReader) throws(SnapshotError) -> [UInt64] {
        var keys: [UInt64] = []
        for _ in 0..<(try reader.readCompact()) {
            let key = try reader.read(UInt64.self)
            guard key > keys.last ?? 0 else { throw .damaged }
            keys.append(key)
        }
        return keys
    }
}

extension Passages {
    fileprivate func write(to writer: inout ByteWriter) {
        writer.writeCompact(UInt64(words.count))
        for place in words { writer.writeCompact(UInt64(place)) }
        for place in pairs { writer.writeCompact(UInt64(place)) }
        writer.writeCompact(UInt64(runs.count))
        for place in runs { writer.writeCompact(UInt64(place)) }
        var previous: Int32 = 0
        for space in spaces {
            writer.writeCompact(UInt64(space - previous))
            previous = space
        }
    }

    /// Reads passages back, and checks that every place is one among so many features.
    fileprivate init(_ reader: inout ByteReader, words: Int, pairs: Int, runs: Int) throws(SnapshotError) {
        let tokens = try reader.readCount()
        guard tokens > 0 else {
            guard try reader.readCompact() == 0 else { throw .damaged }
            self.init()
            return
        }
        let wordPlaces = try Self.readPlaces(&reader, count: tokens, below: words)
        let pairPlaces = try Self.readPlaces(&reader, count: tokens + 1, below: pairs)
        let runPlaces = try Self.readPlaces(&reader, count: try reader.readCount(), below: runs)
        var spaces: [Int32] = []
        for _ in 0...tokens {
            let (space, overflow) = (spaces.last ?? 0).addingReportingOverflow(
                Int32(truncatingIfNeeded: try reader.readCount())
            )
            guard !overflow, space >= spaces.last ?? 0 else { throw .damaged }
            spaces.append(space)
        }
        guard runPlaces.count >= Int(spaces.last ?? 0) - PassageMarks.runLength + 2 else { throw .damaged }
        self.init(words: wordPlaces, pairs: pairPlaces, runs: runPlaces, spaces: spaces)
    }

    private static func readPlaces(
        _ reader: inout ByteReader,
        count: UInt32,
        below limit: Int
    ) throws(SnapshotError) -> [Int32] {
        var places: [Int32] = []
        for _ in 0..<count {
            let place = try reader.readCount()
            guard place < limit else { throw .damaged }
            places.append(Int32(truncatingIfNeeded: place))
        }
        return places
    }
}
