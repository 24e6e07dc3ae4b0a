/// One feature of a ``FeatureTable``, in 28 bytes.
struct Slot: Sendable {
    private let low: UInt32
    private let high: UInt32
    private var spamAndLateness: UInt32
    private var ham: UInt32
    private var spamSurprise: UInt32
    private var hamSurprise: UInt32
    private var residual: Int32

    /// The bit of the count of spam that says that the feature was first seen after the last refit.
    ///
    /// What is left counts 67 million spam comments.
    private static let lateness: UInt32 = 1 << 31

    @inline(__always)
    init(key: UInt64, counts: ClassCounts = ClassCounts(), isLate: Bool = false) {
        low = UInt32(truncatingIfNeeded: key)
        high = UInt32(truncatingIfNeeded: key &>> 32)
        spamAndLateness = counts.spam & ~Self.lateness | (isLate ? Self.lateness : 0)
        ham = counts.ham
        spamSurprise = counts.spamSurprise
        hamSurprise = counts.hamSurprise
        residual = counts.residual
    }

    /// The key of the feature.
    @inline(__always)
    var key: UInt64 { UInt64(high) &<< 32 | UInt64(low) }

    /// Whether the feature was first seen after the last refit.
    @inline(__always)
    var isLate: Bool { spamAndLateness & Self.lateness != 0 }

    /// Whether no comment contains the feature.
    @inline(__always)
    var isEmpty: Bool { spamAndLateness & ~Self.lateness | ham == 0 }

    /// What is known about the feature.
    @inline(__always)
    var counts: ClassCounts {
        get {
            var counts = ClassCounts()
            counts.spam = spamAndLateness & ~Self.lateness
            counts.ham = ham
            counts.spamSurprise = spamSurprise
            counts.hamSurprise = hamSurprise
            counts.residual = residual
            return counts
        }
        set {
            spamAndLateness = newValue.spam & ~Self.lateness | spamAndLateness & Self.lateness
            ham = newValue.ham
            spamSurprise = newValue.spamSurprise
            hamSurprise = newValue.hamSurprise
            residual = newValue.residual
        }
    }
}

extension Slot {
    /// The bytes that a slot takes in a snapshot, as seven numbers, lowest first.
    static let size = 28

    /// The numbers that stand for the slot in a snapshot.
    @inline(__always)
    var words: (UInt32, UInt32, UInt32, UInt32, UInt32, UInt32, UInt32) {
        (low, high, spamAndLateness, ham, spamSurprise, hamSurprise, UInt32(bitPattern: residual))
    }

    /// The slot that seven numbers stand for.
    @inline(__always)
    init(words: (UInt32, UInt32, UInt32, UInt32, UInt32, UInt32, UInt32)) {
        (low, high, spamAndLateness, ham, spamSurprise, hamSurprise) =
            (words.0, words.1, words.2, words.3, words.4, words.5)
        residual = Int32(bitPattern: words.6)
    }
}
