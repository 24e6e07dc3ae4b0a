/// Where the words of a comment stand, so that parts of it can be judged by themselves.
///
/// A spammer who pads an advertisement with honest words dilutes the sums over the whole comment, but not those over the
/// five or ten words that carry the advertisement.
struct Passages: Sendable, Hashable {
    /// For each token its place among the comment's distinct words.
    private(set) var words: [Int32] = []
    /// For each token the place of its pair with the token before among the distinct pairs; one more for the end.
    private(set) var pairs: [Int32] = []
    /// For each position of the joined tokens the place of the run that begins there among the distinct runs.
    private(set) var runs: [Int32] = []
    /// For each token the position of the space before it in the joined tokens; one more for the space at the end.
    private(set) var spaces: [Int32] = []

    /// The sizes of passages in tokens.
    ///
    /// Passages overlap by half. 5 and 10 together were the most robust against 30 appended words; on text that nobody padded
    /// longer ones, or none, rank a little better. From the decision record "Passages".
    static let sizes = [5, 10]
    /// The most passages of one size; what lies behind them is judged with the whole comment only, and the last passage.
    static let mostPerSize = 200

    /// Where the passages of a comment of so many tokens begin and end.
    static func ranges(tokens: Int) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        for size in sizes where tokens > size {
            let starts = stride(from: 0, to: tokens - size, by: size / 2).prefix(mostPerSize - 1)
            ranges += starts.map { $0..<$0 + size }
            ranges.append(tokens - size..<tokens)
        }
        return ranges
    }
}

/// The tokens of a comment in their order, before their features are made distinct.
struct TokenKeys {
    var words: [UInt64] = []
    var pairs: [UInt64] = []
    var runs: [UInt64] = []
    var spaces: [Int32] = []
}

extension Passages {
    /// Finds the places of a comment's tokens among its distinct features.
    init(_ keys: TokenKeys, in features: FeatureSet) {
        guard let smallest = Self.sizes.min(), keys.words.count > smallest else { return }
        words = keys.words.map { Self.place(of: $0, in: features.words) }
        pairs = keys.pairs.map { Self.place(of: $0, in: features.pairs) }
        runs = keys.runs.map { Self.place(of: $0, in: features.characters) }
        spaces = keys.spaces
    }

    private static func place(of key: UInt64, in keys: [UInt64]) -> Int32 {
        var low = 0
        var high = keys.count
        while low < high {
            let middle = (low + high) / 2
            if keys[middle] < key { low = middle + 1 } else { high = middle }
        }
        return Int32(low)
    }
}
