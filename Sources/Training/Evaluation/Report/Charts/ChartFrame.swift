import Foundation

/// A drawing with two axes, a title, and a description for those who cannot see it.
struct ChartFrame {
    private static let size = (width: 400.0, height: 300.0)
    private static let plot = (left: 52.0, right: 388.0, top: 10.0, bottom: 252.0)

    /// Names the drawing inside the page; letters and hyphens.
    var name: String
    var title: String
    /// How to read the chart, in a few words.
    var hint: String
    /// What the chart shows, for screen readers.
    var description: String
    var x: ChartAxis
    var y: ChartAxis

    /// The horizontal place of a value, in units of the drawing.
    func across(_ value: Double) -> Double {
        Self.plot.left + x.place(of: value) * (Self.plot.right - Self.plot.left)
    }

    /// The vertical place of a value, in units of the drawing.
    func up(_ value: Double) -> Double {
        Self.plot.bottom - y.place(of: value) * (Self.plot.bottom - Self.plot.top)
    }

    /// A line through points, cut off at the edges of the plot.
    func line(_ points: [(x: Double, y: Double)], style: String) -> Markup {
        let text = points.map { "\(Self.text(across($0.x))),\(Self.text(up($0.y)))" }.joined(separator: " ")
        return .element("polyline", ["class": style, "points": text, "clip-path": "url(#\(name)-plot)"], children: [])
    }

    /// A round mark; its radius is in units of the drawing, and `label` shows on hovering.
    func dot(x: Double, y: Double, radius: Double, label: String) -> Markup {
        .element(
            "circle",
            ["class": "dot", "cx": Self.text(across(x)), "cy": Self.text(up(y)), "r": Self.text(radius)],
            children: [.element("title", text: label)]
        )
    }

    /// A bar that stands on the horizontal axis, between two values of it.
    func bar(from left: Double, to right: Double, height: Double, style: String, label: String) -> Markup {
        let top = up(height)
        return .element(
            "rect",
            [
                "class": style, "x": Self.text(across(left)), "y": Self.text(top),
                "width": Self.text(across(right) - across(left)), "height": Self.text(Self.plot.bottom - top),
            ],
            children: [.element("title", text: label)]
        )
    }

    /// The whole figure around what was drawn.
    func figure(_ drawing: [Markup]) -> Markup {
        let svg = Markup.element(
            "svg",
            [
                "viewBox": "0 0 \(Self.text(Self.size.width)) \(Self.text(Self.size.height))", "role": "img",
                "aria-labelledby": "\(name)-title \(name)-description", "xmlns": "http://www.w3.org/2000/svg",
            ],
            children: [
                .element("title", ["id": "\(name)-title"], text: title),
                .element("desc", ["id": "\(name)-description"], text: description),
                .element("defs", children: [.element("clipPath", ["id": "\(name)-plot"], children: [plotArea])]),
            ] + axes + drawing
        )
        return .element(
            "figure",
            children: [.element("figcaption", children: [Markup(title), .element("small", text: hint)]), svg]
        )
    }

    private var plotArea: Markup {
        let plot = Self.plot
        return .element(
            "rect",
            [
                "x": Self.text(plot.left - 1), "y": Self.text(plot.top - 1),
                "width": Self.text(plot.right - plot.left + 2), "height": Self.text(plot.bottom - plot.top + 2),
            ],
            children: []
        )
    }

    private var axes: [Markup] {
        let plot = Self.plot
        var marks: [Markup] = []
        for tick in x.ticks {
            marks.append(Self.stroke("grid", (across(tick.value), plot.top), (across(tick.value), plot.bottom)))
            marks.append(Self.label(tick.name, across(tick.value), plot.bottom + 16, "middle"))
        }
        for tick in y.ticks {
            marks.append(Self.stroke("grid", (plot.left, up(tick.value)), (plot.right, up(tick.value))))
            marks.append(Self.label(tick.name, plot.left - 6, up(tick.value) + 4, "end"))
        }
        marks.append(Self.stroke("axis", (plot.left, plot.top), (plot.left, plot.bottom)))
        marks.append(Self.stroke("axis", (plot.left, plot.bottom), (plot.right, plot.bottom)))
        marks.append(Self.label(x.title, (plot.left + plot.right) / 2, Self.size.height - 10, "middle"))
        let middle = (plot.top + plot.bottom) / 2
        marks.append(
            .element(
                "text",
                [
                    "x": "13", "y": Self.text(middle), "text-anchor": "middle",
                    "transform": "rotate(-90 13 \(Self.text(middle)))",
                ],
                text: y.title
            )
        )
        return marks
    }

    private static func stroke(_ style: String, _ from: (Double, Double), _ to: (Double, Double)) -> Markup {
        .element(
            "line",
            ["class": style, "x1": text(from.0), "y1": text(from.1), "x2": text(to.0), "y2": text(to.1)],
            children: []
        )
    }

    private static func label(_ words: String, _ x: Double, _ y: Double, _ anchor: String) -> Markup {
        .element("text", ["x": text(x), "y": text(y), "text-anchor": anchor], text: words)
    }

    private static func text(_ value: Double) -> String { String(format: "%.1f", value.isFinite ? value : 0) }
}
