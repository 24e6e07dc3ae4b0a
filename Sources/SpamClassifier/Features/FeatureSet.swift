/// The distinct features of one comment, by family, in ascending order of their keys.
///
/// Presence is all that counts: a word said ten times is one feature, which keeps one long comment from outweighing many.
public struct FeatureSet: Sendable, Hashable {
    /// Single words, numbers, emoji and punctuation runs, in all their forms.
    public internal(set) var words: [UInt64] = []
    /// Pairs of neighbouring words.
    public internal(set) var pairs: [UInt64] = []
    /// Runs of five characters.
    public internal(set) var characters: [UInt64] = []
    /// Links, measures, shapes.
    public internal(set) var structure: [UInt64] = []
    /// Author and submission.
    public internal(set) var author: [UInt64] = []
    /// Where the words stand; empty for a comment of few words.
    var passages = Passages()

    /// How many features there are in all.
    public var count: Int { words.count + pairs.count + characters.count + structure.count + author.count }

    /// How many features a family has.
    public func count(of family: FeatureFamily) -> Int {
        switch family {
        case .text: words.count + pairs.count
        case .characters: characters.count
        case .structure: structure.count
        case .author: author.count
        }
    }

    /// All keys: words, pairs, characters, structure, author, one behind another.
    var keys: [UInt64] {
        var keys: [UInt64] = []
        keys.reserveCapacity(count)
        keys += words
        keys += pairs
        keys += characters
        keys += structure
        keys += author
        return keys
    }

    /// The keys of a family; words come before pairs.
    @inline(__always)
    func keys(of family: FeatureFamily) -> [[UInt64]] {
        switch family {
        case .text: [words, pairs]
        case .characters: [characters]
        case .structure: [structure]
        case .author: [author]
        }
    }

    /// Visits each feature of a family once.
    @inline(__always)
    func forEach(in family: FeatureFamily, _ body: (UInt64) -> Void) {
        for keys in keys(of: family) {
            for key in keys { body(key) }
        }
    }

    /// Brings each family to ascending order without repetitions, and keeps where the tokens stand if they make passages.
    ///
    /// - Parameter tokens: The tokens whose features were added, in their order, behind other forms of words.
    mutating func makeDistinct(_ tokens: TokenPlaces) {
        let hasPassages = tokens.count > Passages.smallest
        let words = DistinctKeys(words, tracksPlaces: hasPassages)
        let pairs = DistinctKeys(pairs, tracksPlaces: hasPassages)
        let characters = DistinctKeys(characters, tracksPlaces: hasPassages)
        self.words = words.keys
        self.pairs = pairs.keys
        self.characters = characters.keys
        structure = DistinctKeys(structure, tracksPlaces: false).keys
        author = DistinctKeys(author, tracksPlaces: false).keys
        guard hasPassages else { return }
        passages = Passages(
            words: Array(words.places.suffix(tokens.count)),
            pairs: pairs.places,
            runs: characters.places,
            spaces: tokens.spaces
        )
    }
}

extension FeatureSet: FeatureSink {
    /// Most comments have about thirty measures and a shape for each word.
    private static let usualMeasures = 32

    mutating func reserve(words: Int, runs: Int) {
        self.words.reserveCapacity(words)
        pairs.reserveCapacity(words + 1)
        characters.reserveCapacity(runs)
        structure.reserveCapacity(Self.usualMeasures + words)
    }

    @inline(__always)
    mutating func add(_ kind: FeatureKind, _ key: UInt64, name: () -> String) {
        switch kind {
        case .word: words.append(key)
        case .pair: pairs.append(key)
        case .characters: characters.append(key)
        case .link, .measure, .shape: structure.append(key)
        case .author, .submission: author.append(key)
        }
    }
}
