/// The primary composites of Unicode: pairs of scalars that a single scalar stands for.
struct CompositionMap: Sendable {
    /// No pair has a lower second scalar: the combining marks begin here.
    static let lowestSecond: UInt32 = 0x300

    private var keys: [UInt64] = []
    private var composites: [UInt32] = []

    init(_ text: String) {
        var numbers = NumberReader(text)
        var first: UInt32 = 0
        while let distance = numbers.next(), let second = numbers.next(), let composite = numbers.nextSigned() {
            first += distance
            keys.append(UInt64(first) << 32 | UInt64(second))
            composites.append(UInt32(Int(first) + composite))
        }
    }

    subscript(first: UInt32, second: UInt32) -> UInt32? {
        if let syllable = Self.hangulSyllable(first, second) { return syllable }
        let key = UInt64(first) << 32 | UInt64(second)
        var low = 0
        var high = keys.count
        while low < high {
            let middle = (low + high) / 2
            if keys[middle] < key { low = middle + 1 } else { high = middle }
        }
        return low < keys.count && keys[low] == key ? composites[low] : nil
    }

    /// Korean syllables compose by arithmetic: The Unicode Standard, section 3.12.
    private static func hangulSyllable(_ first: UInt32, _ second: UInt32) -> UInt32? {
        if (0x1100..<0x1113).contains(first), (0x1161..<0x1176).contains(second) {
            return 0xAC00 + ((first - 0x1100) * 21 + (second - 0x1161)) * 28
        }
        if (0xAC00..<0xD7A4).contains(first), (first - 0xAC00) % 28 == 0, (0x11A8..<0x11C3).contains(second) {
            return first + (second - 0x11A7)
        }
        return nil
    }
}
