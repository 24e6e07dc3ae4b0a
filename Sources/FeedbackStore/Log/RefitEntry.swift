/// A refit in the log: the point from which every model has the same fitted layer.
public struct RefitEntry: Sendable, Hashable {
    /// The revision of the entry.
    public var revision: Int64
    /// The refit learnt the marks up to this revision; those from here to ``revision`` were learnt one by one on top of it.
    ///
    /// A refit takes time, and marks go on meanwhile.
    public var asOf: Int64
    /// The digest of the refitted model, before the marks on top of it; `nil` where nobody knew it when it was written.
    public var digest: UInt64?
    /// How many features the refit kept at most; `nil` for all.
    public var maxFeatures: Int?
    /// How many features the refitted model had; `nil` where nobody knew it when the entry was written.
    public var features: Int?

    /// Makes a refit entry from its parts.
    public init(
        revision: Int64,
        asOf: Int64,
        digest: UInt64?,
        maxFeatures: Int? = nil,
        features: Int? = nil
    ) {
        self.revision = revision
        self.asOf = asOf
        self.digest = digest
        self.maxFeatures = maxFeatures
        self.features = features
    }
}

/// What a refit learns: the labels of one point of the log, and the datasets and comments that come or go with it.
public struct LabelledSet: Sendable, Hashable {
    /// Marks up to this revision count.
    public var marksThrough: Int64
    /// The datasets that are in force at this revision count.
    var datasetsAt: Int64
    /// A dataset that comes into force with the refit.
    var added: Int64?
    /// A dataset that goes with it.
    var removed: Int64?
    /// Comments that go with it.
    var forgotten: Set<Int64> = []
    /// How many features the refit keeps at most; `nil` for all.
    public internal(set) var maxFeatures: Int?

    /// What stood at a revision of the log.
    public init(at revision: Int64) {
        marksThrough = revision
        datasetsAt = revision
    }

    /// What a refit that stands in the log learnt.
    public init(of refit: RefitEntry) {
        marksThrough = refit.asOf
        datasetsAt = refit.revision
        maxFeatures = refit.maxFeatures
    }
}

/// A refit that is being computed, and what will happen together with it.
public struct PlannedRefit: Sendable {
    /// What comes or goes with the refit.
    public enum Change: Sendable, Hashable {
        /// Nothing: the fitted layer follows the marks.
        case none
        /// A dataset comes into force, in place of an earlier one of its name.
        case adding(StagedDataset)
        /// The dataset of this name goes.
        case removing(dataset: String)
        /// Comments are forgotten.
        case forgetting(ErasureRequest)
    }

    /// What the refit has to learn.
    public var set: LabelledSet
    /// What happens together with it.
    public var change: Change
    /// Whether there is anything to compute; not so if comments are to be forgotten that nothing was ever learnt of.
    public internal(set) var isNeeded = true
    /// The last revision at which datasets or comments came or went when the plan was made.
    var basis: Int64
    /// The digest of the model that an erasure begins with, for its receipt; without it none is written.
    public var digestBefore: UInt64?
    /// The seed of the feature hashes with which the refit has to be computed.
    public let hashSeed: UInt64
}

/// What a change of the labelled set did.
public struct RefitOutcome: Sendable, Hashable {
    /// The revision of the refit; `nil` where the change touched nothing that was ever learnt.
    public var revision: Int64?
    /// How many comments went: those of a replaced or removed dataset, or forgotten ones.
    public var removed = 0
    /// How many of those had a label.
    public var removedLabels = 0
    /// The record of an erasure, which was written together with it.
    public var receipt: Erasure?
}
