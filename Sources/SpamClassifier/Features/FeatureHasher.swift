/// Turns features into 64-bit keys that depend on a secret of the installation, so that nobody outside can aim at a
/// collision or flood a table.
///
/// A round is a folded 64 × 64 → 128 bit multiplication with secret operands, as in wyhash (Wang Yi, 2019). With keys of 64
/// bits, ten million features collide with probability 3 · 10⁻⁶ (birthday bound); counts never notice.
public struct FeatureHasher: Sendable, Hashable {
    /// The secret that the keys are derived from.
    public let seed: UInt64
    private let first: UInt64
    private let second: UInt64
    private let third: UInt64

    /// Derives the keys from a seed by SplitMix64 (Steele, Lea, Flood, 2014).
    public init(seed: UInt64) {
        self.seed = seed
        var state = seed
        func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
        (first, second, third) = (next(), next(), next())
    }

    @inline(__always)
    private func fold(_ a: UInt64, _ b: UInt64) -> UInt64 {
        let (high, low) = (a ^ first).multipliedFullWidth(by: b ^ second)
        return high ^ low
    }

    /// The last round; 0 is kept free to mark an empty slot.
    @inline(__always)
    private func finished(_ hash: UInt64, _ tag: UInt64) -> UInt64 {
        let (high, low) = (hash ^ third).multipliedFullWidth(by: (tag &* 0x9E37_79B9_7F4A_7C15) ^ first)
        let key = high ^ low
        return key == 0 ? 1 : key
    }

    /// The key of a sequence of scalars under a tag that tells one sort of feature from another.
    @inline(__always)
    func key(_ tag: FeatureTag, _ scalars: some Collection<UInt32>) -> UInt64 {
        var hash: UInt64 = 0
        var word: UInt64 = 0
        var filled: UInt64 = 0
        var count: UInt64 = 0
        for scalar in scalars {
            word |= UInt64(scalar) << (21 * filled)
            filled += 1
            count += 1
            if filled == 3 {
                hash = fold(hash, word)
                word = 0
                filled = 0
            }
        }
        return finished(fold(hash, word | count << 63), UInt64(tag.rawValue) | count << 8)
    }

    /// The key of five scalars in a row: the most frequent feature, in two rounds.
    @inline(__always)
    func key(ofFive a: UInt32, _ b: UInt32, _ c: UInt32, _ d: UInt32, _ e: UInt32) -> UInt64 {
        let low = UInt64(a) | UInt64(b) << 21 | UInt64(c) << 42
        let high = UInt64(d) | UInt64(e) << 21
        return finished(fold(low, high), UInt64(FeatureTag.characters.rawValue))
    }

    /// The key of a number under a tag.
    @inline(__always)
    func key(_ tag: FeatureTag, number: UInt64, _ other: UInt64 = 0) -> UInt64 {
        finished(fold(number, other), UInt64(tag.rawValue))
    }
}

/// Tells features of different sorts with the same text apart.
///
/// The raw values are part of every stored model: add, never renumber.
enum FeatureTag: UInt8 {
    case word = 1
    case pair = 2
    case characters = 3
    case measure = 10
    case shape = 11
    case linkHost = 20
    case linkDomain = 21
    case linkTopLevel = 22
    case linkScheme = 23
    case linkPathWord = 24
    case linkQueryName = 25
    case linkPathLength = 26
    case linkHostLabels = 27
    case linkHasQuery = 28
    case linkHostDigits = 29
    case linkHostHyphen = 30
    case emailAddress = 31
    case emailDomain = 32
    case linkOwnHost = 33
    case authorName = 40
    case authorWord = 41
    case authorTrigram = 42
    case authorMeasure = 43
    case authorEmail = 44
    case authorEmailDomain = 45
    case authorEmailTopLevel = 46
    case authorHost = 47
    case authorDomain = 48
    case authorTopLevel = 49
    case authorURLWord = 50
    case network = 60
    case networkNear = 61
    case networkWide = 62
    case userAgentWord = 63
    case submissionMeasure = 64
    case role = 65
    case signal = 66
    case referrer = 67
    case site = 70
}
