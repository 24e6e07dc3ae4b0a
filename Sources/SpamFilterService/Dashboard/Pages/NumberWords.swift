import Foundation

/// How pages write numbers, sizes and times.
enum NumberWords {
    /// A count with commas between thousands.
    static func count(_ number: some BinaryInteger) -> String {
        let digits = Array(String(number.magnitude))
        let groups = stride(from: digits.count, to: 0, by: -3).map { String(digits[max(0, $0 - 3)..<$0]) }
        return (number < 0 ? "−" : "") + groups.reversed().joined(separator: ",")
    }

    /// A count and what is counted: “1 comment”, “2 comments”.
    static func count(_ number: Int, _ noun: String) -> String { "\(count(number)) \(noun)\(number == 1 ? "" : "s")" }

    /// A share in percent, with one decimal, or as many as a small share needs; a dash if there is none.
    static func percent(_ share: Double?) -> String {
        guard let share, share.isFinite else { return "–" }
        let percent = share * 100
        return percent != 0 && abs(percent) < 0.95 ? fixed(percent, 2) + " %" : fixed(percent, 1) + " %"
    }

    /// A number with so many decimals; a dash if there is none.
    static func fixed(_ number: Double?, _ decimals: Int) -> String {
        guard let number, number.isFinite else { return "–" }
        return String(format: "%.\(decimals)f", number)
    }

    /// A size in bytes, kB, MB or GB.
    static func bytes(_ bytes: Int64) -> String {
        var size = Double(bytes)
        for unit in ["bytes", "kB", "MB", "GB"] {
            if size < 1_000 || unit == "GB" { return unit == "bytes" ? "\(bytes) bytes" : fixed(size, 1) + " \(unit)" }
            size /= 1_000
        }
        return "\(bytes) bytes"
    }

    /// A time to the minute, in UTC; given in milliseconds since 1970.
    static func time(_ milliseconds: Int64) -> String {
        let text = Date(timeIntervalSince1970: Double(milliseconds / 1_000)).formatted(.iso8601)
        return "\(text.prefix(10)) \(text.dropFirst(11).prefix(5)) UTC"
    }

    /// A day, in UTC; given in milliseconds since 1970.
    static func day(_ milliseconds: Int64) -> String { String(time(milliseconds).prefix(10)) }
}
