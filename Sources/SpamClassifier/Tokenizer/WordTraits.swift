/// What may have to be undone in a word.
struct WordTraits {
    private var seen: UInt32 = 0
    private var hasDigit = false
    private var hasDoubled = false

    init(_ word: ArraySlice<UInt32>) {
        var previous: UInt32 = 0
        for scalar in word {
            seen |= scalar
            hasDigit = hasDigit || ASCII.isDigit(scalar)
            hasDoubled = hasDoubled || scalar == previous
            previous = scalar
        }
    }

    /// Whether the word is all ASCII without digits: nothing can be written for something else.
    var isUndisguised: Bool { seen < 0x80 && !hasDigit }

    /// Whether nothing about the word is to be undone.
    var isPlain: Bool { isUndisguised && !hasDoubled }
}
