import Training

/// What the page about the last evaluation shows.
struct EvaluationView: Sendable {
    let tabs: ModelTabs
    let report: Evaluation?

    /// An evaluation in words, tables and charts.
    struct Evaluation: Sendable {
        let heading: String
        let subject: String
        let figures: [OverviewView.Figure]
        let charts: [ChartView]
        let confusion: TableView
        let thresholds: TableView
        let measures: TableView
    }

    init(_ retrain: (report: RetrainReport, endedAt: Int64)?, _ access: Access) {
        tabs = ModelTabs(current: "/model/evaluation", access)
        report = retrain.flatMap { Evaluation($0.report.trial, endedAt: $0.endedAt) }
    }
}

extension EvaluationView.Evaluation {
    private static let shown: [Measure] = [.oneMinusROCAPercent, .recallAt1, .hamMisclassification, .calibrationError]

    init?(_ trial: RetrainTrial, endedAt: Int64) {
        guard let report = trial.evaluation, let scores = trial.scores else { return nil }
        let matrix = report.measures.confusion
        heading = "The retrain of \(NumberWords.time(endedAt))"
        subject =
            "\(NumberWords.count(matrix.count, "label")): \(NumberWords.count(matrix.spamCount)) spam, "
            + "\(NumberWords.count(matrix.hamCount)) ham, each judged as if it had never been given. "
            + "Called spam from a probability of \(NumberWords.fixed(matrix.threshold, 4)) on."
        let interval = "\(NumberWords.fixed(report.confidence * 100, 0)) % interval"
        func range(_ measure: Measure) -> String {
            report.intervals[measure].map { "\(measure.text($0.lower)) to \(measure.text($0.upper))" } ?? "–"
        }
        figures = Self.shown.map {
            .init(term: $0.title, value: $0.text(report.measures[$0]), note: range($0))
        }
        let bins = ScoreCharts(scores)
        charts = [Self.curve(report), bins.histogram, bins.reliability]
        confusion = Self.table(of: matrix)
        thresholds = Self.table(of: report.thresholds)
        measures = TableView(
            "All measures, with what holds for other labels of the same kind",
            columns: [.text("Measure"), .number("Value"), .number(interval)],
            rows: Measure.allCases.map {
                [.text($0.title), .number($0.text(report.measures[$0])), .number(range($0))]
            }
        )
    }

    /// What each threshold finds, and what it costs.
    private static func curve(_ report: EvaluationReport) -> ChartView {
        let plot = ChartPlot(x: .percent("Ham called spam (%)"), y: .percent("Spam found (%)"))
        let budgets = [0.001, 0.01, 0.05, 0.1]
        var chart = plot.chart(
            title: "Receiver operating characteristic",
            summary: "What each threshold finds, and what it costs; the dashed line is chance. "
                + "The area under it is \(Measure.rocArea.text(report.measures.rocArea)).",
            table: TableView(
                "Receiver operating characteristic",
                columns: [.number("Ham called spam, at most"), .number("Spam found")],
                rows: budgets.map { budget in
                    let point = report.roc.best(hamMisclassificationUpTo: budget)
                    return [.number(NumberWords.percent(budget)), .number(NumberWords.percent(point.recall))]
                }
            )
        )
        chart.lines.append(plot.line([(0, 0), (1, 1)], shade: "muted"))
        chart.lines.append(plot.line(report.roc.points.map { ($0.hamMisclassification, $0.recall) }, shade: "accent"))
        return chart
    }

    private static func table(of matrix: ConfusionMatrix) -> TableView {
        func cell(_ count: Int, of whole: Int) -> TableView.Cell {
            let share = whole == 0 ? nil : Double(count) / Double(whole)
            return .number("\(NumberWords.count(count)) (\(NumberWords.percent(share)))")
        }
        return TableView(
            "What was called what, at \(NumberWords.fixed(matrix.threshold, 4))",
            columns: [.text("Label"), .number("Called spam"), .number("Called ham")],
            rows: [
                [
                    .text("Spam"), cell(matrix.truePositives, of: matrix.spamCount),
                    cell(matrix.falseNegatives, of: matrix.spamCount),
                ],
                [
                    .text("Ham"), cell(matrix.falsePositives, of: matrix.hamCount),
                    cell(matrix.trueNegatives, of: matrix.hamCount),
                ],
            ]
        )
    }

    private static func table(of matrices: [ConfusionMatrix]) -> TableView {
        TableView(
            "At other thresholds",
            columns: [.number("Threshold"), .number("Ham called spam"), .number("Spam missed"), .number("Precision")],
            rows: matrices.map { matrix in
                [
                    .number(NumberWords.fixed(matrix.threshold, 2)),
                    .number(Measure.hamMisclassification.text(matrix.hamMisclassification)),
                    .number(Measure.spamMisclassification.text(matrix.spamMisclassification)),
                    .number(Measure.precision.text(matrix.precision)),
                ]
            }
        )
    }
}
