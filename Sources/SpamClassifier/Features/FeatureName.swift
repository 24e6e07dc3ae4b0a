/// What a feature is called when a verdict is explained.
public struct FeatureName: Sendable, Hashable {
    /// What sort of thing it is.
    public let kind: FeatureKind
    /// The word, the host, the measure and its value, ...
    public let text: String

    /// Makes a name from its parts.
    public init(kind: FeatureKind, text: String) {
        self.kind = kind
        self.text = text
    }
}
