import FeedbackStore
import SpamClassifier
import Training

/// The charts of probabilities: how often each was given, and whether it was right.
struct ScoreCharts: Sendable {
    /// Comments whose probabilities lie in the same tenth.
    struct Tenth: Sendable, Hashable {
        var ham = 0
        var spam = 0
        var unmarked = 0
        /// The sum of the probabilities of those that are marked.
        var probability = 0.0

        var marked: Int { ham + spam }
        var all: Int { marked + unmarked }
    }

    private(set) var tenths = [Tenth](repeating: Tenth(), count: 10)
    /// What the probabilities belong to, in a few words.
    private let subject: String

    /// The probabilities that were given to comments.
    init(_ tallies: [DayTally]) {
        subject = "comments"
        for tally in tallies {
            guard let tenth = tally.tenth, tenths.indices.contains(tenth) else { continue }
            switch tally.label {
            case .spam: tenths[tenth].spam += tally.comments
            case .ham: tenths[tenth].ham += tally.comments
            case nil: tenths[tenth].unmarked += tally.comments
            }
            if tally.label != nil { tenths[tenth].probability += tally.probability }
        }
    }

    /// The probabilities of labels that were held back.
    init(_ bins: ScoreBins) {
        subject = "labels, each held back"
        for (place, bin) in bins.bins.enumerated() where tenths.indices.contains(place) {
            tenths[place].ham = bin.ham
            tenths[place].spam = bin.spam
            tenths[place].probability = (bin.meanProbability ?? 0) * Double(bin.count)
        }
    }

    /// How often probabilities of each tenth were given.
    var histogram: ChartView {
        let plot = ChartPlot(x: .probability("Probability of spam"), y: .counts("Comments", to: most))
        let all = tenths.reduce(0) { $0 + $1.all }
        var chart = plot.chart(
            title: "Probabilities given",
            summary: "How sure the filter was of \(NumberWords.count(all)) \(subject).",
            table: TableView(
                "Probabilities given",
                columns: [.text("Probability")] + parts.map { .number($0.title) },
                rows: tenths.enumerated().map { place, tenth in
                    [.text(Self.range(place))] + parts.map { .number(NumberWords.count(tenth[keyPath: $0.path])) }
                }
            )
        )
        chart.legend = parts.map { ChartView.Key(shade: $0.shade, words: $0.title) }
        for (place, tenth) in tenths.enumerated() {
            var base = 0
            for part in parts {
                let count = tenth[keyPath: part.path]
                if count > 0 {
                    chart.bars.append(
                        plot.bar(
                            from: Double(place) / 10 + 0.01,
                            to: Double(place + 1) / 10 - 0.01,
                            base: Double(base),
                            top: Double(base + count),
                            shade: part.shade,
                            hint: "\(Self.range(place)): \(NumberWords.count(count)) \(part.title)"
                        )
                    )
                }
                base += count
            }
        }
        return chart
    }

    private typealias Part = (title: String, shade: String, path: any KeyPath<Tenth, Int> & Sendable)

    private var parts: [Part] {
        let marked: [Part] = [("marked ham", "ham", \.ham), ("marked spam", "spam", \.spam)]
        return tenths.contains { $0.unmarked > 0 } ? marked + [("unmarked", "muted", \.unmarked)] : marked
    }

    private var most: Int { tenths.map(\.all).max() ?? 0 }

    /// How often comments of each tenth were spam; on the dashed line probabilities mean what they say.
    var reliability: ChartView {
        let plot = ChartPlot(x: .probability("Mean probability given"), y: .percent("Spam (% of marked)"))
        let marked = tenths.reduce(0) { $0 + $1.marked }
        var chart = plot.chart(
            title: "Reliability",
            summary: marked == 0
                ? "Nothing is marked yet."
                : "On the dashed line probabilities mean what they say; bars are 95 % intervals. On average "
                    + "\(NumberWords.fixed(calibrationError * 100, 1)) percentage points off.",
            table: TableView(
                "Reliability",
                columns: [
                    .text("Probability"), .number("Marked"), .number("Mean probability"), .number("Spam"),
                    .number("95 % interval"),
                ],
                rows: tenths.enumerated().filter { $0.element.marked > 0 }.map { place, tenth in
                    let share = ShareBody(tenth.spam, of: tenth.marked)
                    return [
                        .text(Self.range(place)), .number(NumberWords.count(tenth.marked)),
                        .number(NumberWords.fixed(tenth.probability / Double(tenth.marked), 2)),
                        .number(NumberWords.percent(share.share)), .number(share.interval),
                    ]
                }
            )
        )
        chart.lines.append(plot.line([(0, 0), (1, 1)], shade: "muted"))
        for (place, tenth) in tenths.enumerated() where tenth.marked > 0 {
            let mean = min(max(tenth.probability / Double(tenth.marked), 0), 1)
            let share = ShareBody(tenth.spam, of: tenth.marked)
            chart.lines.append(plot.line([(mean, share.low ?? 0), (mean, share.high ?? 1)], shade: "accent"))
            // The area of a dot is the share of comments, but none is too small to see.
            let radius = max(3, 11 * (Double(tenth.marked) / Double(marked)).squareRoot())
            let hint = "\(Self.range(place)): \(NumberWords.percent(share.share)) of \(NumberWords.count(tenth.marked))"
            chart.dots.append(
                plot.dot(x: mean, y: share.share ?? 0, radius: radius, shade: "accent", hint: hint)
            )
        }
        return chart
    }

    /// The mean distance between the given probability and the share of spam, over tenths of the probability, weighted by
    /// their comments (Naeini, Cooper and Hauskrecht 2015); 0 while nothing is marked.
    var calibrationError: Double {
        let marked = tenths.reduce(0) { $0 + $1.marked }
        guard marked > 0 else { return 0 }
        return tenths.reduce(0) { $0 + abs($1.probability - Double($1.spam)) } / Double(marked)
    }

    private static func range(_ place: Int) -> String {
        "\(NumberWords.fixed(Double(place) / 10, 1)) to \(NumberWords.fixed(Double(place + 1) / 10, 1))"
    }
}

extension ShareBody {
    /// The interval in words; a dash where nothing was counted.
    var interval: String {
        guard let low, let high else { return "–" }
        return "\(NumberWords.percent(low)) to \(NumberWords.percent(high))"
    }
}
