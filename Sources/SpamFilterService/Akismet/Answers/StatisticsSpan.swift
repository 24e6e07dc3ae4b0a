import Foundation

/// A day or a month of the calendar in UTC.
struct StatisticsSpan: Sendable, Hashable {
    enum Unit: Sendable {
        case day, month
    }

    /// `2026-11` or `2026-11-23`.
    let name: String
    /// The first day of the span: `2026-11-01`.
    let firstDay: String
    /// The times that belong to the span, in milliseconds since 1970.
    let milliseconds: Range<Int64>

    private static let calendar = {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        return calendar
    }()

    /// The span that a moment belongs to; `nil` for times that the calendar cannot name.
    init?(_ unit: Unit, at date: Date) {
        let component: Calendar.Component = unit == .day ? .day : .month
        guard let interval = Self.calendar.dateInterval(of: component, for: date) else { return nil }
        let start = interval.start.formatted(.iso8601.year().month().day())
        firstDay = start
        name = unit == .day ? start : String(start.dropLast(3))
        milliseconds = Self.milliseconds(interval.start)..<Self.milliseconds(interval.end)
    }

    /// The month that a text names: `2026-11`.
    init?(month text: String) {
        guard text.wholeMatch(of: /\d{4}-\d\d/) != nil,
            let date = try? Date("\(text)-01T00:00:00Z", strategy: .iso8601)
        else { return nil }
        self.init(.month, at: date)
    }

    private static func milliseconds(_ date: Date) -> Int64 { Int64(date.timeIntervalSince1970 * 1000) }

    /// The span of a moment and those before it, the oldest first.
    static func last(_ count: Int, _ unit: Unit, until date: Date) -> [StatisticsSpan] {
        let component: Calendar.Component = unit == .day ? .day : .month
        return (0..<count).reversed().compactMap { distance in
            calendar.date(byAdding: component, value: -distance, to: date).flatMap { StatisticsSpan(unit, at: $0) }
        }
    }

    /// The months from one moment to another.
    static func months(from start: Date, to end: Date) -> [StatisticsSpan] {
        let distance = calendar.dateComponents([.month], from: start, to: end).month ?? 0
        // The clock of the database may be ahead, and a month that has just begun is not a month away.
        return last(max(distance, 0) + 2, .month, until: end).filter {
            $0.milliseconds.upperBound > milliseconds(start)
        }
    }
}
