/// The distinct keys of a list in ascending order, and where among them each key of the list stands.
///
/// Keys are hashes, evenly spread: each goes to the bucket that its first bits name, and the few of one bucket are put in
/// order by insertion (bucket sort: Cormen, Leiserson, Rivest and Stein, Introduction to Algorithms, section 8.4). O(n)
/// expected; of keys that are not spread, as of a text that says the same again and again, O(n log n).
struct DistinctKeys {
    /// The keys, ascending, each once.
    private(set) var keys: [UInt64] = []
    /// For each place in the list the place of its key among ``keys``; empty if nobody asked.
    private(set) var places: [Int32] = []

    /// Sorts a list.
    init(_ list: [UInt64], tracksPlaces: Bool) {
        guard !list.isEmpty else { return }
        if tracksPlaces { places = Array(repeating: 0, count: list.count) }
        if list.count <= 1 << Self.positionBits {
            keys = Self.distributed(list)
            if takeKeys(of: list, mask: Self.positionMask) { return }
        }
        keys = list.indices.sorted { list[$0] < list[$1] }.map(UInt64.init)
        _ = takeKeys(of: list, mask: .max)
    }

    /// A longer list is sorted by comparison; in a shorter one a position takes the place of the last bits of its key.
    private static let positionBits: UInt64 = 15
    private static let positionMask: UInt64 = 1 << positionBits - 1
    /// So many keys are put in order by insertion at once.
    private static let fewest = 16

    /// Writes over the positions in ``keys`` what stands there, each key once.
    ///
    /// - Parameters:
    ///   - list: Where the keys stand.
    ///   - mask: Which bits of an entry are the position.
    /// - Returns: Whether the keys came in ascending order.
    private mutating func takeKeys(of list: [UInt64], mask: UInt64) -> Bool {
        var count = 0
        // No feature has the key 0.
        var last: UInt64 = 0
        for place in keys.indices {
            let position = Int(truncatingIfNeeded: keys[place] & mask)
            let key = list[position]
            if key != last {
                guard key > last else { return false }
                keys[count] = key
                count &+= 1
                last = key
            }
            if !places.isEmpty { places[position] = Int32(truncatingIfNeeded: count &- 1) }
        }
        keys.removeLast(keys.count - count)
        return true
    }

    /// The positions of the list in the order of their keys; in the higher bits the key's own.
    ///
    /// Keys that differ in their last bits alone come in the order of their positions, which may be wrong.
    private static func distributed(_ list: [UInt64]) -> [UInt64] {
        var order = Array(repeating: 0 as UInt64, count: list.count)
        if list.count <= fewest {
            for position in list.indices { order[position] = entry(list[position], at: position) }
        } else {
            // About as many buckets as keys, and no more than there is room for.
            let bits = min(Int.bitWidth - list.count.leadingZeroBitCount, 8)
            let shift = UInt64(truncatingIfNeeded: 64 - bits)
            var ends = InlineArray<256, UInt16>(repeating: 0)
            for key in list { ends[Int(truncatingIfNeeded: key &>> shift)] &+= 1 }
            var sum: UInt16 = 0
            var isEven = true
            for bucket in 0..<1 << bits {
                isEven = isEven && ends[bucket] <= fewest
                (ends[bucket], sum) = (sum, sum &+ ends[bucket])
            }
            for position in list.indices {
                let bucket = Int(truncatingIfNeeded: list[position] &>> shift)
                order[Int(ends[bucket])] = entry(list[position], at: position)
                ends[bucket] &+= 1
            }
            if !isEven {
                order.sort()
                return order
            }
        }
        sortByInsertion(&order)
        return order
    }

    @inline(__always)
    private static func entry(_ key: UInt64, at position: Int) -> UInt64 {
        key & ~positionMask | UInt64(truncatingIfNeeded: position)
    }

    private static func sortByInsertion(_ order: inout [UInt64]) {
        for position in order.indices.dropFirst() {
            let entry = order[position]
            var place = position
            while place > 0, order[place - 1] > entry {
                order[place] = order[place - 1]
                place -= 1
            }
            order[place] = entry
        }
    }
}
