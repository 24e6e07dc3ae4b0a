@testable import SpamClassifier

/// Short ways from a text to what the stages of the tokenizer make of it.
extension FeatureExtractor {
    static let forTests = FeatureExtractor(hasher: FeatureHasher(seed: 1))
}

func scalars(_ text: String) -> [UInt32] { text.unicodeScalars.map(\.value) }

func text(_ scalars: some Sequence<UInt32>) -> String { FeatureExtractor.text(scalars) }

func visibleText(_ source: String) -> VisibleText { VisibleText(source, table: .standard) }

/// What the reader sees of a text.
func visible(_ source: String) -> String { text(visibleText(source).scalars) }

func folded(_ source: String) -> FoldedText { FoldedText(visibleText(source), table: .standard) }

func tokenSequence(_ source: String) -> TokenSequence { TokenSequence(folded(source)) }

/// The tokens of a text in their order.
func tokens(_ source: String) -> [String] {
    let sequence = tokenSequence(source)
    return sequence.ranges.map { text(sequence.joined[$0]) }
}

/// The further forms of a text's tokens.
func otherForms(_ source: String) -> [String] { tokenSequence(source).otherForms.map { text($0) } }

extension FeatureExtractor {
    /// The features of a comment, and what each of them is called.
    func namedFeatures(of comment: Comment) -> (features: FeatureSet, names: [UInt64: FeatureName]) {
        let features = features(of: comment)
        let named = zip(features.keys, names(of: features.keys, in: comment))
        return (features, Dictionary(uniqueKeysWithValues: named.compactMap { key, name in name.map { (key, $0) } }))
    }
}

/// The names of a comment's features of one kind.
func names(_ kind: FeatureKind, of comment: Comment) -> Set<String> {
    Set(FeatureExtractor.forTests.namedFeatures(of: comment).names.values.filter { $0.kind == kind }.map(\.text))
}

/// The names of a text's features of one kind.
func names(_ kind: FeatureKind, of content: String) -> Set<String> { names(kind, of: Comment(content: content)) }
