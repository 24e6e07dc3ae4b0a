import Foundation
import SpamClassifier
import Training

/// Carries an evaluation out and puts the report together.
struct EvaluationRun {
    /// A title names no more files than these one by one.
    private static let mostNamed = 3

    let command: Evaluate
    let experiment: Experiment

    /// How many of the worst misses a report shows.
    private static let misses = 20

    struct Result {
        let outcome: ExperimentOutcome
        let report: EvaluationReport
    }

    func result() throws -> Result {
        if !command.test.isEmpty { return try heldOut() }
        if let stream = command.prequential { return try prequential([stream]) }
        return try crossValidation(folds: command.folds ?? 2)
    }

    private func heldOut() throws -> Result {
        let trainRows = try rows(command.train)
        let testRows = try rows(command.test)
        let outcome = experiment.heldOut(train: trainRows, test: testRows)
        var report = try report("Train \(name(command.train)), test \(name(command.test))", outcome)
        report.facts.insert(.init(name: "Training comments", value: "\(trainRows.count)"), at: 0)
        report.learningCurve = try experiment.learningCurve(train: trainRows, test: testRows).map { step in
            .init(trainingComments: step.rows, measures: try Measures(step.outcome.scored))
        }
        if experiment.attack != nil { try compareWithoutAttack(trainRows, testRows, &report) }
        return Result(outcome: outcome, report: report)
    }

    /// Adds a table of what the attack cost.
    private func compareWithoutAttack(
        _ train: [ExperimentRow],
        _ test: [ExperimentRow],
        _ report: inout EvaluationReport
    ) throws {
        var untouched = experiment
        untouched.attack = nil
        let clean = try Measures(untouched.heldOut(train: train, test: test).scored)
        report.breakdowns.append(
            Breakdown(
                title: "Under attack",
                rows: [
                    .init(name: "as written", measures: clean),
                    .init(name: experiment.attack.map { "\($0)" } ?? "", measures: report.measures),
                ]
            )
        )
    }

    private func prequential(_ stream: [String]) throws -> Result {
        let rows = try rows(stream)
        let outcome = experiment.prequential(rows)
        var report = try report("Judge, then learn \(name(stream))", outcome)
        report.learningCurve = try [16, 8, 4, 2, 1].map { rows.count / $0 }.filter { $0 >= 10 }.map { count in
            .init(trainingComments: count, measures: try Measures(Array(outcome.scored.prefix(count))))
        }
        return Result(outcome: outcome, report: report)
    }

    private func crossValidation(folds: Int) throws -> Result {
        let outcome = try experiment.folds(try rows(command.files), count: folds)
        return Result(outcome: outcome, report: try report("\(folds) folds of \(name(command.files))", outcome))
    }

    private func report(_ title: String, _ outcome: ExperimentOutcome) throws -> EvaluationReport {
        var report = try EvaluationReport(title: title, scored: outcome.scored)
        report.misses = outcome.misses(Self.misses)
        let thresholds = outcome.thresholds
        report.facts = [
            .init(name: "Judged comments", value: "\(outcome.scored.count)"),
            .init(name: "Evidence", value: command.fields.rawValue),
            .init(name: "Starter comments", value: "\(experiment.starter.count)"),
            .init(name: "Ham budget", value: percent(experiment.hamBudget.share)),
            .init(name: "Thresholds (unsure, spam, discard)", value: list(thresholds)),
            .init(name: "Ham judged spam, unsure", value: shares(of: .ham, outcome, .spam, .unsure)),
            .init(name: "Spam judged ham, unsure", value: shares(of: .spam, outcome, .ham, .unsure)),
        ]
        return report
    }

    /// The rows of all files; where there are several, the id of a row begins with the name of its file.
    private func rows(_ paths: [String]) throws -> [ExperimentRow] {
        try paths.flatMap { path in
            let rows = try ExperimentRow.read(
                path,
                format: command.corpus.format?.format,
                labels: command.corpus.labels,
                omissions: { Printing.omissions($0, of: path) },
                problem: { Printing.note("hamlet: \(path): \($0)") }
            )
            guard paths.count > 1 else { return rows }
            return rows.map { ExperimentRow(id: "\(name([path]))/\($0.id)", comment: $0.comment, label: $0.label) }
        }
    }

    private func name(_ paths: [String]) -> String {
        guard !paths.isEmpty else { return "nothing but the starter" }
        guard paths.count <= Self.mostNamed else { return "\(paths.count) files" }
        return paths.map { URL(fileURLWithPath: $0).lastPathComponent }.joined(separator: ", ")
    }

    private func percent(_ share: Double) -> String { String(format: "%.2f %%", share * 100) }

    private func list(_ thresholds: Thresholds) -> String {
        String(format: "%.4f, %.4f, %.4f", thresholds.unsure, thresholds.spam, thresholds.discard)
    }

    private func shares(
        of label: Label,
        _ outcome: ExperimentOutcome,
        _ first: Verdict.Outcome,
        _ second: Verdict.Outcome
    ) -> String {
        percent(outcome.share(of: label, judged: first)) + ", " + percent(outcome.share(of: label, judged: second))
    }
}
