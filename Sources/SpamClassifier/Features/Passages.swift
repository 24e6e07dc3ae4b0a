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

    /// The sizes of passages of a comment of so many tokens, smaller ones first.
    ///
    /// 5 and 10 together were the most robust against 30 appended words; on text that nobody padded longer ones, or none, rank
    /// a little better. In a long text passages grow with it, a twelfth and a sixth of the whole: of hundreds of short ones
    /// some would always look suspicious. So no comment has more than 40 passages. From the decision record "Passages".
    static func sizes(tokens: Int) -> [Int] { [max(smallest, tokens / 12), max(2 * smallest, tokens / 6)] }

    /// A comment of no more tokens has no passages.
    static let smallest = 5

    /// Where the passages of a comment of so many tokens begin and end; those of one size overlap by half.
    static func ranges(tokens: Int) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        for size in sizes(tokens: tokens) where tokens > size {
            ranges += stride(from: 0, to: tokens - size, by: size / 2).map { $0..<$0 + size }
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

    mutating func reserve(words count: Int, runs: Int) {
        words.reserveCapacity(count)
        pairs.reserveCapacity(count + 1)
        self.runs.reserveCapacity(runs)
        spaces.reserveCapacity(count + 1)
    }
}

extension Passages {
    /// Finds the places of a comment's tokens among its distinct features.
    init(_ keys: TokenKeys, in features: FeatureSet) {
        guard keys.words.count > Self.smallest else { return }
        words = keys.words.map { Self.place(of: $0, in: features.words) }
        pairs = keys.pairs.map { Self.place(of: $0, in: features.pairs) }
        runs = keys.runs.map { Self.place(of: $0, in: features.characters) }
        spaces = keys.spaces
    }

    /// The place of a key that is among the keys; a search that takes the same steps for every key.
    private static func place(of key: UInt64, in keys: [UInt64]) -> Int32 {
        var first = 0
        var count = keys.count
        while count > 1 {
            let half = count / 2
            first = keys[first + half] <= key ? first + half : first
            count -= half
        }
        return Int32(truncatingIfNeeded: first)
    }
}
