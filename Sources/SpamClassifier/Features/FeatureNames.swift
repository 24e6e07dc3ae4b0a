/// The names of some features of one comment: nobody builds a name that is not asked for.
struct FeatureNames: FeatureSink {
    private let places: [UInt64: Int]
    /// The name of each feature that was asked for, in that order; `nil` for one that the comment does not have.
    private(set) var names: [FeatureName?]

    /// Asks for the names of features.
    init(of keys: [UInt64]) {
        places = Dictionary(zip(keys, keys.indices)) { first, _ in first }
        names = Array(repeating: nil, count: keys.count)
    }

    mutating func add(_ kind: FeatureKind, _ key: UInt64, name: () -> String) {
        guard let place = places[key], names[place] == nil else { return }
        names[place] = FeatureName(kind: kind, text: name())
    }

    mutating func reserve(words: Int, runs: Int) {}
}
