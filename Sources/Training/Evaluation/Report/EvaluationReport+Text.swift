import SpamClassifier

extension EvaluationReport {
    /// The report for a terminal: aligned columns, no colours, a line end at the end.
    ///
    /// Curves are left out; the numbers that matter stand in the tables. Control characters, which could steer a terminal,
    /// and marks that turn the direction of writing become U+FFFD.
    public var text: String {
        let parts = [heading, measuresTable, confusionTable, thresholdTable] + breakdowns.map(table)
        return Self.harmless((parts + [learningTable, missList]).filter { !$0.isEmpty }.joined(separator: "\n"))
    }

    private static func harmless(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n": result.append(scalar)
            case "\0"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}":
                result.append("\u{FFFD}")
            default: result.append(scalar)
            }
        }
        return String(result)
    }

    private var heading: String {
        var text = "\(title)\n\(String(repeating: "=", count: title.count))\n"
        let width = facts.map(\.name.count).max() ?? 0
        for fact in facts {
            text += fact.name + String(repeating: " ", count: width - fact.name.count) + "  \(fact.value)\n"
        }
        let matrix = measures.confusion
        return text + "\(matrix.count) comments: \(matrix.spamCount) spam, \(matrix.hamCount) ham\n"
    }

    private var measuresTable: String {
        var table = TextTable(header: ["Measure", "Value", intervalTitle])
        for measure in Measure.allCases {
            table.add([measure.title, measure.style.text(measures[measure]), intervalText(measure)])
        }
        return table.text
    }

    private var confusionTable: String {
        let matrix = measures.confusion
        var table = TextTable(header: [
            "At \(NumberStyle.fixed(4).text(matrix.threshold))", "called spam", "called ham",
        ])
        table.add(["is spam", String(matrix.truePositives), String(matrix.falseNegatives)])
        table.add(["is ham", String(matrix.falsePositives), String(matrix.trueNegatives)])
        return table.text
    }

    private var thresholdTable: String {
        guard !thresholds.isEmpty else { return "" }
        var table = TextTable(header: ["Threshold"] + Self.thresholdColumns, left: [])
        for matrix in thresholds { table.add(Self.thresholdCells(matrix)) }
        return table.text
    }

    private func table(_ breakdown: Breakdown) -> String {
        var table = TextTable(
            header: [breakdown.title, "Spam", "Ham"] + Breakdown.columns.map(\.shortTitle)
        )
        for row in breakdown.rows { table.add([row.name] + Self.cells(row.measures)) }
        return table.text
    }

    private var learningTable: String {
        guard !learningCurve.isEmpty else { return "" }
        var table = TextTable(
            header: ["Trained on", "Spam", "Ham"] + Breakdown.columns.map(\.shortTitle),
            left: []
        )
        for point in learningCurve { table.add([String(point.trainingComments)] + Self.cells(point.measures)) }
        return table.text
    }

    private var missList: String {
        guard !misses.isEmpty else { return "" }
        var text = "Worst misses\n------------\n"
        for miss in misses {
            let comment = miss.comment
            let language = comment.language.map { ", \($0)" } ?? ""
            text +=
                "\(comment.label.name) at \(NumberStyle.fixed(4).text(comment.probability))  \(comment.id)\(language)\n"
            text += "    \(miss.excerpt)\n"
            for line in miss.evidence {
                let counts = line.counts.map { "  (\($0))" } ?? ""
                text += "    \(line.signedLogOdds)  \(line.family): \(line.feature)\(counts)\n"
            }
        }
        return text
    }
}
