import FeedbackStore
public import SpamClassifier

extension Learner {
    /// Keeps another budget from now on: a refit finds the thresholds for it.
    ///
    /// The same one changes nothing.
    public func keep(_ budget: HamBudget) async throws {
        guard budget != hamBudget else { return }
        setBudget(budget)
        try await change(.none)
    }
}
