/// Why the database takes no changes at present.
public struct StoreFailure: Sendable, Hashable {
    /// What went wrong last.
    public var error: FeedbackStoreError
    /// When the first write or read failed, in milliseconds since 1970.
    public var since: Int64

    /// Makes a failure from its parts.
    public init(error: FeedbackStoreError, since: Int64) {
        self.error = error
        self.since = since
    }
}

extension FeedbackStoreError {
    /// Whether the database itself is at fault, so that other requests would fare no better.
    ///
    /// `false` for what the request can mend: an id that is not known, a name that is empty, a row that breaks a rule.
    public var isOfTheDatabase: Bool {
        switch self {
        case .unknownComment, .unknownDataset, .unnamedDataset, .fileExists, .refitOutdated, .emptyErasure,
            .featuresOfOtherSeed, .featuresOfOtherRules, .newerExport, .unknownWebhook:
            false
        case .sqlite(_, let code, _): !Self.faultsOfRequests.contains(code & 0xFF)
        default: true
        }
    }

    /// Whether only a check of the whole file can tell that the cause is gone.
    var isDamage: Bool {
        switch self {
        case .damaged, .notADatabase: true
        default: false
        }
    }

    /// SQLite's ERROR, ABORT, INTERRUPT, TOOBIG, CONSTRAINT, MISMATCH and RANGE.
    private static let faultsOfRequests: Set<Int32> = [1, 4, 9, 18, 19, 20, 25]
}
