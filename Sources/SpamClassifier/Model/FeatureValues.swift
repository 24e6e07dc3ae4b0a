/// What the features of a comment say, in the order of its ``FeatureSet``.
struct FeatureValues {
    let words: [FeatureValue]
    let pairs: [FeatureValue]
    let characters: [FeatureValue]
    let structure: [FeatureValue]
    let author: [FeatureValue]

    /// The inputs of the whole comment, and what the residuals add.
    func whole(_ features: FeatureSet) -> (inputs: InputVector, residual: Double) {
        var text = FamilySums()
        text.add(words)
        let newWords = words.count { !$0.isSeen }
        text.add(pairs)
        var runs = FamilySums()
        runs.add(characters)
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
        text.store(in: &inputs, &residual, family: .text)
        runs.store(in: &inputs, &residual, family: .characters)
        var structureSums = FamilySums()
        structureSums.add(structure)
        structureSums.store(in: &inputs, &residual, family: .structure)
        var authorSums = FamilySums()
        authorSums.add(author)
        authorSums.store(in: &inputs, &residual, family: .author)
        inputs[.length] = naturalLogarithm(1 + Double(min(words, Smoothing.longestLength)))
        inputs[.novelty] = Double(newWords) / Double(1 + words)
        inputs[.prior] = 1
        return (inputs, residual)
    }
}
