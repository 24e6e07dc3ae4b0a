/// What the features of a comment say, in the order of its ``FeatureSet``.
struct FeatureValues {
    /// Words, pairs, characters, structure, author, one behind another.
    private let values: [FeatureValue]
    private let words: Range<Int>
    private let pairs: Range<Int>
    private let characters: Range<Int>
    private let structure: FamilyOutcome?
    private let author: FamilyOutcome?

    init(_ values: [FeatureValue], of features: FeatureSet) {
        self.values = values
        words = 0..<features.words.count
        pairs = words.upperBound..<words.upperBound + features.pairs.count
        characters = pairs.upperBound..<pairs.upperBound + features.characters.count
        let structureEnd = characters.upperBound + features.structure.count
        structure = FamilySums(values[characters.upperBound..<structureEnd]).outcome(family: .structure)
        author = FamilySums(values[structureEnd...]).outcome(family: .author)
    }

    @inline(__always)
    func word(_ place: Int) -> FeatureValue { values[place] }

    @inline(__always)
    func pair(_ place: Int) -> FeatureValue { values[pairs.lowerBound + place] }

    @inline(__always)
    func run(_ place: Int) -> FeatureValue { values[characters.lowerBound + place] }

    /// The inputs of the whole comment, and what the residuals add.
    func whole() -> (inputs: InputVector, residual: Double) {
        let text = FamilySums(values[words.lowerBound..<pairs.upperBound])
        let newWords = words.reduce(0) { values[$1].isSeen ? $0 : $0 + 1 }
        let runs = FamilySums(values[characters])
        return inputs(text: text, runs: runs, words: words.count, newWords: newWords)
    }

    /// The inputs of a text within this comment: text and character runs of its own, the rest that of the whole.
    func inputs(
        text: FamilySums,
        runs: FamilySums,
        words: Int,
        newWords: Int
    ) -> (inputs: InputVector, residual: Double) {
        var inputs = InputVector()
        var residual = 0.0
        text.outcome(family: .text)?.store(in: &inputs, &residual, family: .text)
        runs.outcome(family: .characters)?.store(in: &inputs, &residual, family: .characters)
        structure?.store(in: &inputs, &residual, family: .structure)
        author?.store(in: &inputs, &residual, family: .author)
        inputs[.length] = Smoothing.length(words: words)
        inputs[.novelty] = Double(newWords) / Double(1 + words)
        inputs[.prior] = 1
        return (inputs, residual)
    }
}
