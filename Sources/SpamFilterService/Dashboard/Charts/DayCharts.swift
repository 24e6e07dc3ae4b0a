import FeedbackStore
import Training

/// The charts of what happened day by day.
struct DayCharts {
    let activity: Activity
    private let days: [DailyStatistics]

    init(_ activity: Activity) {
        self.activity = activity
        let start = activity.start
        var days = (0..<activity.days).map { DailyStatistics(day: start + Int64($0) * 86_400_000, site: nil) }
        for entry in activity.daily {
            let place = Int((entry.day - start) / 86_400_000)
            if days.indices.contains(place) { days[place] += entry }
        }
        self.days = days
    }

    /// What happened on all of the days together.
    var total: DailyStatistics { days.reduce(into: DailyStatistics(day: activity.start, site: nil)) { $0 += $1 } }

    private static let verdicts = ["ham", "unsure", "spam"]

    /// The verdicts of each day, one on top of the other.
    var verdicts: ChartView {
        let most = days.map { $0.verdicts.values.reduce(0, +) }.max() ?? 0
        let plot = ChartPlot(x: axis, y: .counts("Comments", to: most))
        let sums = total.verdicts
        var chart = plot.chart(
            title: "Verdicts per day",
            summary: "In \(activity.days) days: \(Self.words(sums)).",
            table: TableView(
                "Verdicts per day",
                columns: [.text("Day"), .number("Ham"), .number("Unsure"), .number("Spam")],
                rows: rows { day in Self.verdicts.map { NumberWords.count(day.verdicts[$0] ?? 0) } }
            )
        )
        chart.legend = Self.verdicts.map { ChartView.Key(shade: $0, words: $0) }
        for (place, day) in days.enumerated() {
            var base = 0
            for verdict in Self.verdicts {
                let count = day.verdicts[verdict] ?? 0
                if count > 0 {
                    let hint = "\(NumberWords.day(day.day)): \(NumberWords.count(count)) \(verdict)"
                    chart.bars.append(bar(plot, place, from: base, to: base + count, shade: verdict, hint: hint))
                }
                base += count
            }
        }
        return chart
    }

    /// The share of spam in the verdicts of each day.
    var spamShare: ChartView {
        let plot = ChartPlot(x: axis, y: .percent("Spam (% of comments)"))
        var chart = plot.chart(
            title: "Spam share",
            summary: "Of all comments \(NumberWords.percent(Self.share(total))) were called spam.",
            table: TableView(
                "Spam share per day",
                columns: [.text("Day"), .number("Called spam")],
                rows: rows { [NumberWords.percent(Self.share($0))] }
            )
        )
        let points = days.enumerated().compactMap { place, day in
            Self.share(day).map { (x: Double(place) + 0.5, y: $0, day: day.day) }
        }
        chart.lines.append(plot.line(points.map { ($0.x, $0.y) }, shade: "spam"))
        chart.dots = points.map { point in
            let hint = "\(NumberWords.day(point.day)): \(NumberWords.percent(point.y))"
            return plot.dot(x: point.x, y: point.y, radius: 2.5, shade: "spam", hint: hint)
        }
        return chart
    }

    /// The marks of each day.
    var marks: ChartView {
        let plot = ChartPlot(x: axis, y: .counts("Marks", to: days.map(\.marks).max() ?? 0))
        var chart = plot.chart(
            title: "Marks per day",
            summary: "In \(activity.days) days: \(NumberWords.count(total.marks, "mark")).",
            table: TableView(
                "Marks per day",
                columns: [.text("Day"), .number("Marks")],
                rows: rows { [NumberWords.count($0.marks)] }
            )
        )
        for (place, day) in days.enumerated() where day.marks > 0 {
            let hint = "\(NumberWords.day(day.day)): \(NumberWords.count(day.marks, "mark"))"
            chart.bars.append(bar(plot, place, from: 0, to: day.marks, shade: "accent", hint: hint))
        }
        return chart
    }

    private var axis: ChartAxis { .days(from: activity.start, count: activity.days) }

    private func bar(
        _ plot: ChartPlot,
        _ place: Int,
        from base: Int,
        to top: Int,
        shade: String,
        hint: String
    ) -> ChartView.Bar {
        let left = Double(place) + 0.12
        return plot.bar(
            from: left,
            to: left + 0.76,
            base: Double(base),
            top: Double(top),
            shade: shade,
            hint: hint
        )
    }

    /// The days that had anything, newest first.
    private func rows(_ cells: (DailyStatistics) -> [String]) -> [[TableView.Cell]] {
        days.reversed().filter { $0.marks > 0 || $0.verdicts.values.contains { $0 > 0 } }.map { day in
            [.text(NumberWords.day(day.day))] + cells(day).map { .number($0) }
        }
    }

    /// The share of spam in the verdicts; `nil` if there are none.
    static func share(_ day: DailyStatistics) -> Double? {
        let all = day.verdicts.values.reduce(0, +)
        return all > 0 ? Double(day.verdicts["spam"] ?? 0) / Double(all) : nil
    }

    private static func words(_ counts: [String: Int]) -> String {
        verdicts.map { "\(NumberWords.count(counts[$0] ?? 0)) \($0)" }.joined(separator: ", ")
    }
}
