import Foundation
import SpamFilterService
import Training

extension RetrainReport {
    /// What the retrain changed, as a table for people.
    var table: String {
        guard let before = trial.before, let after = trial.after else {
            return "  There are no labels yet on which the model could be compared."
        }
        let rows: [(String, Measure)] = [
            ("(1-ROCA)%", .oneMinusROCAPercent), ("accuracy", .accuracy), ("ham called spam", .hamMisclassification),
            ("spam not called spam", .spamMisclassification), ("log loss", .logLoss),
        ]
        let lines = rows.map { name, measure in
            "  " + name.padding(toLength: 22, withPad: " ", startingAt: 0) + Self.number(before[measure])
                + Self.number(after[measure])
        }
        let title = "  \(trial.compared) labels, each held back in turn"
        return ([title, "                          before     after"] + lines).joined(separator: "\n")
    }

    private static func number(_ value: Double?) -> String {
        guard let value else { return "         –" }
        return String(format: "%10.4f", value)
    }
}
