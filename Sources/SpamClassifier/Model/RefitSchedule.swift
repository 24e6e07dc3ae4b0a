/// When the fitted layer should follow the marks.
///
/// After 10 marks, then whenever the labels grew by 15 %, so that the cost of all refits stays proportional to the number of
/// labels. Refits after every 25 marks rank the YouTube Spam Collection as a stream a little better, (1-ROCA)% 0.44 against
/// 0.46, at a cost that grows with the square of the labels.
public enum RefitSchedule {
    private static let fewestMarks = 10
    private static let growth = 0.15

    /// Whether a refit is due.
    ///
    /// - Parameters:
    ///   - marks: Marks since the last refit, or since the beginning.
    ///   - labels: Labelled comments at the last refit.
    /// - Returns: Whether enough has changed.
    public static func isDue(marks: Int, labels: Int) -> Bool {
        marks >= max(fewestMarks, Int((Double(labels) * growth).rounded(.up)))
    }

    /// By how much a model may outgrow its bound before it is cut back, as a part of the bound.
    ///
    /// The refit costs time in proportion to the labels, so it must not follow every mark.
    private static let slack = 4

    /// Whether a refit is due because there are too many features.
    ///
    /// - Parameters:
    ///   - features: Features of the model.
    ///   - maxFeatures: How many a refit keeps at most; `nil` for all.
    /// - Returns: Whether the model is more than a quarter larger than its bound.
    public static func isDue(features: Int, maxFeatures: Int?) -> Bool {
        guard let maxFeatures else { return false }
        return features - maxFeatures > maxFeatures / slack
    }
}
