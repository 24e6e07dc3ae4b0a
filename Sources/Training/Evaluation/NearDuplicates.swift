/// Texts put into groups of which each is linked by near-duplicates.
///
/// Two texts are near-duplicates if the Jaccard similarity of their sets of character 5-grams, lower-cased and with white
/// space squeezed, reaches a bound. Candidates come from MinHash (32 hashes in 8 bands of 4) and are checked exactly, so
/// texts below the bound are never linked, and of the pairs right at a bound of 0.8 about 1.5 % are missed. A group is what
/// links hold together: its ends may be less similar. Only the first 8,192 characters of a text count.
public struct NearDuplicates: Sendable, Hashable {
    private static let bandCount = 8
    private static let bandHeight = 4

    /// The group of each text, in the order of the texts; groups are numbered from 0 in the order in which they appear.
    public let groups: [Int]

    /// Groups texts; the same texts give the same groups on every machine.
    ///
    /// - Parameters:
    ///   - texts: The texts.
    ///   - similarity: The least Jaccard similarity of near-duplicates, from 0 to 1.
    public init(_ texts: [String], similarity: Double = 0.8) {
        var numbers: [[UInt32]: Int] = [:]
        var sets: [ShingleSet] = []
        let unique = texts.map { text in
            let squeezed = ShingleSet.squeezed(text)
            if let number = numbers[squeezed] { return number }
            numbers[squeezed] = sets.count
            sets.append(ShingleSet(squeezed: squeezed))
            return sets.count - 1
        }
        var links = Links(count: sets.count)
        for bucket in Self.buckets(of: sets) {
            for (place, one) in bucket.enumerated() {
                for other in bucket[..<place] where links.root(of: one) != links.root(of: other) {
                    if sets[one].similarity(to: sets[other]) >= similarity { links.join(one, other) }
                }
            }
        }
        var groupOfRoot: [Int: Int] = [:]
        groups = unique.map { number in
            let root = links.root(of: number)
            let group = groupOfRoot[root] ?? groupOfRoot.count
            groupOfRoot[root] = group
            return group
        }
    }

    /// The number of groups.
    public var groupCount: Int { (groups.max() ?? -1) + 1 }

    /// Sets that agree in a band, for each band; only buckets of two and more, ordered by their first member.
    private static func buckets(of sets: [ShingleSet]) -> [[Int]] {
        let signatures = sets.map { signature(of: $0) }
        return (0..<bandCount).flatMap { band in
            var buckets: [ArraySlice<UInt64>: [Int]] = [:]
            for (number, signature) in signatures.enumerated() {
                buckets[signature[band * bandHeight..<(band + 1) * bandHeight], default: []].append(number)
            }
            return buckets.values.filter { $0.count > 1 }.sorted { $0[0] < $1[0] }
        }
    }

    private static func signature(of set: ShingleSet) -> [UInt64] {
        (0..<bandCount * bandHeight).map { place in
            let salt = SplitMix64.mixed(UInt64(place) + 1)
            return set.hashes.reduce(UInt64.max) { min($0, SplitMix64.mixed(UInt64($1) ^ salt)) }
        }
    }
}

/// A partition that can only become coarser.
private struct Links {
    private var parents: [Int]

    init(count: Int) { parents = Array(0..<count) }

    mutating func root(of member: Int) -> Int {
        var member = member
        while parents[member] != member {
            parents[member] = parents[parents[member]]
            member = parents[member]
        }
        return member
    }

    mutating func join(_ one: Int, _ other: Int) {
        let roots = (root(of: one), root(of: other))
        parents[max(roots.0, roots.1)] = min(roots.0, roots.1)
    }
}
