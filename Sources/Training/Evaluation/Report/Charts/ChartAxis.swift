import Foundation

/// An axis: which values lie on it, and which of them are named.
public struct ChartAxis: Sendable, Hashable {
    /// A named place.
    public struct Tick: Sendable, Hashable {
        /// The value that has the name.
        public var value: Double
        /// What stands there.
        public var name: String

        /// Names a place.
        public init(value: Double, name: String) {
            self.value = value
            self.name = name
        }
    }

    /// What the axis is of, with the unit.
    public var title: String
    /// The values at its ends.
    public var range: ClosedRange<Double>
    /// The places that are named.
    public var ticks: [Tick]

    /// Makes an axis from its parts.
    public init(title: String, range: ClosedRange<Double>, ticks: [Tick]) {
        self.title = title
        self.range = range
        self.ticks = ticks
    }

    /// The place of a value, from 0 to 1 along the axis; values outside the range lie beyond the ends.
    public func place(of value: Double) -> Double {
        let width = range.upperBound - range.lowerBound
        return width > 0 ? (value - range.lowerBound) / width : 0.5
    }

    /// An axis of shares, named in percent.
    public static func percent(_ title: String) -> ChartAxis {
        let ticks = stride(from: 0, through: 100, by: 20).map { Tick(value: Double($0) / 100, name: "\($0)") }
        return ChartAxis(title: title, range: 0...1, ticks: ticks)
    }

    /// An axis of probabilities.
    public static func probability(_ title: String) -> ChartAxis {
        let ticks = (0...5).map { Tick(value: Double($0) / 5, name: NumberStyle.fixed(1).text(Double($0) / 5)) }
        return ChartAxis(title: title, range: 0...1, ticks: ticks)
    }

    /// An axis from 0 to at least a value, with round ticks.
    public static func fromZero(_ title: String, to top: Double) -> ChartAxis {
        let top = top > 0 && top.isFinite ? top : 1
        let rough = top / 5
        let magnitude = pow(10, floor(log10(rough)))
        let step = [1, 2, 5, 10].map { $0 * magnitude }.first { $0 >= rough * 0.999 } ?? rough
        let count = Int((top / step).rounded(.up))
        let ticks = (0...count).map { Tick(value: Double($0) * step, name: String(format: "%g", Double($0) * step)) }
        return ChartAxis(title: title, range: 0...Double(count) * step, ticks: ticks)
    }
}
