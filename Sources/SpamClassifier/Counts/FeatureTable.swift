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
    private var shards: [Shard]

    /// An empty table.
    public init() {
        shards = Array(repeating: Shard(), count: 1 << Int(Self.shardBits))
    }

    /// How many features have counts.
    ///
    /// O(number of shards).
    public var count: Int { shards.reduce(0) { $0 + $1.count } }

    /// Bytes taken by the entries and the free places between them.
    public var allocatedBytes: Int { shards.reduce(0) { $0 + $1.slots.capacity * MemoryLayout<Slot>.stride } }

    @inline(__always)
    private static func shard(of key: UInt64) -> Int { Int(key >> (64 - shardBits)) }

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

    /// Sets the counts of a feature; for reading a stored table back.
    mutating func set(_ key: UInt64, _ counts: ClassCounts) {
        shards[Self.shard(of: key)].withCounts(of: key) { $0 = counts }
    }

    /// Visits all entries in ascending order of their keys.
    func visitAll(_ body: (UInt64, ClassCounts) -> Void) {
        for shard in shards {
            for slot in shard.slots where slot.key != 0 { body(slot.key, slot.counts) }
        }
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
        capacity = max(8, capacity + capacity / 2)
        // Room for entries that the last places push beyond the end, so that an append does not double the array.
        slots = []
        slots.reserveCapacity(capacity + Self.overhang)
        slots.append(contentsOf: repeatElement(Slot(), count: capacity))
        var next = 0
        for entry in entries {
            next = max(next, home(of: entry.key))
            if next == slots.count { slots.append(entry) } else { slots[next] = entry }
            next += 1
        }
    }

    func hasSameEntries(as other: Shard) -> Bool {
        guard count == other.count else { return false }
        return slots.lazy.filter { $0.key != 0 }.elementsEqual(other.slots.lazy.filter { $0.key != 0 })
    }
}
