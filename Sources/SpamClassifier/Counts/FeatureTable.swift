/// The counts of all features: a hash table whose layout depends on its content alone.
///
/// The table is cut into 1,024 shards by the first ten bits of the key. Inside a shard entries stand in ascending order of
/// their keys, each at or behind the place that the key's next bits name (linear probing in sorted order: Amble and Knuth,
/// *Ordered hash tables*, 1974). So a look-up for an absent key stops at the first greater key, iteration is sorted, and the
/// order in which comments were learnt leaves no trace.
///
/// A copy shares its shards; a change copies only the shards that it touches. Look-up, insertion and removal take O(1)
/// expected time. An entry takes 32 bytes; at most ¾ of the places are taken.
public struct FeatureTable: Sendable {
    static let shardBits: UInt64 = 10
    static let shardCount = 1 << Int(shardBits)
    private var shards: [Shard]

    /// An empty table.
    public init() {
        shards = Array(repeating: Shard(), count: Self.shardCount)
    }

    /// How many features have counts.
    ///
    /// O(number of shards).
    public var count: Int { shards.reduce(0) { $0 + $1.count } }

    /// Bytes taken by the entries and the free places between them.
    public var allocatedBytes: Int { shards.reduce(0) { $0 + $1.slots.capacity * MemoryLayout<Slot>.stride } }

    @inline(__always)
    static func shard(of key: UInt64) -> Int { Int(key >> (64 - shardBits)) }

    /// The counts of a feature; all zero for one never seen.
    @inline(__always)
    public subscript(key: UInt64) -> ClassCounts {
        shards[Self.shard(of: key)].counts(of: key)
    }

    /// Adds to the counts of a feature.
    @inline(__always)
    mutating func add(_ change: ClassCounts, to key: UInt64) {
        shards[Self.shard(of: key)].withCounts(of: key) { $0 &+= change }
    }

    /// Takes away from the counts of a feature what was added before; an entry that nothing is left of goes.
    @inline(__always)
    mutating func subtract(_ change: ClassCounts, from key: UInt64) {
        shards[Self.shard(of: key)].withCounts(of: key) { $0 &-= change }
    }

    /// Visits all entries in ascending order of their keys.
    func visitAll(_ body: (UInt64, ClassCounts) -> Void) {
        for shard in 0..<Self.shardCount { visit(shard: shard, body) }
    }
}

extension FeatureTable {
    /// How many entries a shard has.
    func count(ofShard shard: Int) -> Int { shards[shard].count }

    /// Visits the entries of a shard in ascending order of their keys; all keys of a shard are below those of the next.
    @inline(__always)
    func visit(shard: Int, _ body: (UInt64, ClassCounts) -> Void) {
        for slot in shards[shard].slots where slot.key != 0 { body(slot.key, slot.counts) }
    }

    /// Fills an empty shard with entries that come in ascending order of their keys, in one pass.
    ///
    /// - Throws: ``SnapshotError/damaged`` for an entry out of order, of another shard, or without counts, and what `next`
    ///   throws.
    mutating func fill(
        shard: Int,
        count: Int,
        _ next: () throws(SnapshotError) -> (key: UInt64, counts: ClassCounts)
    ) throws(SnapshotError) {
        try shards[shard].fill(count: count, shard: shard, next)
    }
}

extension FeatureTable: Equatable {
    /// Whether two tables hold the same features with the same counts.
    ///
    /// O(n).
    public static func == (left: FeatureTable, right: FeatureTable) -> Bool {
        zip(left.shards, right.shards).allSatisfy { $0.hasSameEntries(as: $1) }
    }
}

/// A place for one feature; the key 0 marks a free one.
struct Slot: Sendable, Equatable {
    var key: UInt64 = 0
    var counts = ClassCounts()
}

/// One of the parts that a ``FeatureTable`` is copied by.
private struct Shard: Sendable {
    private(set) var slots: [Slot] = []
    private(set) var count = 0
    private var capacity = 0

