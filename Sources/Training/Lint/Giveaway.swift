public import SpamClassifier

/// Something about a field that tells the label almost by itself.
///
/// It may be natural, but in a collection it is more often the way in which the comments came together, and then what a
/// classifier learns from it is wrong everywhere else.
public struct Giveaway: Sendable, Hashable {
    /// The least number of rows that must share a trait before it is believed: 30.
    public static let leastRows = 30
    /// The share of the other class up to which a trait gives the label away: 2 %.
    public static let tolerance = 0.02

    /// What the rows share.
    public var trait: FieldTrait
    /// The label that it tells.
    public var label: Label
    /// Honest comments with the trait.
    public var ham: Int
    /// Spam with the trait.
    public var spam: Int
    /// The share of spam among the rows that can be compared but lack the trait, from 0 to 1.
    public var otherSpamShare: Double

    /// Makes a giveaway.
    public init(trait: FieldTrait, label: Label, ham: Int, spam: Int, otherSpamShare: Double) {
        self.trait = trait
        self.label = label
        self.ham = ham
        self.spam = spam
        self.otherSpamShare = otherSpamShare
    }
}

extension Giveaway {
    /// The giveaways of rows, by field and trait.
    ///
    /// A filled or empty field is compared with all other rows, and what a field holds with the other rows in which it is
    /// filled. Where these lean to the same label as far, or where there are none, the trait tells nothing.
    static func findings(_ rows: [LintRow]) -> [LintFinding] {
        LintField.allCases.flatMap { field in
            var holders: [FieldTrait: [Int]] = [:]
            for (index, row) in rows.enumerated() {
                for trait in FieldTrait.traits(of: row.comment, field: field) {
                    holders[trait, default: []].append(index)
                }
            }
            let everything = Tally(rows.indices, of: rows)
            let filled = Tally(holders[FieldTrait(field: field, shape: .filled)] ?? [], of: rows)
            return holders.sorted { $0.key < $1.key }.compactMap { trait, indices -> LintFinding? in
                let tally = Tally(indices, of: rows)
                let others = (trait.isPresence ? everything : filled).without(tally)
                guard tally.count >= leastRows, let label = tally.toldLabel, others.count > 0,
                    others.toldLabel != label
                else { return nil }
                let giveaway = Giveaway(
                    trait: trait,
                    label: label,
                    ham: tally.ham,
                    spam: tally.spam,
                    otherSpamShare: others.spamShare
                )
                return LintFinding(.giveaway(giveaway), examplesOf: indices.map { rows[$0] })
            }
        }
    }

    /// The rows of each class in a part of the set.
    private struct Tally {
        var ham = 0
        var spam = 0

        init(_ indices: some Sequence<Int>, of rows: [LintRow]) {
            for index in indices { if rows[index].label == .spam { spam += 1 } else { ham += 1 } }
        }

        var count: Int { ham + spam }
        var spamShare: Double { Double(spam) / Double(count) }

        /// The label that all but ``Giveaway/tolerance`` of the rows have.
        var toldLabel: Label? {
            if spamShare < Giveaway.tolerance { return .ham }
            return spamShare > 1 - Giveaway.tolerance ? .spam : nil
        }

        func without(_ other: Tally) -> Tally {
            var rest = self
            rest.ham -= other.ham
            rest.spam -= other.spam
            return rest
        }
    }
}
