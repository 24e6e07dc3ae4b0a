/// The counts of all features, in ascending order of their keys.
///
/// The table is cut into 4,096 shards by the first twelve bits of the key, and each shard into leaves by the next bits: sorted
/// arrays of some hundred entries without free places between them. Keys are hashes, so a key's own bits say at which entry of
/// its leaf to look first (interpolation search: Perl, Itai and Avni, 1978), and a look-up reads two or three neighbours.
///
/// A copy shares its leaves; a change copies the leaves that it touches, whose size does not grow with the table. Look-up,
/// insertion and removal take O(1) expected time. An entry takes 28 bytes and about 4 with its share of everything else.
public struct FeatureTable: Sendable {
    static let shardBits: UInt64 = 12
    private static let shardCount = 1 << Int(shardBits)
    private var shards: [Shard]

    /// An empty table.
    public init() {
        shards = Array(repeating: Shard(), count: Self.shardCount)
    }

    /// How many features have counts.
    ///
    /// O(number of shards).
    public var count: Int { shards.reduce(0) { $0 + $1.count } }

    /// Bytes that the table takes in memory: entries, room that is kept for more, and what holds them together.
    ///
    /// O(number of leaves).
    public var allocatedBytes: Int {
        shards.reduce(Shard.arrayHeader + Self.shardCount * MemoryLayout<Shard>.stride) { $0 + $1.allocatedBytes }
    }

    @inline(__always)
    private static func shard(of key: UInt64) -> Int { Int(truncatingIfNeeded: key &>> (64 - shardBits)) }

    /// The counts of a feature; all zero for one never seen.
    @inline(__always)
    public subscript(key: UInt64) -> ClassCounts { entry(of: key).counts }

    /// The counts of a feature, and whether it was first seen after the last refit.
    @inline(__always)
    func entry(of key: UInt64) -> (counts: ClassCounts, isLate: Bool) {
        shards[Self.shard(of: key)].entry(of: key)
    }

    /// Fetches the keys at which the searches for many keys begin.
    ///
    /// Nothing is decided on the way, so the processor waits for all of them at once instead of for one after another.
    func firstKeys(for keys: [UInt64]) -> [UInt64] {
        keys.map { shards[Self.shard(of: $0)].firstKey(for: $0) }
    }

    /// The counts of a feature whose search begins at a key that was fetched before.
    @inline(__always)
    func entry(of key: UInt64, firstKey: UInt64) -> (counts: ClassCounts, isLate: Bool) {
        shards[Self.shard(of: key)].entry(of: key, firstKey: firstKey)
    }

    /// Adds to the counts of a feature.
    ///
    /// - Parameters:
    ///   - change: What to add.
    ///   - key: The key of the feature.
    ///   - isLate: Whether a feature that is not there yet is marked as first seen after the last refit.
    @inline(__always)
    mutating func add(_ change: ClassCounts, to key: UInt64, isLate: Bool = false) {
        shards[Self.shard(of: key)].add(change, to: key, isLate: isLate)
    }

    /// Adds to the counts of a feature that is there; of one that is not, nothing is kept.
    @inline(__always)
    mutating func adjust(_ change: ClassCounts, of key: UInt64) {
        shards[Self.shard(of: key)].adjust(change, of: key)
    }

    /// Takes away from the counts of a feature what was added before; an entry that nothing is left of goes.
    ///
    /// - Parameters:
    ///   - change: What was added.
    ///   - key: The key of the feature.
    ///   - isFitted: Whether it was added by the last refit. A feature that the refit left out knows nothing of it, though
    ///     it may have come back since.
    @inline(__always)
    mutating func subtract(_ change: ClassCounts, from key: UInt64, isFitted: Bool = false) {
        shards[Self.shard(of: key)].subtract(change, from: key, isFitted: isFitted)
    }

    /// Visits all entries in ascending order of their keys.
    func visitAll(_ body: (UInt64, ClassCounts) -> Void) {
        for shard in shards { shard.visitSlots { body($0.key, $0.counts) } }
    }
}

extension FeatureTable {
    /// The parts by which a table is written and read: all keys that agree in their first ten bits.
    static let partBits: UInt64 = 10
    static let partCount = 1 << Int(partBits)
    private static let shardsPerPart = 1 << Int(shardBits - partBits)

    private static func shards(ofPart part: Int) -> Range<Int> {
        part * shardsPerPart..<(part + 1) * shardsPerPart
    }

    /// How many entries a part has.
    func count(ofPart part: Int) -> Int { Self.shards(ofPart: part).reduce(0) { $0 + shards[$1].count } }

    /// Visits the entries of a part in ascending order of their keys; all keys of a part are below those of the next.
    @inline(__always)
    func visitSlots(ofPart part: Int, _ body: (Slot) -> Void) {
        for shard in Self.shards(ofPart: part) { shards[shard].visitSlots(body) }
    }

    /// Fills an empty part with entries that come in ascending order of their keys, in one pass.
    ///
    /// - Throws: ``SnapshotError/damaged`` for an entry out of order, of another part, or without counts, and what `next`
    ///   throws.
    mutating func fill(part: Int, count: Int, _ next: () throws(SnapshotError) -> Slot) throws(SnapshotError) {
        var previous: UInt64 = 0
        var pending: [Slot] = []
        pending.reserveCapacity(count / Self.shardsPerPart + count / 64 + 64)
        var shard = part * Self.shardsPerPart
        for _ in 0..<count {
            let slot = try next()
            let key = slot.key
            guard key > previous, Int(key &>> (64 - Self.partBits)) == part, !slot.isEmpty else { throw .damaged }
            previous = key
            let own = Self.shard(of: key)
            if own != shard {
                if !pending.isEmpty { shards[shard] = Shard(sorted: pending) }
                pending.removeAll(keepingCapacity: true)
                shard = own
            }
            pending.append(slot)
        }
        if !pending.isEmpty { shards[shard] = Shard(sorted: pending) }
    }

    /// Lets go of entries.
    ///
    /// - Parameter isKept: Whether an entry stays; asked in ascending order of the keys.
    mutating func keepEntries(_ isKept: (Slot) -> Bool) {
        for shard in shards.indices {
            var kept: [Slot] = []
            shards[shard].visitSlots { if isKept($0) { kept.append($0) } }
            if kept.count < shards[shard].count { shards[shard] = Shard(sorted: kept) }
        }
    }
}

extension FeatureTable: Equatable {
    /// Whether two tables hold the same features with the same counts.
    ///
    /// O(n).
    public static func == (left: FeatureTable, right: FeatureTable) -> Bool {
        zip(left.shards, right.shards).allSatisfy { $0.hasSameCounts(as: $1) }
    }
}
