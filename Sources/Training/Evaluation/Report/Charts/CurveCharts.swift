import Foundation

/// The ROC curve.
struct ROCChart {
    let markup: Markup

    init(_ curve: ROCCurve) {
        let best = curve.best(hamMisclassificationUpTo: 0.01)
        let frame = ChartFrame(
            name: "roc",
            title: "ROC curve",
            hint: "The nearer to the upper left corner, the better.",
            description: "Spam recall against ham misclassification rate for every threshold. "
                + "With at most 1 % of ham misclassified, \(NumberStyle.percent(1).text(best.recall)) of spam is found.",
            x: .percent("Ham misclassified (%)"),
            y: .percent("Spam found (%)")
        )
        markup = frame.figure([
            frame.line([(0, 0), (1, 1)], style: "guide"),
            frame.line(curve.points.map { ($0.hamMisclassification, $0.recall) }, style: "curve"),
        ])
    }
}

/// The detection error trade-off curve.
struct DETChart {
    let markup: Markup

    /// Rates in percent that may be named on an axis, with enough room between them.
    private static let rates = [0.01, 0.1, 1, 5, 20, 50, 80]

    init(_ curve: DETCurve) {
        let hint = "Both axes stretch small rates; the nearer to the lower left corner, the better."
        let description =
            curve.points.isEmpty
            ? "No threshold misclassifies some but not all comments of both classes: there is no curve to draw."
            : "Spam misclassification rate against ham misclassification rate, both on normal-deviate scales."
        let frame = ChartFrame(
            name: "det",
            title: "Detection error trade-off",
            hint: curve.points.isEmpty ? description : hint,
            description: description,
            x: Self.axis("Ham misclassified (%)", curve.points.map(\.hamMisclassification)),
            y: Self.axis("Spam missed (%)", curve.points.map(\.spamMisclassification))
        )
        markup = frame.figure([
            frame.line(curve.points.map { ($0.x, $0.y) }, style: "curve")
        ])
    }

    /// An axis from the named rate below the smallest to one above the largest, but at most 80 %.
    private static func axis(_ title: String, _ shares: [Double]) -> ChartAxis {
        let lowest = 100 * (shares.min() ?? 0.001)
        let highest = 100 * (shares.max() ?? 0.5)
        let first = rates.last { $0 <= lowest } ?? rates[0]
        let last = max(rates.first { $0 >= highest } ?? 80, 20)
        let ticks = rates.filter { (first...max(first, last)).contains($0) }.map {
            ChartAxis.Tick(value: DETCurve.probit($0 / 100), name: String(format: "%g", $0))
        }
        let values = ticks.map(\.value)
        return ChartAxis(title: title, range: (values.first ?? -3)...(values.last ?? 0), ticks: ticks)
    }
}

/// How ranking improves with training.
struct LearningChart {
    let markup: Markup

    init(_ points: [EvaluationReport.LearningPoint]) {
        let drawn = points.compactMap { point in
            point.measures.oneMinusROCAPercent.map { (x: Double(max(point.trainingComments, 1)), y: $0) }
        }
        let sizes = drawn.map(\.x)
        let (least, most) = (sizes.min() ?? 1, sizes.max() ?? 1)
        let frame = ChartFrame(
            name: "learning",
            title: "Learning curve",
            hint: "The lower, the better; training size on a log scale.",
            description: "(1-ROCA)% after training on "
                + drawn.map { "\(Int($0.x)) comments: \(NumberStyle.fixed(2).text($0.y))" }.joined(separator: "; ")
                + ".",
            x: ChartAxis(
                title: "Training comments",
                range: log10(least)...log10(max(most, least * 2)),
                ticks: Self.ticks(from: least, to: most)
            ),
            y: .fromZero("(1-ROCA)%", to: drawn.map(\.y).max() ?? 1)
        )
        markup = frame.figure(
            [frame.line(drawn.map { (log10($0.x), $0.y) }, style: "curve")]
                + drawn.map { point in
                    frame.dot(
                        x: log10(point.x),
                        y: point.y,
                        radius: 3,
                        label: "\(Int(point.x)) comments: \(NumberStyle.fixed(2).text(point.y)) %"
                    )
                }
        )
    }

    /// Powers of ten with their 2s and 5s; only the powers if these would be too many; the ends if there is no other.
    private static func ticks(from least: Double, to most: Double) -> [ChartAxis.Tick] {
        let powers = (0...9).map { pow(10, Double($0)) }
        let fine = powers.flatMap { [$0, 2 * $0, 5 * $0] }.filter { (least...most).contains($0) }
        let chosen = fine.count > 8 ? powers.filter { (least...most).contains($0) } : fine
        return (chosen.isEmpty ? [least] : chosen).map {
            ChartAxis.Tick(value: log10($0), name: String(Int($0)))
        }
    }
}
