/// Takes features as the extractor finds them.
///
/// The hot path keeps the keys alone; an explanation goes over the comment once more for names. The name is a closure, so that
/// nobody builds a string which nobody reads.
protocol FeatureSink {
    mutating func add(_ kind: FeatureKind, _ key: UInt64, name: () -> String)

    /// Makes room for the features of so many words and character runs.
    mutating func reserve(words: Int, runs: Int)
}
