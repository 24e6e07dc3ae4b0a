/// A sorted array of features: what a change of a ``FeatureTable`` copies.
struct Leaf: Sendable {
    private(set) var slots: [Slot] = []
    /// The same as the number of slots, but beside the reference to them: a look-up need not read the array's head first.
    private var count: UInt64 = 0

    /// Room for new entries is made for a part of what is there.
    private static let growth = 8

    init() {}

    init(_ slots: ArraySlice<Slot>) {
        self.slots = Array(slots)
        count = UInt64(slots.count)
    }

    /// Where a key would stand if all keys were spread evenly.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - keyBits: How many of its first bits all keys of the leaf share.
    /// - Returns: A place that is there, unless the leaf is empty.
    @inline(__always)
    private func guess(for key: UInt64, keyBits: UInt64) -> Int {
        Int(truncatingIfNeeded: (key &<< keyBits).multipliedFullWidth(by: count).high)
    }

    /// The key at which the search for a key begins; 0 in an empty leaf.
    @inline(__always)
    func firstKey(for key: UInt64, keyBits: UInt64) -> UInt64 {
        count == 0 ? 0 : slots[guess(for: key, keyBits: keyBits)].key
    }

    /// The first place whose key is not smaller: where a key stands, or would stand.
    @inline(__always)
    private func place(of key: UInt64, keyBits: UInt64, firstKey: UInt64? = nil) -> Int {
        let count = Int(truncatingIfNeeded: count)
        guard count > 0 else { return 0 }
        var place = guess(for: key, keyBits: keyBits)
        if firstKey ?? slots[place].key < key {
            repeat { place += 1 } while place < count && slots[place].key < key
        } else {
            while place > 0, slots[place - 1].key >= key { place -= 1 }
        }
        return place
    }

    @inline(__always)
    func entry(of key: UInt64, keyBits: UInt64, firstKey: UInt64? = nil) -> (counts: ClassCounts, isLate: Bool) {
        let place = place(of: key, keyBits: keyBits, firstKey: firstKey)
        guard place < Int(truncatingIfNeeded: count) else { return (ClassCounts(), false) }
        let slot = slots[place]
        return slot.key == key ? (slot.counts, slot.isLate) : (ClassCounts(), false)
    }

    /// Changes the counts of a feature, and says whether it was there.
    @inline(__always)
    mutating func change(_ key: UInt64, keyBits: UInt64, _ body: (inout ClassCounts) -> Void) -> Bool {
        let place = place(of: key, keyBits: keyBits)
        guard place < Int(truncatingIfNeeded: count), slots[place].key == key else { return false }
        body(&slots[place].counts)
        return true
    }

    /// Takes away from the counts of a feature, and says whether the entry went because nothing was left.
    mutating func subtract(_ change: ClassCounts, from key: UInt64, keyBits: UInt64, isFitted: Bool) -> Bool {
        let place = place(of: key, keyBits: keyBits)
        guard place < Int(truncatingIfNeeded: count), slots[place].key == key, !(isFitted && slots[place].isLate) else {
            return false
        }
        slots[place].counts &-= change
        guard slots[place].isEmpty else { return false }
        slots.remove(at: place)
        count -= 1
        return true
    }

    /// Puts in a feature that is not there.
    mutating func insert(_ slot: Slot, keyBits: UInt64) {
        let place = place(of: slot.key, keyBits: keyBits)
        if slots.count == slots.capacity { slots.reserveCapacity(slots.count + max(4, slots.count / Self.growth)) }
        slots.insert(slot, at: place)
        count += 1
    }
}
