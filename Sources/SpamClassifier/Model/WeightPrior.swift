/// What is known of a weight before anything is fitted: a Gaussian prior, and whether the weight may be negative.
struct WeightPrior {
    let mean: Double
    let precision: Double
    var isNonnegative = false
    /// Whether the weight is held at zero.
    var isAbsent = false
}
