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

/// The tokens of a comment in their order.
struct TokenPlaces {
    /// The keys of the tokens' words.
    private(set) var words: [UInt64] = []
    /// The position of the space before each token in the joined tokens; one more for the space at the end.
    private(set) var spaces: [Int32] = []

    /// How many tokens there are.
    var count: Int { words.count }

    /// Makes room for the tokens of a text.
    init(count: Int) {
        words.reserveCapacity(count)
        spaces.reserveCapacity(count + 1)
    }

    /// Appends a token and the position of the space before it.
    @inline(__always)
    mutating func append(_ word: UInt64, space: Int) {
        words.append(word)
        spaces.append(Int32(truncatingIfNeeded: space))
    }

    /// Ends with the position of the space behind the last token.
    mutating func end(space: Int) { spaces.append(Int32(truncatingIfNeeded: space)) }
}
