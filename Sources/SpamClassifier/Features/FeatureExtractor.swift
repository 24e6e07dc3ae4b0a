/// Finds the features of a comment.
///
/// The path: `VisibleText` (what a reader sees) → `FoldedText` (lower case, class tokens, disguises undone) →
/// `TokenSequence` (words) → features of the four families. Pure and deterministic: the same comment and the same seed give
/// the same features on every machine. Linear in the length of the comment, which `Limits` bounds.
public struct FeatureExtractor: Sendable {
    /// Says which rules made the features.
    ///
    /// Models made by other rules are refused and rebuilt; raise it with every change of a feature.
    public static let version: UInt32 = 2

    let hasher: FeatureHasher
    let table = CharacterTable.standard

    /// Makes an extractor whose keys depend on a seed.
    public init(hasher: FeatureHasher) {
        self.hasher = hasher
    }

    /// The distinct features of a comment.
    public func features(of comment: Comment) -> FeatureSet {
        var features = FeatureSet()
        let tokens = extract(comment, into: &features)
        features.makeDistinct(tokens)
        return features
    }

    /// What features of a comment are called, in the order of the keys; `nil` for a feature that the comment does not have.
    func names(of keys: [UInt64], in comment: Comment) -> [FeatureName?] {
        var names = FeatureNames(of: keys)
        _ = extract(comment, into: &names)
        return names.names
    }

    /// Hands all features to a sink, and says where in the text the words stand.
    func extract(_ comment: Comment, into sink: inout some FeatureSink) -> TokenPlaces {
        let visible = VisibleText(comment.content, table: table)
        let folded = FoldedText(visible, table: table)
        let tokens = TokenSequence(folded)
        let (words, runs) = (tokens.ranges.count, max(tokens.joined.count - PassageMarks.runLength + 1, 0))
        var places = TokenPlaces(count: words)
        sink.reserve(words: words + tokens.otherForms.count, runs: runs)
        addText(tokens, to: &sink, places: &places)
        addCharacters(tokens, to: &sink)
        addLinks(of: folded, permalink: comment.permalink, to: &sink)
        addMeasures(visible, folded, tokens, words: places.words, to: &sink)
        addShapes(visible, to: &sink)
        addPage(of: comment, tokens, to: &sink)
        addAuthor(of: comment, to: &sink)
        addSubmission(of: comment, to: &sink)
        return places
    }

    /// The text of scalars, for names.
    static func text(_ scalars: some Sequence<UInt32>) -> String {
        var text = String.UnicodeScalarView()
        for scalar in scalars { text.append(Unicode.Scalar(scalar) ?? "\u{FFFD}") }
        return String(text)
    }
}
