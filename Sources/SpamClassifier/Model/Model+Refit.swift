extension Model {
    /// Forgets all and learns a set of labelled comments anew, with the fitted layer.
    ///
    /// The result depends on the set alone, not on its order: counts are sums, and whatever is summed in floating point is
    /// summed in the order of the examples' fingerprints. The steps:
    ///
    /// 1. count;
    /// 2. fit the weights without surprise to exact leave-one-out inputs; how wrong that is about each comment, without the
    ///    comment itself, is its surprise;
    /// 3. count the surprise, fit all weights to leave-one-out inputs;
    /// 4. one pass of dual coordinate ascent (Hsieh and others, 2008) on the residuals: a regularised logistic
    ///    regression of what naive Bayes leaves unexplained, its weights kept as integer sums like the counts;
    /// 5. fit the calibration to leave-one-out margins of the comment and of its most suspicious passage;
    /// 6. take the thresholds from leave-one-out probabilities of labelled ham.
    ///
    /// Time: about seven look-ups for each feature of each comment. Four of the seven are made by several threads at once where
    /// that is allowed; the result is the same to the last bit.
    ///
    /// - Parameters:
    ///   - examples: The labelled comments, made by ``example(_:as:weight:)`` of this model.
    ///   - threads: How many threads judge comments at once, the caller's among them.
    /// - Returns: What must be kept to unlearn each example, in the order given.
    public mutating func refit(on examples: [Example], threads: Int = 1) -> [Lesson] {
        table = FeatureTable()
        totals = ClassTotals()
        siteTotals = [:]
        combination = .expected
        let fingerprints = examples.map(\.fingerprint)
        let order = examples.indices.sorted { fingerprints[$0] < fingerprints[$1] }
        var fit = Refit(examples: order.map { examples[$0] }, threads: threads)
        fit.run(on: &self)
        var lessons = fit.lessons
        for (position, index) in order.enumerated() { lessons[index] = fit.lessons[position] }
        return lessons
    }
}
