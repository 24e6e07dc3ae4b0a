import Foundation

/// A time as pages show it: in UTC, to the minute, and as machines read it.
struct Moment: Sendable {
    /// `2026-03-01 14:05 UTC`.
    let words: String
    /// RFC 3339.
    let machine: String

    /// Milliseconds since 1970.
    init(_ milliseconds: Int64) {
        let date = Date(timeIntervalSince1970: Double(milliseconds) / 1_000)
        machine = date.formatted(.iso8601)
        words = machine.prefix(10) + " " + machine.dropFirst(11).prefix(5) + " UTC"
    }

    /// The first millisecond of a day that is written as `2026-03-01`; `nil` for any other text.
    static func day(_ text: String) -> Int64? {
        guard text.utf8.count == 10, let date = try? Date(text + "T00:00:00Z", strategy: .iso8601) else { return nil }
        return Int64(date.timeIntervalSince1970 * 1_000)
    }
}
