/// The character 5-grams of a text, lower-cased and with white space squeezed, as a sorted set of hashes.
struct ShingleSet {
    /// Characters in a gram.
    static let length = 5
    /// Characters of a text that count; what is beyond them makes no text a near-duplicate or less of one.
    static let limit = 8_192

    let hashes: [UInt32]

    /// Takes a text squeezed by ``squeezed(_:)``; one shorter than a gram is a single gram.
    init(squeezed scalars: [UInt32]) {
        guard scalars.count > Self.length else {
            hashes = [Self.hash(scalars[...])]
            return
        }
        var grams: [UInt32] = []
        grams.reserveCapacity(scalars.count)
        for start in 0...(scalars.count - Self.length) {
            grams.append(Self.hash(scalars[start..<start + Self.length]))
        }
        grams.sort()
        var unique: [UInt32] = []
        for gram in grams where gram != unique.last { unique.append(gram) }
        hashes = unique
    }

    /// The Unicode scalars of a text in lower case, with one space for every run of white space and none at the ends.
    static func squeezed(_ text: String) -> [UInt32] {
        var scalars: [UInt32] = []
        var space = false
        for scalar in text.unicodeScalars {
            if scalars.count >= limit { break }
            if scalar.properties.isWhitespace {
                space = !scalars.isEmpty
                continue
            }
            if space { scalars.append(0x20) }
            space = false
            if scalar.isASCII {
                scalars.append((0x41...0x5A).contains(scalar.value) ? scalar.value + 0x20 : scalar.value)
            } else {
                scalars.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars.map(\.value))
            }
        }
        return scalars
    }

    /// The share of the grams of both texts that they have in common, from 0 to 1.
    func similarity(to other: ShingleSet) -> Double {
        var common = 0
        var left = 0
        var right = 0
        while left < hashes.count, right < other.hashes.count {
            if hashes[left] == other.hashes[right] {
                common += 1
                left += 1
                right += 1
            } else if hashes[left] < other.hashes[right] {
                left += 1
            } else {
                right += 1
            }
        }
        return Double(common) / Double(hashes.count + other.hashes.count - common)
    }

    private static func hash(_ scalars: ArraySlice<UInt32>) -> UInt32 {
        var state: UInt64 = 0
        for scalar in scalars { state = SplitMix64.mixed(state ^ UInt64(scalar) &+ 0x9E37_79B9_7F4A_7C15) }
        return UInt32(truncatingIfNeeded: state)
    }
}
