/// How margins become log odds: a second, smaller fit, to leave-one-out margins.
enum Calibration {
    /// The priors of scale, passage gain and offset.
    ///
    /// The fit sees no attacks and would give passages up where nobody pads; the high precision of the gain keeps the
    /// defence. From the decision record "Passages".
    static let priors = [
        WeightPrior(mean: 1, precision: 16, isNonnegative: true),
        WeightPrior(mean: 0.9, precision: 1024, isNonnegative: true),
        WeightPrior(mean: 0, precision: 1),
    ]
}
