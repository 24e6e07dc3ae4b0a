import FeedbackStore
import SpamClassifier
import Training

/// What the page about the model shows.
struct ModelView: Sendable {
    struct DatasetRow: Sendable {
        let name: String
        let spam: String
        let ham: String
        let importedAt: String
        let isRemovable: Bool
    }

    let tabs: ModelTabs
    let figures: [OverviewView.Figure]
    let mayRetrain: Bool
    let isWorking: Bool
    let trial: TrialView?
    let datasets: [DatasetRow]
    let hasNoDatasets: Bool

    init(model: Model?, datasets: [Dataset], work: ModelWork.State, access: Access) {
        tabs = ModelTabs(current: "/model", access)
        figures = model.map(Self.figures) ?? []
        let isAdmin = access.role >= .admin
        mayRetrain = isAdmin
        isWorking = work.order != nil
        trial = work.retrain.map { TrialView($0.report, endedAt: $0.endedAt, mayForce: isAdmin && work.order == nil) }
        self.datasets = datasets.map { dataset in
            DatasetRow(
                name: dataset.name,
                spam: NumberWords.count(dataset.spam),
                ham: NumberWords.count(dataset.ham),
                importedAt: NumberWords.day(dataset.importedAt),
                isRemovable: isAdmin && work.order == nil
            )
        }
        hasNoDatasets = datasets.isEmpty
    }

    private static func figures(_ model: Model) -> [OverviewView.Figure] {
        let thresholds = model.thresholds
        return [
            .init(term: "Revision", value: NumberWords.count(model.revision), note: "of the feedback log"),
            .init(term: "Spam learnt", value: NumberWords.count(Int(model.spamCount.rounded())), note: "comments"),
            .init(term: "Ham learnt", value: NumberWords.count(Int(model.hamCount.rounded())), note: "comments"),
            .init(term: "Features", value: NumberWords.count(model.featureCount), note: "hashed"),
            .init(term: "Memory", value: NumberWords.bytes(Int64(model.allocatedBytes)), note: "of the model"),
            .init(
                term: "Called spam from",
                value: NumberWords.fixed(thresholds.spam, 4),
                note: "unsure from \(NumberWords.fixed(thresholds.unsure, 2))"
            ),
        ]
    }
}

/// What a retrain found, before and after.
struct TrialView: Sendable {
    let endedAt: String
    let isRefused: Bool
    let mayForce: Bool
    let comparison: TableView
    let isCompared: Bool
    let trialCharts: [ChartView]

    private static let measures: [Measure] = [
        .oneMinusROCAPercent, .accuracy, .hamMisclassification, .spamMisclassification, .lamPercent, .recallAt1,
        .logLoss, .calibrationError,
    ]

    init(_ report: RetrainReport, endedAt: Int64, mayForce: Bool) {
        let trial = report.trial
        self.endedAt = NumberWords.time(endedAt)
        isRefused = report.outcome == nil
        self.mayForce = mayForce && report.outcome == nil
        isCompared = trial.after != nil
        comparison = TableView(
            "\(NumberWords.count(trial.compared, "label")), each judged as if it had never been given",
            columns: [.text("Measure"), .number("Before"), .number("After")],
            rows: Self.measures.map { measure in
                [
                    .text(measure.title), .number(Self.words(measure, trial.before)),
                    .number(Self.words(measure, trial.after)),
                ]
            }
        )
        let charts = trial.scores.map { ScoreCharts($0) }
        trialCharts = charts.map { [$0.histogram, $0.reliability] } ?? []
    }

    private static func words(_ measure: Measure, _ measures: Measures?) -> String {
        guard let value = measures?[measure] else { return "–" }
        switch measure {
        case .accuracy, .hamMisclassification, .spamMisclassification, .recallAt1: return NumberWords.percent(value)
        case .oneMinusROCAPercent, .lamPercent: return NumberWords.fixed(value, 2)
        default: return NumberWords.fixed(value, 4)
        }
    }
}
