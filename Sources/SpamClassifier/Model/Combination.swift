/// The fitted layer: how much each input counts, and how the result becomes log odds.
public struct Combination: Sendable, Hashable {
    var weights: InputVector
    /// What the margin of the whole comment is multiplied by.
    var scale = Calibration.priors[0].mean
    /// What is multiplied by as much as the most suspicious passage exceeds the whole comment.
    var passageGain = Calibration.priors[1].mean
    /// What is added.
    var offset = Calibration.priors[2].mean

    /// The weights to expect before anything was fitted.
    static let expected = {
        var weights = InputVector()
        for input in Input.allCases { weights[input] = input.expectedWeight }
        return Combination(weights: weights)
    }()
}
