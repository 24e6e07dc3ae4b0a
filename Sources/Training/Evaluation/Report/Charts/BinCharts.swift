import Foundation

/// How often each probability was given to spam and to ham.
struct HistogramChart {
    let markup: Markup

    init(_ scores: ScoreBins, threshold: Double) {
        let most = scores.bins.map { max($0.ham, $0.spam) }.max() ?? 1
        let top = log10(1 + Double(max(most, 9)))
        let powers = [0, 1, 10, 100, 1_000, 10_000, 100_000, 1_000_000].filter { $0 <= max(most, 9) }
        let ticks = powers.map { ChartAxis.Tick(value: log10(1 + Double($0)), name: Self.short($0)) }
        let frame = ChartFrame(
            name: "histogram",
            title: "Probabilities given",
            hint: "Left bars (green) are ham, right bars (red) spam; log scale.",
            description: "Number of comments by probability. "
                + scores.bins.filter { $0.count > 0 }.map { Self.words($0) }.joined(separator: "; ") + ".",
            x: .probability("Probability of spam"),
            y: ChartAxis(title: "Comments", range: 0...top * 1.02, ticks: ticks)
        )
        var drawing: [Markup] = []
        for bin in scores.bins {
            let middle = (bin.lower + bin.upper) / 2
            let gap = (bin.upper - bin.lower) * 0.08
            if bin.ham > 0 {
                drawing.append(
                    frame.bar(
                        from: bin.lower + gap,
                        to: middle,
                        height: log10(1 + Double(bin.ham)),
                        style: "bar-ham",
                        label: Self.words(bin)
                    )
                )
            }
            if bin.spam > 0 {
                drawing.append(
                    frame.bar(
                        from: middle,
                        to: bin.upper - gap,
                        height: log10(1 + Double(bin.spam)),
                        style: "bar-spam",
                        label: Self.words(bin)
                    )
                )
            }
        }
        drawing.append(frame.line([(threshold, 0), (threshold, top * 1.02)], style: "guide"))
        markup = frame.figure(drawing)
    }

    private static func short(_ count: Int) -> String {
        count >= 1_000_000 ? "\(count / 1_000_000)M" : count >= 1_000 ? "\(count / 1_000)k" : "\(count)"
    }

    private static func words(_ bin: ScoreBins.Bin) -> String {
        "\(NumberStyle.fixed(2).text(bin.lower)) to \(NumberStyle.fixed(2).text(bin.upper)): "
            + "\(bin.spam) spam, \(bin.ham) ham"
    }
}

/// How often comments of each probability were spam.
struct ReliabilityChart {
    let markup: Markup

    init(_ scores: ScoreBins) {
        let total = Double(max(scores.bins.reduce(0) { $0 + $1.count }, 1))
        let frame = ChartFrame(
            name: "reliability",
            title: "Reliability",
            hint: "On the dashed line, probabilities mean what they say.",
            description: "Share of spam against mean probability in each bin. "
                + "Expected calibration error \(NumberStyle.fixed(4).text(scores.calibrationError)).",
            x: .probability("Mean probability given"),
            y: .percent("Spam among them (%)")
        )
        var points: [(x: Double, y: Double)] = []
        var dots: [Markup] = []
        for bin in scores.bins {
            guard let mean = bin.meanProbability, let share = bin.spamShare else { continue }
            points.append((mean, share))
            // The area of a dot is the share of comments in the bin, but none is too small to see.
            let radius = max(2.5, 12 * (Double(bin.count) / total).squareRoot())
            dots.append(
                frame.dot(
                    x: mean,
                    y: share,
                    radius: radius,
                    label: "\(NumberStyle.fixed(2).text(mean)): \(NumberStyle.percent(1).text(share)) "
                        + "of \(bin.count) comments"
                )
            )
        }
        markup = frame.figure(
            [frame.line([(0, 0), (1, 1)], style: "guide"), frame.line(points, style: "curve")] + dots
        )
    }
}
