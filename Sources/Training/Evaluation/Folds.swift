public import SpamClassifier

/// A division of comments for cross-validation.
///
/// Each fold has about the same share of spam and ham, and near-duplicates stay together, so that no test comment has a
/// near-copy in training.
public struct Folds: Sendable, Hashable {
    /// The number of folds.
    public let count: Int
    /// The fold of each comment, from 0.
    public let assignment: [Int]

    /// Divides comments; the same input and seed give the same folds on every machine.
    ///
    /// Groups are taken from the largest to the smallest, in random order among equals, and each goes where it leaves the
    /// classes most evenly spread.
    ///
    /// - Parameters:
    ///   - labels: The labels of the comments.
    ///   - groups: Comments with the same number stay together; `nil` if each stands alone. See ``NearDuplicates``.
    ///   - count: The number of folds, at least 2. With fewer groups than folds, folds stay empty.
    ///   - seed: The seed of the random order.
    /// - Throws: ``EvaluationError/tooFewFolds(_:)`` or ``EvaluationError/unequalLengths(labels:groups:)``.
    public init(
        labels: [Label],
        groups: [Int]? = nil,
        count: Int,
        seed: UInt64 = 1
    ) throws(EvaluationError) {
        guard count >= 2 else { throw .tooFewFolds(count) }
        let groups = groups ?? Array(labels.indices)
        guard groups.count == labels.count else {
            throw .unequalLengths(labels: labels.count, groups: groups.count)
        }
        let members = Dictionary(grouping: labels.indices) { groups[$0] }
        var order = members.keys.sorted()
        var random = SplitMix64(seed: seed)
        random.shuffle(&order)
        let sizes = order.map { members[$0]?.count ?? 0 }
        let sorted = order.indices.sorted { (-sizes[$0], $0) < (-sizes[$1], $1) }.map { order[$0] }

        let totals = Self.counts(labels)
        var filled = [[Double]](repeating: [0, 0], count: count)
        var assignment = [Int](repeating: 0, count: labels.count)
        for group in sorted {
            let indices = members[group] ?? []
            let added = Self.counts(indices.map { labels[$0] })
            // What the group adds to the sum of squared shares: least where its classes are rarest so far.
            func cost(_ fold: Int) -> Double {
                (0..<2).reduce(0) { sum, label in
                    guard totals[label] > 0 else { return sum }
                    let growth = added[label] * (2 * filled[fold][label] + added[label])
                    return sum + growth / (totals[label] * totals[label])
                }
            }
            let fold = (0..<count).min { (cost($0), $0) < (cost($1), $1) } ?? 0
            for label in 0..<2 { filled[fold][label] += added[label] }
            for index in indices { assignment[index] = fold }
        }
        self.count = count
        self.assignment = assignment
    }

    /// The comments to test on, by rising index.
    public func testIndices(of fold: Int) -> [Int] { assignment.indices.filter { assignment[$0] == fold } }

    /// The comments to train on, by rising index.
    public func trainingIndices(of fold: Int) -> [Int] { assignment.indices.filter { assignment[$0] != fold } }

    private static func counts(_ labels: [Label]) -> [Double] {
        let spam = labels.count { $0 == .spam }
        return [Double(labels.count - spam), Double(spam)]
    }
}
