import GRDB
public import SpamClassifier

/// How many comments of one site arrived on one day, in UTC, and are alike in verdict, label and probability; comments of datasets
/// are left out.
public struct DayTally: Sendable, Hashable {
    /// When the day begins, in milliseconds since 1970.
    public var day: Int64
    /// The name of the site; `nil` is the default site.
    public var site: String?
    /// The verdict that they were given, `spam`, `ham` or `unsure`; `nil` if they were never judged.
    public var verdict: String?
    /// What they are marked as now; `nil` if they are not.
    public var label: Label?
    /// In which tenth of 0...1 the probability lies that they were given, 0...9; `nil` if they were never judged.
    public var tenth: Int?
    /// How many they are.
    public var comments: Int
    /// The sum of the probabilities that they were given, each to a millionth.
    public var probability: Double

    /// Makes a tally from its parts.
    public init(
        day: Int64,
        site: String? = nil,
        verdict: String? = nil,
        label: Label? = nil,
        tenth: Int? = nil,
        comments: Int,
        probability: Double = 0
    ) {
        self.day = day
        self.site = site
        self.verdict = verdict
        self.label = label
        self.tenth = tenth
        self.comments = comments
        self.probability = probability
    }

    /// Reads the columns that ``Activity`` selects.
    init(_ row: Row) {
        let (site, verdict, label, tenth): (String, String, Int, Int) = (row[1], row[2], row[3], row[4])
        let millionths: Int64 = row[6]
        self.init(
            day: row[0] * KeyDirectory.day,
            site: site.isEmpty ? nil : site,
            verdict: verdict.isEmpty ? nil : verdict,
            label: UInt8(exactly: label).flatMap(Label.init(rawValue:)),
            tenth: tenth < 0 ? nil : tenth,
            comments: row[5],
            probability: Double(millionths) / 1_000_000
        )
    }
}

/// How many marks were made on one day, in UTC, on comments of one site; comments of datasets are left out, and marks that were taken
/// back count as well.
public struct DayMarks: Sendable, Hashable {
    /// When the day begins, in milliseconds since 1970.
    public var day: Int64
    /// The name of the site; `nil` is the default site.
    public var site: String?
    /// How many marks were made.
    public var marks: Int

    /// Makes a count from its parts.
    public init(day: Int64, site: String? = nil, marks: Int) {
        self.day = day
        self.site = site
        self.marks = marks
    }

    /// Reads the columns that ``Activity`` selects.
    init(_ row: Row) {
        let site: String = row[1]
        self.init(day: row[0] * KeyDirectory.day, site: site.isEmpty ? nil : site, marks: row[2])
    }
}
