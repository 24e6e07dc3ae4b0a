import SpamClassifier

/// Rows that say the same as others, or almost.
struct Copies {
    let rows: [LintRow]

    /// The share of rows outside campaigns that repeat an earlier one, exactly or nearly; from 0 to 1.
    let nearDuplicateShare: Double

    /// Rows of the same text; groups and rows in the order of the set.
    private let exact: [[Int]]
    /// Near-duplicates among all rows.
    private let near: [[Int]]
    /// Near-duplicates among the rows outside campaigns.
    private let nearOutsideCampaigns: [[Int]]
    private let texts: [String]

    init(_ rows: [LintRow]) {
        self.rows = rows
        let texts = rows.map { Self.squeezed($0.comment.content) }
        self.texts = texts
        exact = Self.groups(rows.indices.map { $0 }, by: texts)
        near = Self.nearGroups(Array(rows.indices), of: rows)
        let others = rows.indices.filter { !rows[$0].isCampaign }
        nearOutsideCampaigns = others.count == rows.count ? near : Self.nearGroups(others, of: rows)
        let repeated = nearOutsideCampaigns.reduce(0) { $0 + $1.count - 1 }
        nearDuplicateShare = others.isEmpty ? 0 : Double(repeated) / Double(others.count)
    }

    /// Conflicts of labels first, then exact duplicates, then the share, then groups of near-duplicates.
    ///
    /// What stands among the conflicts is not repeated among the duplicates.
    func findings(limit: Double) -> [LintFinding] {
        let exactConflicts = exact.filter(hasBothLabels)
        let conflicts = near.compactMap(conflict).filter { !isExact($0) }
        var findings: [LintFinding] = []
        findings += exactConflicts.map { finding(.labelConflict(isExact: true), $0) }
        findings += conflicts.map { finding(.labelConflict(isExact: false), $0) }
        findings += exact.filter { !hasBothLabels($0) }.map { finding(.exactDuplicates, $0) }
        if nearDuplicateShare > limit {
            findings.append(LintFinding(.nearDuplicateShare(nearDuplicateShare, limit: limit)))
        }
        let reported = Set(conflicts)
        findings += nearOutsideCampaigns.filter { !isExact($0) && !reported.contains($0) }
            .map { finding(.nearDuplicates, $0) }
        return findings
    }

    private func finding(_ fact: LintFinding.Fact, _ indices: [Int]) -> LintFinding {
        LintFinding(fact, rows: indices.map { rows[$0] })
    }

    private func hasBothLabels(_ indices: [Int]) -> Bool { Set(indices.map { rows[$0].label }).count > 1 }

    private func isExact(_ indices: [Int]) -> Bool { Set(indices.map { texts[$0] }).count < 2 }

    /// The rows of a group that have a near-duplicate of the other label.
    ///
    /// A group is what links hold together, so its ham and its spam may still be far from one another.
    private func conflict(in group: [Int]) -> [Int]? {
        guard hasBothLabels(group) else { return nil }
        let sets = group.map { ShingleSet(squeezed: ShingleSet.squeezed(rows[$0].comment.content)) }
        let contested = group.indices.filter { one in
            group.indices.contains { other in
                rows[group[one]].label != rows[group[other]].label
                    && sets[one].similarity(to: sets[other]) >= NearDuplicates.standardSimilarity
            }
        }
        return contested.isEmpty ? nil : contested.map { group[$0] }
    }

    private static func nearGroups(_ indices: [Int], of rows: [LintRow]) -> [[Int]] {
        let numbers = NearDuplicates(
            indices.map { rows[$0].comment.content },
            similarity: NearDuplicates.standardSimilarity
        ).groups
        return groups(indices, by: numbers)
    }

    /// The groups of two and more that share a key, by their first member; `keys` stand in the order of `indices`.
    private static func groups(_ indices: [Int], by keys: [some Hashable]) -> [[Int]] {
        Dictionary(grouping: zip(indices, keys)) { $0.1 }.values
            .filter { $0.count > 1 }
            .map { $0.map(\.0) }
            .sorted { $0[0] < $1[0] }
    }

    /// A text in lower case with one space for every run of white space and none at the ends.
    private static func squeezed(_ text: String) -> String {
        text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}

extension NearDuplicates {
    /// The least similarity of near-duplicates in a dataset: that of ``init(_:similarity:)`` and of cross-validation.
    static let standardSimilarity = 0.8
}
