import SpamClassifier

extension EvaluationReport {
    /// The report as one page: no script, nothing loaded from elsewhere, light and dark, every text escaped.
    public var html: String {
        let matrix = measures.confusion
        let head = Markup.element(
            "head",
            children: [
                .void("meta", ["charset": "utf-8"]),
                .void("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
                .void("meta", ["name": "color-scheme", "content": "light dark"]),
                .element("title", text: title),
                .styleSheet(ReportStyle.sheet),
            ]
        )
        let main = Markup.element(
            "main",
            children: [
                .element("h1", text: title),
                factList,
                .element(
                    "p",
                    ["class": "lead"],
                    text: "\(matrix.count) comments: \(matrix.spamCount) spam, \(matrix.hamCount) ham. "
                        + "Called spam from a probability of \(NumberStyle.fixed(4).text(matrix.threshold)) on."
                ),
                headline,
                section("Curves", charts),
                section("Measures", [measuresTable]),
                section("Decisions", [confusionTable, thresholdTable]),
            ] + breakdowns.map { section($0.title, [table($0)]) } + learningSection + missSection
        )
        let page = Markup.element("html", ["lang": "en"], children: [head, .element("body", children: [main])])
        return "<!doctype html>\n\(page.source)\n"
    }

    private func section(_ title: String, _ content: [Markup]) -> Markup {
        .element("section", children: [.element("h2", text: title)] + content)
    }

    private var factList: Markup {
        guard !facts.isEmpty else { return Markup([]) }
        return .element(
            "dl",
            ["class": "facts"],
            children: facts.map {
                .element("div", children: [.element("dt", text: $0.name), .element("dd", text: $0.value)])
            }
        )
    }

    /// The four numbers that are looked at first.
    private var headline: Markup {
        let shown: [Measure] = [.oneMinusROCAPercent, .recallAt1, .hamMisclassification, .calibrationError]
        return .element(
            "ul",
            ["class": "tiles"],
            children: shown.map { measure in
                .element(
                    "li",
                    children: [
                        .element("span", ["class": "name"], text: measure.title),
                        .element("strong", text: measure.style.text(measures[measure])),
                        .element("span", ["class": "range"], text: intervalText(measure)),
                    ]
                )
            }
        )
    }

    private var charts: [Markup] {
        var charts = [ROCChart(roc).markup, DETChart(det).markup]
        charts.append(HistogramChart(histogram, threshold: measures.confusion.threshold).markup)
        charts.append(ReliabilityChart(reliability).markup)
        if learningCurve.count > 1 { charts.append(LearningChart(learningCurve).markup) }
        return [.element("div", ["class": "charts"], children: charts)]
    }

    private var measuresTable: Markup {
        HTMLTable(
            caption: nil,
            header: ["Measure", "Value", intervalTitle],
            rows: Measure.allCases.map { [$0.title, $0.style.text(measures[$0]), intervalText($0)] }
        ).markup
    }

    private var confusionTable: Markup {
        let matrix = measures.confusion
        func cell(_ count: Int, of whole: Int) -> String {
            whole == 0 ? "\(count)" : "\(count) (\(NumberStyle.percent(1).text(Double(count) / Double(whole))))"
        }
        return HTMLTable(
            caption: "Confusion matrix at \(NumberStyle.fixed(4).text(matrix.threshold))",
            header: ["", "called spam", "called ham"],
            rows: [
                [
                    "is spam", cell(matrix.truePositives, of: matrix.spamCount),
                    cell(matrix.falseNegatives, of: matrix.spamCount),
                ],
                [
                    "is ham", cell(matrix.falsePositives, of: matrix.hamCount),
                    cell(matrix.trueNegatives, of: matrix.hamCount),
                ],
            ]
        ).markup
    }

    private var thresholdTable: Markup {
        guard !thresholds.isEmpty else { return Markup([]) }
        return HTMLTable(
            caption: "At other thresholds",
            header: ["Threshold"] + Self.thresholdColumns,
            rows: thresholds.map { Self.thresholdCells($0) }
        ).markup
    }

    private func table(_ breakdown: Breakdown) -> Markup {
        HTMLTable(
            caption: nil,
            header: ["", "Spam", "Ham"] + Breakdown.columns.map(\.shortTitle),
            rows: breakdown.rows.map { [$0.name] + Self.cells($0.measures) }
        ).markup
    }

    private var learningSection: [Markup] {
        guard !learningCurve.isEmpty else { return [] }
        let table = HTMLTable(
            caption: nil,
            header: ["Trained on", "Spam", "Ham"] + Breakdown.columns.map(\.shortTitle),
            rows: learningCurve.map { [String($0.trainingComments)] + Self.cells($0.measures) }
        )
        return [section("Learning", [table.markup])]
    }

    private var missSection: [Markup] {
        guard !misses.isEmpty else { return [] }
        return [section("Worst misses", misses.map(\.markup))]
    }
}

extension Miss {
    /// The miss as a card: what happened, the text, what moved the score.
    fileprivate var markup: Markup {
        let place = ([comment.id] + [comment.language].compactMap { $0 }).joined(separator: " · ")
        let heading = Markup.element(
            "h3",
            children: [
                .element("span", ["class": comment.label.name], text: comment.label.name),
                Markup(" given \(NumberStyle.fixed(4).text(comment.probability)) "),
                .element("small", text: place),
            ]
        )
        var content = [heading, .element("blockquote", ["dir": "auto"], text: excerpt)]
        if !evidence.isEmpty {
            content.append(
                HTMLTable(
                    caption: nil,
                    header: ["Feature", "Log odds", "Spam", "Ham"],
                    rows: evidence.map {
                        [
                            "\($0.family): \($0.feature)", $0.signedLogOdds, $0.spam.map(String.init) ?? "–",
                            $0.ham.map(String.init) ?? "–",
                        ]
                    }
                ).markup
            )
        }
        return .element("article", children: content)
    }
}