    @inline(__always)
    private func home(of key: UInt64) -> Int {
        Int((key << FeatureTable.shardBits).multipliedFullWidth(by: UInt64(capacity)).high)
    }

    @inline(__always)
    func counts(of key: UInt64) -> ClassCounts {
        var position = home(of: key)
        while position < slots.count {
            let slot = slots[position]
            if slot.key == key { return slot.counts }
            if slot.key == 0 || slot.key > key { break }
            position += 1
        }
        return ClassCounts()
    }

    /// Where a key stands, or would stand.
    @inline(__always)
    private func place(of key: UInt64) -> Int {
        var position = home(of: key)
        while position < slots.count, slots[position].key != 0, slots[position].key < key { position += 1 }
        return position
    }

    @inline(__always)
    mutating func withCounts(of key: UInt64, _ change: (inout ClassCounts) -> Void) {
        var position = place(of: key)
        if position == slots.count || slots[position].key != key {
            if (count + 1) * 4 > capacity * 3 {
                grow()
                position = place(of: key)
            }
            insert(key, at: position)
        }
        change(&slots[position].counts)
        if slots[position].counts.isEmpty { remove(at: position) }
    }

    /// Makes room at a position by moving the entries up to the next free place.
    private mutating func insert(_ key: UInt64, at position: Int) {
        count += 1
        var free = position
        while free < slots.count, slots[free].key != 0 { free += 1 }
        if free == slots.count { slots.append(Slot()) }
        while free > position {
            slots[free] = slots[free - 1]
            free -= 1
        }
        slots[position] = Slot(key: key)
    }

    /// Moves the entries behind a position back to where they would stand without it.
    private mutating func remove(at position: Int) {
        count -= 1
        var free = position
        while free + 1 < slots.count, slots[free + 1].key != 0, home(of: slots[free + 1].key) <= free {
            slots[free] = slots[free + 1]
            free += 1
        }
        slots[free] = Slot()
    }

    private static let overhang = 8

    private mutating func grow() {
        let entries = slots.filter { $0.key != 0 }
        reset(capacity: Self.grown(capacity))
        for entry in entries { place(entry) }
        fillUp()
    }

    private static func grown(_ capacity: Int) -> Int { max(8, capacity + capacity / 2) }

    mutating func fill(
        count: Int,
        shard: Int,
        _ next: () throws(SnapshotError) -> (key: UInt64, counts: ClassCounts)
    ) throws(SnapshotError) {
        var capacity = 0
        while count * 4 > capacity * 3 { capacity = Self.grown(capacity) }
        reset(capacity: capacity)
        var previous: UInt64 = 0
        for _ in 0..<count {
            let entry = try next()
            guard entry.key > previous, FeatureTable.shard(of: entry.key) == shard, !entry.counts.isEmpty else {
                throw .damaged
            }
            previous = entry.key
            place(Slot(key: entry.key, counts: entry.counts))
        }
        self.count = count
        fillUp()
    }

    /// Empties the shard and makes room for so many entries, and for those that the last places push beyond the end.
    private mutating func reset(capacity: Int) {
        self.capacity = capacity
        slots = []
        slots.reserveCapacity(capacity + Self.overhang)
    }

    /// Puts an entry behind all that were placed, at its home or as near behind it as possible.
    @inline(__always)
    private mutating func place(_ entry: Slot) {
        let home = home(of: entry.key)
        while slots.count < home { slots.append(Slot()) }
        slots.append(entry)
    }

    private mutating func fillUp() {
        while slots.count < capacity { slots.append(Slot()) }
    }

    func hasSameEntries(as other: Shard) -> Bool {
        guard count == other.count else { return false }
        return slots.lazy.filter { $0.key != 0 }.elementsEqual(other.slots.lazy.filter { $0.key != 0 })
    }
}
