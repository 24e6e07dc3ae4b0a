import FeedbackStore
import SpamClassifier

/// What the overview shows.
struct OverviewView: Sendable {
    /// A number with its name.
    struct Figure: Sendable {
        let term: String
        let value: String
        let note: String
    }

    let picker: SitePicker?
    let isFirstDay: Bool
    let figures: [Figure]
    let budget: BudgetView?
    let dayCharts: [ChartView]
    let markCharts: [ChartView]
    let scoreCharts: [ChartView]
    let mistakes: TableView
    let recentComments: String
    let trends: [TableView]
    let hasNoTrends: Bool

    /// The most hosts, or languages, that are listed.
    private static let listed = 10

    /// Makes the view of what the store and the model say.
    ///
    /// - Parameters:
    ///   - activity: The days that are shown.
    ///   - waiting: How many comments wait in the queue, counted up to 1,000.
    ///   - recent: What the last comments have in common.
    ///   - model: The model in force; `nil` while there is none.
    ///   - databaseBytes: The size of the database; `nil` for whoever sees one site.
    ///   - picker: The sites to choose from; `nil` for a key that is bound to one.
    ///   - isWhole: Whether all sites are shown, and what holds for the installation as a whole with them.
    init(
        activity: Activity,
        waiting: Int,
        recent: RecentComments,
        model: Model?,
        databaseBytes: Int64?,
        picker: SitePicker?,
        isWhole: Bool
    ) {
        let days = DayCharts(activity)
        let scores = ScoreCharts(activity.tallies)
        let total = days.total
        self.picker = picker
        isFirstDay = total.verdicts.values.allSatisfy { $0 == 0 } && total.marks == 0 && recent.comments == 0
        figures = Self.figures(total, activity.days, waiting, isWhole ? model : nil, model?.revision, databaseBytes)
        budget = isWhole ? model.map(BudgetView.init) : nil
        dayCharts = [days.verdicts, days.spamShare]
        markCharts = [days.marks]
        scoreCharts = [scores.histogram, scores.reliability]
        mistakes = Self.mistakes(total)
        recentComments = NumberWords.count(recent.comments, "comment")
        trends = [
            Self.trend("Link hosts", "Host", recent.hosts), Self.trend("Languages", "Language", recent.languages),
        ].compactMap(\.self)
        hasNoTrends = trends.isEmpty
    }

    private static func figures(
        _ total: DailyStatistics,
        _ days: Int,
        _ waiting: Int,
        _ model: Model?,
        _ revision: Int64?,
        _ bytes: Int64?
    ) -> [Figure] {
        let judged = total.verdicts.values.reduce(0, +)
        var figures = [
            Figure(term: "In the queue", value: QueueView.words(waiting: waiting), note: "unsure, unmarked"),
            Figure(term: "Comments judged", value: NumberWords.count(judged), note: "in \(days) days"),
            Figure(
                term: "Spam share",
                value: NumberWords.percent(DayCharts.share(total)),
                note: "of those comments"
            ),
            Figure(
                term: "Model revision",
                value: revision.map { NumberWords.count($0) } ?? "–",
                note: revision == nil ? "still being built" : "marks learnt so far"
            ),
        ]
        if let model {
            let (ham, spam) = (Int(model.hamCount.rounded()), Int(model.spamCount.rounded()))
            figures.append(
                Figure(
                    term: "Learnt from",
                    value: NumberWords.count(ham + spam),
                    note: "\(NumberWords.count(ham)) ham, \(NumberWords.count(spam)) spam"
                )
            )
        }
        if let bytes { figures.append(Figure(term: "Database", value: NumberWords.bytes(bytes), note: "on disk")) }
        return figures
    }

    private static func mistakes(_ total: DailyStatistics) -> TableView {
        let kinds = [
            ("Ham called spam", ShareBody(total.hamCalledSpam, of: total.judgedHam), "marked ham"),
            ("Spam called ham", ShareBody(total.spamCalledHam, of: total.judgedSpam), "marked spam"),
        ]
        return TableView(
            "Misclassification, estimated from marks",
            columns: [.text("Mistake"), .number("Counted"), .number("Share"), .number("95 % interval")],
            rows: kinds.map { name, share, marked in
                [
                    .text(name),
                    .number("\(NumberWords.count(share.count)) of \(NumberWords.count(share.of)) \(marked)"),
                    .number(NumberWords.percent(share.share)), .number(share.interval),
                ]
            }
        )
    }

    private static func trend(_ caption: String, _ head: String, _ counts: [RecentComments.Count]) -> TableView? {
        guard !counts.isEmpty else { return nil }
        return TableView(
            caption,
            columns: [.text(head), .number("Comments"), .number("Called spam")],
            rows: counts.prefix(listed).map { count in
                [
                    .text(String(count.name.prefix(80))), .number(NumberWords.count(count.comments)),
                    .number(NumberWords.percent(Double(count.spam) / Double(count.comments))),
                ]
            }
        )
    }
}

/// How many honest comments may be lost, and whether the labels suffice to promise it.
struct BudgetView: Sendable {
    let share: String
    let threshold: String
    let labels: Int
    let needed: Int
    let labelWords: String
    let neededWords: String
    let isPromised: Bool

    init(_ model: Model) {
        self.init(share: model.hamBudget.share, status: model.budgetStatus, threshold: model.thresholds.spam)
    }

    init(share: Double, status: BudgetStatus, threshold: Double) {
        self.share = NumberWords.percent(share)
        self.threshold = NumberWords.fixed(threshold, 4)
        labels = min(status.hamLabels, status.neededHamLabels)
        needed = status.neededHamLabels
        labelWords = NumberWords.count(status.hamLabels)
        neededWords = NumberWords.count(status.neededHamLabels)
        isPromised = status.isPromised
    }
}
