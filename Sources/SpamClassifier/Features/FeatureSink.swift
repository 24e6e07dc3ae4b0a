/// Takes features as the extractor finds them.
///
/// The hot path keeps the keys alone; an explanation keeps the names as well. The name is a closure, so that nobody builds
/// a string which nobody reads.
protocol FeatureSink {
    mutating func add(_ kind: FeatureKind, _ key: UInt64, name: () -> String)
}

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

    /// Brings each family to ascending order without repetitions.
    mutating func makeDistinct() {
        Self.makeDistinct(&words)
        Self.makeDistinct(&pairs)
        Self.makeDistinct(&characters)
        Self.makeDistinct(&structure)
        Self.makeDistinct(&author)
    }

    private static func makeDistinct(_ keys: inout [UInt64]) {
        guard keys.count > 1 else { return }
        keys.sort()
        var written = 1
        for position in 1..<keys.count where keys[position] != keys[written - 1] {
            keys[written] = keys[position]
            written += 1
        }
        keys.removeSubrange(written...)
    }
}

extension FeatureSet: FeatureSink {
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

/// The features of one comment with their names.
struct NamedFeatures: FeatureSink {
    private(set) var features = FeatureSet()
    private(set) var names: [UInt64: FeatureName] = [:]

    mutating func add(_ kind: FeatureKind, _ key: UInt64, name: () -> String) {
        features.add(kind, key) { "" }
        if names[key] == nil { names[key] = FeatureName(kind: kind, text: name()) }
    }

    mutating func makeDistinct(_ keys: TokenKeys) {
        features.makeDistinct()
        features.passages = Passages(keys, in: features)
    }
}

/// What a feature is called when a verdict is explained.
public struct FeatureName: Sendable, Hashable {
    /// What sort of thing it is.
    public let kind: FeatureKind
    /// The word, the host, the measure and its value, ...
    public let text: String
}
