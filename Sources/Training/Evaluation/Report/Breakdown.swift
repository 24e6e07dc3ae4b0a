/// A table of measures: of parts of a test set, or of the whole under different conditions.
public struct Breakdown: Sendable, Hashable {
    /// One line of the table.
    public struct Row: Sendable, Hashable {
        /// What part or condition it is.
        public var name: String
        /// Its measures.
        public var measures: Measures

        /// Makes a row.
        public init(name: String, measures: Measures) {
            self.name = name
            self.measures = measures
        }
    }

    /// The measures that are shown, from left to right.
    static let columns: [Measure] = [
        .oneMinusROCAPercent, .recallAt1, .accuracy, .hamMisclassification, .spamMisclassification, .lamPercent,
        .calibrationError,
    ]

    /// What the rows are: `By language`, `Under attack`, ...
    public var title: String
    /// The lines of the table.
    public var rows: [Row]

    /// Makes a table.
    public init(title: String, rows: [Row]) {
        self.title = title
        self.rows = rows
    }

    /// Measures the comments of each language; the language with most comments comes first.
    ///
    /// Comments without a language make up a row `unknown`.
    ///
    /// - Throws: ``EvaluationError/probabilityNotFinite(id:)``.
    public init(byLanguage scored: [ScoredComment], threshold: Double = 0.5) throws(EvaluationError) {
        let parts = Dictionary(grouping: scored) { $0.language ?? "unknown" }
        var rows: [Row] = []
        for (language, comments) in parts.sorted(by: { (-$0.value.count, $0.key) < (-$1.value.count, $1.key) }) {
            rows.append(Row(name: language, measures: try Measures(comments, threshold: threshold)))
        }
        self.init(title: "By language", rows: rows)
    }
}
