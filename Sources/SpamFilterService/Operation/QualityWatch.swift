import FeedbackStore

/// Knows how good the given verdicts were, without counting anew for everybody who asks.
actor QualityWatch {
    private let store: FeedbackStore
    private var last: (quality: Quality, bytes: Int64, at: ContinuousClock.Instant)?

    /// How old a count may be: it reads all marked comments.
    private static let freshness = Duration.seconds(60)

    init(store: FeedbackStore) {
        self.store = store
    }

    /// The quality of the verdicts and the size of the database, at most a minute old; `nil` if they cannot be read.
    func figures() async -> (quality: Quality, bytes: Int64)? {
        if let last, .now - last.at < Self.freshness { return (last.quality, last.bytes) }
        guard let quality = try? await store.quality(), let bytes = try? await store.bytesOnDisk() else { return nil }
        last = (quality, bytes, .now)
        return (quality, bytes)
    }
}
