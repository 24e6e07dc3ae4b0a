/// What a database holds.
public struct Statistics: Sendable, Hashable {
    /// How many comments were submitted or marked one by one.
    public var comments: Int
    /// How many comments datasets brought.
    public var datasetComments: Int
    /// How many comments of removed datasets are kept for models that have yet to unlearn them.
    public var removedComments: Int
    /// How many comments are marked as spam, those of datasets included.
    public var spam: Int
    /// How many comments are marked as ham, those of datasets included.
    public var ham: Int
    /// How many marks the log holds, by ``MarkSource/kind``; marks taken back count as well.
    public var marks: [String: Int]
    /// How many comments were given which verdict, `spam`, `ham` or `unsure`; those that are gone since count as well.
    public var verdicts: [String: Int]
    /// The sites that have comments, the default site first, then by name.
    public var sites: [SiteStatistics]
    /// The revision of the last entry of the log.
    public var revision: Int64
    /// The size of the database in bytes, without the part that is still in the write-ahead log.
    public var databaseBytes: Int64
    /// Bytes by table, its indexes included; empty where SQLite was built without the means to tell.
    public var tableBytes: [String: Int64] = [:]
    /// How many bytes of comments arrived a day in the last week, or since the database was made if that is less.
    public var bytesPerDay: Int64 = 0
}

/// What a database holds of one site, comments of datasets included.
public struct SiteStatistics: Sendable, Hashable {
    /// The name of the site; `nil` is the default site.
    public var site: String?
    /// How many comments the site has.
    public var comments: Int
    /// How many of them are marked as spam.
    public var spam: Int
    /// How many of them are marked as ham.
    public var ham: Int

    /// Makes the statistics of a site from their parts.
    public init(site: String?, comments: Int, spam: Int, ham: Int) {
        self.site = site
        self.comments = comments
        self.spam = spam
        self.ham = ham
    }
}
