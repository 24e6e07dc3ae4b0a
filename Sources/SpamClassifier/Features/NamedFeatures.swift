/// The features of one comment with their names.
struct NamedFeatures: FeatureSink {
    private(set) var features = FeatureSet()
    private(set) var names: [UInt64: FeatureName] = [:]

    mutating func add(_ kind: FeatureKind, _ key: UInt64, name: () -> String) {
        features.add(kind, key) { "" }
        if names[key] == nil { names[key] = FeatureName(kind: kind, text: name()) }
    }

    mutating func reserve(words: Int, runs: Int) { features.reserve(words: words, runs: runs) }

    mutating func makeDistinct(_ keys: TokenKeys) {
        features.makeDistinct()
        features.passages = Passages(keys, in: features)
    }
}
