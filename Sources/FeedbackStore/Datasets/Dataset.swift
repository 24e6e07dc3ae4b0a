/// A set of labelled comments that were imported together.
public struct Dataset: Sendable, Hashable {
    /// The name by which the dataset is replaced and removed.
    public var name: String
    /// When it was imported, in milliseconds since 1970.
    public var importedAt: Int64
    /// How many of its comments are marked as spam now.
    public var spam: Int
    /// How many of its comments are marked as ham now.
    public var ham: Int

    /// Makes the description of a dataset from its parts.
    public init(name: String, importedAt: Int64, spam: Int, ham: Int) {
        self.name = name
        self.importedAt = importedAt
        self.spam = spam
        self.ham = ham
    }
}

/// What importing or removing a dataset did.
public struct DatasetOutcome: Sendable, Hashable {
    /// The name of the dataset.
    public var name: String
    /// How many comments were added as spam.
    public var spam: Int
    /// How many comments were added as ham.
    public var ham: Int
    /// How many labels of an earlier dataset of that name were taken back.
    public var removed: Int
    /// The revision of the refit at the end of the change.
    public var revision: Int64

    /// Makes an outcome from its parts.
    public init(name: String, spam: Int, ham: Int, removed: Int, revision: Int64) {
        self.name = name
        self.spam = spam
        self.ham = ham
        self.removed = removed
        self.revision = revision
    }
}

extension DatasetOutcome {
    /// What putting a dataset in force did.
    public init(_ dataset: StagedDataset, _ outcome: RefitOutcome) {
        self.init(
            name: dataset.name,
            spam: dataset.spam,
            ham: dataset.ham,
            removed: outcome.removedLabels,
            revision: outcome.revision ?? 0
        )
    }
}
