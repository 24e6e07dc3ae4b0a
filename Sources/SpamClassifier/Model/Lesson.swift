/// How much one comment counts.
public enum Weight: UInt32, Sendable, Hashable {
    /// A comment that somebody marked, or that a dataset of the site's own contains.
    case label = 32
    /// A starter comment: a thirty-second of a comment, so that a site's own labels soon outweigh it.
    ///
    /// From the decision record "The weight of the starter".
    case starter = 1

    /// Counts are kept in units of this part of a comment, so that weights are integers.
    public static let unitsPerComment: UInt32 = 32
}

/// A labelled comment, taken apart, ready to be learnt.
public struct Example: Sendable, Hashable {
    /// What the comment consists of.
    public let features: FeatureSet
    /// What it is.
    public let label: Label
    /// How much it counts.
    public let weight: Weight
    /// The site whose own counts it belongs to besides the shared ones.
    public let site: SiteKey?

    /// Makes an example; ``Model/example(_:as:weight:)`` does it from a comment.
    public init(features: FeatureSet, label: Label, weight: Weight, site: SiteKey?) {
        self.features = features
        self.label = label
        self.weight = weight
        self.site = site
    }
}

extension Example {
    /// Stands for the example's content: what is summed in its order is summed alike, however the examples were given.
    ///
    /// O(features).
    public var fingerprint: UInt64 {
        var hash = UInt64(label.rawValue) &+ 0x9E37_79B9_7F4A_7C15 &* UInt64(weight.rawValue) &+ (site?.value ?? 0)
        for family in FeatureFamily.allCases {
            features.forEach(in: family) { key in
                let (high, low) = (hash ^ key).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
                hash = high ^ low
            }
        }
        for place in features.passages.words {
            let (high, low) = (hash ^ UInt64(place)).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
            hash = high ^ low
        }
        return hash
    }
}

/// What the model noted when it learnt a comment: all that unlearning it needs, besides the comment itself.
///
/// Integers, so that what was added can be subtracted to the last bit.
public struct Lesson: Sendable, Hashable {
    /// The label under which the comment was learnt.
    public let label: Label
    /// How much the comment counted.
    public let weight: Weight
    /// How wrong the model was before: 1 − p for spam, p for ham, in units of 1 / ``surpriseUnits``; 4,096 at most.
    public var surprise: UInt16 { surpriseAndOrigin & ~Self.fitted }
    /// Whether a refit learnt the comment; if not, it was learnt after the last one.
    ///
    /// A refit may leave rare features out. They know nothing of the comments that it learnt, though they may come back later.
    public var isFitted: Bool { surpriseAndOrigin & Self.fitted != 0 }
    /// The residual that the comment's features carry: positive for spam, in units of 1 / ``residualUnits``.
    public let residual: Int32
    // One number for both keeps a lesson at eight bytes.
    private let surpriseAndOrigin: UInt16
    private static let fitted: UInt16 = 1 << 15

    /// Surprise 1 in the units that are stored.
    ///
    /// Between 1/256 and 1/65536 no difference was measured.
    public static let surpriseUnits = 4096.0
    /// Residual 1 in the units that are stored.
    public static let residualUnits = 65536.0

    /// Restores a lesson that was stored.
    public init(label: Label, weight: Weight, surprise: UInt16, residual: Int32, isFitted: Bool = false) {
        self.label = label
        self.weight = weight
        self.residual = residual
        surpriseAndOrigin = surprise & ~Self.fitted | (isFitted ? Self.fitted : 0)
    }

    /// What the comment adds to the counts of each of its features in a family of a given size.
    @inline(__always)
    func change(familySize: Int) -> ClassCounts {
        var change = ClassCounts()
        let units = UInt32(surprise) * weight.rawValue / Weight.unitsPerComment
        switch label {
        case .spam: (change.spam, change.spamSurprise) = (weight.rawValue, units)
        case .ham: (change.ham, change.hamSurprise) = (weight.rawValue, units)
        }
        change.residual = Self.share(of: residual, familySize: familySize)
        return change
    }

    /// A residual divided by √(1 + n), rounded to the stored units: n features then carry about the residual once.
    @inline(__always)
    static func share(of residual: Int32, familySize: Int) -> Int32 {
        Int32((Double(residual) / Double(1 + familySize).squareRoot()).rounded())
    }
}

/// Stands for a site among the keys of the feature table.
public struct SiteKey: Sendable, Hashable {
    let value: UInt64

    /// The key under which a site's own counts of a feature are kept.
    @inline(__always)
    func own(_ key: UInt64) -> UInt64 {
        let (high, low) = (key ^ value).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15 ^ (value << 1))
        let own = high ^ low
        return own == 0 ? 1 : own
    }
}
