extension FeatureExtractor {
    /// Whether a comment has a feature of this name, be it known to a model or not.
    ///
    /// Linear in the length of the comment.
    public func hasFeature(_ name: FeatureName, in comment: Comment) -> Bool {
        var search = FeatureSearch(name)
        _ = extract(comment, into: &search)
        return search.isFound
    }
}

/// Looks for one feature by its name; only features of its kind are named.
private struct FeatureSearch: FeatureSink {
    private let wanted: FeatureName
    private(set) var isFound = false

    init(_ name: FeatureName) {
        wanted = name
    }

    mutating func add(_ kind: FeatureKind, _ key: UInt64, name: () -> String) {
        if !isFound, kind == wanted.kind { isFound = name() == wanted.text }
    }

    mutating func reserve(words: Int, runs: Int) {}
}
