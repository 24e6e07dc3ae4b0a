import FeedbackStore
public import SpamClassifier

/// A labelled comment whose label the rest of the labels contradicts.
public struct Suspect: Sendable, Hashable {
    /// The key of the comment in the database.
    public let key: Int64
    /// What it is marked as.
    public let label: Label
    /// The probability of spam that it would get if it had never been marked.
    public let probability: Double
}

extension Learner {
    /// The labels that are probably wrong, most doubtful first.
    ///
    /// Exact, because counts make it cheap to look away from one comment. O(labelled comments).
    ///
    /// - Parameter limit: The most to return.
    /// - Returns: Comments on the other side of one half than their label.
    /// - Throws: `FeedbackStoreError` if the labels cannot be read.
    public func suspects(_ limit: Int) async throws -> [Suspect] {
        var suspects: [Suspect] = []
        for try await batch in store.labelledComments(asOf: state.model.revision) {
            for labelled in batch {
                guard let lesson = state.lessons[labelled.key], let example = model.example(labelled) else { continue }
                let probability = model.verdict(on: example, leavingOut: lesson).probability
                guard (probability >= 0.5) != (labelled.label == .spam) else { continue }
                suspects.append(Suspect(key: labelled.key, label: labelled.label, probability: probability))
            }
        }
        func doubt(_ suspect: Suspect) -> Double { abs(suspect.probability - (suspect.label == .spam ? 1 : 0)) }
        suspects.sort { doubt($0) == doubt($1) ? $0.key < $1.key : doubt($0) > doubt($1) }
        return Array(suspects.prefix(limit))
    }
}
