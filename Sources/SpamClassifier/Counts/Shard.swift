/// One of the parts of a ``FeatureTable`` that keys fall into by their first bits.
///
/// Its leaves are told apart by the bits that follow; their number doubles when they hold more than ``leafSize`` entries on
/// average.
struct Shard: Sendable {
    private(set) var count = 0
    private var leafBits: UInt64 = 0
    private var leaves = [Leaf()]

    /// From so many entries on average a leaf is cut in two.
    ///
    /// Larger leaves make copies dearer and searches longer, smaller ones make more of them: see the decision record "Bytes of a
    /// feature".
    private static let leafSize = 128

    /// What a Swift array takes besides its elements.
    static let arrayHeader = 32

    /// An empty shard.
    init() {}

    /// A shard of entries in ascending order.
    init(sorted slots: [Slot]) {
        count = slots.count
        while count > Self.leafSize << Int(leafBits) { leafBits += 1 }
        leaves = Self.leaves(of: slots, bits: leafBits)
    }

    @inline(__always)
    private static func leaf(of key: UInt64, bits: UInt64) -> Int {
        Int(truncatingIfNeeded: ((key &<< FeatureTable.shardBits) &>> 1) &>> (63 &- bits))
    }

    @inline(__always)
    private func leaf(of key: UInt64) -> Int { Self.leaf(of: key, bits: leafBits) }

    private static func leaves(of slots: [Slot], bits: UInt64) -> [Leaf] {
        var leaves: [Leaf] = []
        leaves.reserveCapacity(1 << Int(bits))
        var start = 0
        for leaf in 0..<1 << Int(bits) {
            var end = start
            while end < slots.count, Self.leaf(of: slots[end].key, bits: bits) == leaf { end += 1 }
            leaves.append(Leaf(slots[start..<end]))
            start = end
        }
        return leaves
    }

    @inline(__always)
    func entry(of key: UInt64, firstKey: UInt64? = nil) -> (counts: ClassCounts, isLate: Bool) {
        leaves[leaf(of: key)].entry(of: key, keyBits: FeatureTable.shardBits &+ leafBits, firstKey: firstKey)
    }

    /// The key at which the search for a key begins.
    @inline(__always)
    func firstKey(for key: UInt64) -> UInt64 {
        leaves[leaf(of: key)].firstKey(for: key, keyBits: FeatureTable.shardBits &+ leafBits)
    }

    @inline(__always)
    mutating func add(_ change: ClassCounts, to key: UInt64, isLate: Bool) {
        if !leaves[leaf(of: key)].change(key, keyBits: FeatureTable.shardBits &+ leafBits, { $0 &+= change }) {
            insert(Slot(key: key, counts: change, isLate: isLate))
        }
    }

    @inline(__always)
    mutating func adjust(_ change: ClassCounts, of key: UInt64) {
        _ = leaves[leaf(of: key)].change(key, keyBits: FeatureTable.shardBits &+ leafBits) { $0 &+= change }
    }

    mutating func subtract(_ change: ClassCounts, from key: UInt64, isFitted: Bool) {
        let keyBits = FeatureTable.shardBits &+ leafBits
        if leaves[leaf(of: key)].subtract(change, from: key, keyBits: keyBits, isFitted: isFitted) { count -= 1 }
    }

    private mutating func insert(_ slot: Slot) {
        guard !slot.isEmpty else { return }
        count += 1
        if count > Self.leafSize << Int(leafBits) {
            var slots: [Slot] = []
            slots.reserveCapacity(count)
            visitSlots { slots.append($0) }
            leafBits += 1
            leaves = Self.leaves(of: slots, bits: leafBits)
        }
        leaves[leaf(of: slot.key)].insert(slot, keyBits: FeatureTable.shardBits &+ leafBits)
    }

    @inline(__always)
    func visitSlots(_ body: (Slot) -> Void) {
        for leaf in leaves {
            for slot in leaf.slots { body(slot) }
        }
    }

    /// Whether two shards hold the same features with the same counts, whatever their leaves.
    func hasSameCounts(as other: Shard) -> Bool {
        guard count == other.count else { return false }
        return leaves.lazy.flatMap(\.slots).elementsEqual(other.leaves.lazy.flatMap(\.slots)) {
            $0.key == $1.key && $0.counts == $1.counts
        }
    }

    var allocatedBytes: Int {
        leaves.reduce(Self.arrayHeader + leaves.capacity * MemoryLayout<Leaf>.stride) { sum, leaf in
            sum + Self.arrayHeader + leaf.slots.capacity * MemoryLayout<Slot>.stride
        }
    }
}
