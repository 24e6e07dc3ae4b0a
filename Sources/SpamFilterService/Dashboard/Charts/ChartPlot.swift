import Training

/// The place in a chart between its two axes, and how values find theirs in it.
struct ChartPlot: Sendable {
    /// As wide as a column of the page on a telephone: text keeps a size that can be read there.
    static let width = 400
    static let height = 250
    private static let left = 46.0
    private static let right = 382.0
    private static let top = 24.0
    private static let bottom = 206.0

    let x: ChartAxis
    let y: ChartAxis

    /// The horizontal place of a value.
    func across(_ value: Double) -> Double { Self.left + x.place(of: value) * (Self.right - Self.left) }

    /// The vertical place of a value.
    func up(_ value: Double) -> Double { Self.bottom - y.place(of: value) * (Self.bottom - Self.top) }

    /// A chart with the axes, their names and a grid, on which the rest is drawn.
    func chart(title: String, summary: String, table: TableView) -> ChartView {
        var chart = ChartView(title: title, summary: summary, width: Self.width, height: Self.height, table: table)
        for tick in y.ticks {
            let height = up(tick.value)
            chart.lines.append(.init([(Self.left, height), (Self.right, height)], shade: "grid"))
            chart.add(tick.name, x: Self.left - 6, y: height + 4, anchor: "end")
        }
        for tick in x.ticks {
            chart.add(tick.name, x: across(tick.value), y: Self.bottom + 17, anchor: "middle")
        }
        chart.lines.append(.init([(Self.left, Self.bottom), (Self.right, Self.bottom)], shade: "axis"))
        chart.add(x.title, x: (Self.left + Self.right) / 2, y: Double(Self.height) - 8, anchor: "middle")
        chart.add(y.title, x: 2, y: 12, anchor: "start")
        return chart
    }

    /// A bar between two values of each axis.
    func bar(
        from left: Double,
        to right: Double,
        base: Double,
        top: Double,
        shade: String,
        hint: String
    ) -> ChartView.Bar {
        ChartView.Bar(
            x: ChartView.rounded(across(left)),
            y: ChartView.rounded(up(top)),
            width: ChartView.rounded(across(right) - across(left)),
            height: ChartView.rounded(up(base) - up(top)),
            shade: shade,
            hint: hint
        )
    }

    /// A line through points.
    func line(_ points: [(x: Double, y: Double)], shade: String) -> ChartView.Line {
        ChartView.Line(points.map { (across($0.x), up($0.y)) }, shade: shade)
    }

    /// A round mark.
    func dot(x: Double, y: Double, radius: Double, shade: String, hint: String) -> ChartView.Dot {
        ChartView.Dot(
            x: ChartView.rounded(across(x)),
            y: ChartView.rounded(up(y)),
            radius: ChartView.rounded(radius),
            shade: shade,
            hint: hint
        )
    }
}

extension ChartView {
    /// Writes words at a place.
    fileprivate mutating func add(_ words: String, x: Double, y: Double, anchor: String) {
        labels.append(Words(x: Self.rounded(x), y: Self.rounded(y), anchor: anchor, words: words))
    }
}

extension ChartAxis {
    /// An axis of whole days from the first to the last, in milliseconds since 1970, named week by week back from the last.
    static func days(from start: Int64, count: Int) -> ChartAxis {
        let ticks = stride(from: count - 1, through: 0, by: -7).map { place in
            let name = NumberWords.day(start + Int64(place) * 86_400_000).dropFirst(5)
            return Tick(value: Double(place) + 0.5, name: String(name))
        }
        return ChartAxis(title: "Day (UTC)", range: 0...Double(max(count, 1)), ticks: ticks)
    }

    /// An axis of counts from 0 to at least a number.
    static func counts(_ title: String, to most: Int) -> ChartAxis {
        var axis = ChartAxis.fromZero(title, to: Double(max(most, 5)))
        axis.ticks = axis.ticks.map { tick in
            let number = Int(tick.value)
            let name = number >= 10_000 ? "\(NumberWords.count(number / 1_000))k" : NumberWords.count(number)
            return Tick(value: tick.value, name: name)
        }
        return axis
    }
}
