/// A number that follows from a sequence of words: it finds every change of a single word, and names what was written.
///
/// Each step, a multiplication by an odd number and a shift, can be undone, so two sequences that differ in one word never
/// agree. It is no protection against somebody who means to deceive.
public struct Checksum: Sendable {
    /// The number that the words so far lead to.
    public private(set) var value: UInt64 = 0x9E37_79B9_7F4A_7C15

    /// The checksum of nothing.
    public init() {}

    /// Adds a word.
    @inline(__always)
    public mutating func add(_ word: UInt64) {
        value = (value ^ word) &* 0xD6E8_FEB8_6659_FD93
        value ^= value >> 32
    }

    /// Adds bytes, eight at a time, the last ones filled up with zeros, and their number.
    mutating func add(_ bytes: ArraySlice<UInt8>) {
        var word: UInt64 = 0
        var filled: UInt64 = 0
        for byte in bytes {
            word |= UInt64(byte) << (8 * filled)
            filled += 1
            if filled == 8 {
                add(word)
                (word, filled) = (0, 0)
            }
        }
        add(word)
        add(UInt64(bytes.count))
    }

    @inline(__always)
    mutating func add(_ key: UInt64, _ counts: ClassCounts) {
        add(key)
        add(UInt64(counts.spam) | UInt64(counts.ham) << 32)
        add(UInt64(counts.spamSurprise) | UInt64(counts.hamSurprise) << 32)
        add(UInt64(UInt32(bitPattern: counts.residual)))
    }

    /// Adds a feature as a snapshot has it.
    @inline(__always)
    mutating func add(_ slot: Slot) {
        let words = slot.words
        add(UInt64(words.0) | UInt64(words.1) << 32)
        add(UInt64(words.2) | UInt64(words.3) << 32)
        add(UInt64(words.4) | UInt64(words.5) << 32)
        add(UInt64(words.6))
    }
}
