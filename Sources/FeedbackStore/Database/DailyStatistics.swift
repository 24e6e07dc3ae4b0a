/// What happened to the comments of one site that arrived on one day, in UTC; comments of datasets are left out.
public struct DailyStatistics: Sendable, Hashable {
    /// When the day begins, in milliseconds since 1970.
    public var day: Int64
    /// The name of the site; `nil` is the default site.
    public var site: String?
    /// How many comments were given which verdict: `spam`, `ham`, `unsure`.
    public var verdicts: [String: Int]
    /// How many marks were made on the day, of comments of any day; marks taken back count as well.
    public var marks = 0
    /// How many comments are marked as spam now.
    public var spam: Int
    /// How many comments are marked as ham now.
    public var ham: Int
    /// How many of the judged comments are marked as ham now.
    public var judgedHam: Int
    /// How many of those were called spam.
    public var hamCalledSpam: Int
    /// How many of the judged comments are marked as spam now.
    public var judgedSpam: Int
    /// How many of those were called ham.
    public var spamCalledHam: Int

    /// Nothing happened.
    public init(day: Int64, site: String?) {
        self.day = day
        self.site = site
        verdicts = ["spam": 0, "ham": 0, "unsure": 0]
        spam = 0
        ham = 0
        judgedHam = 0
        hamCalledSpam = 0
        judgedSpam = 0
        spamCalledHam = 0
    }

    /// Adds what happened on another day or another site.
    public static func += (sum: inout DailyStatistics, other: DailyStatistics) {
        sum.verdicts.merge(other.verdicts, uniquingKeysWith: +)
        sum.marks += other.marks
        sum.spam += other.spam
        sum.ham += other.ham
        sum.judgedHam += other.judgedHam
        sum.hamCalledSpam += other.hamCalledSpam
        sum.judgedSpam += other.judgedSpam
        sum.spamCalledHam += other.spamCalledHam
    }
}
