import Foundation

/// A time as exports write it: RFC 3339 in UTC, exact to the millisecond.
struct ExchangeTime: Hashable {
    var milliseconds: Int64
}

extension ExchangeTime: LosslessStringConvertible {
    /// Reads ``description`` back; `nil` for any other text.
    init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].count == 4, parts[1].last == "Z", let rest = Int64(parts[1].dropLast()),
            rest >= 0, let date = try? Date(parts[0] + "Z", strategy: .iso8601)
        else { return nil }
        milliseconds = Int64(date.timeIntervalSince1970.rounded()) * 1_000 + rest
    }

    /// The date, the time, and three digits of the second, whole numbers all of them: no rounding can creep in.
    var description: String {
        let (seconds, rest) = milliseconds.quotientAndRemainder(dividingBy: 1_000)
        let whole = rest < 0 ? seconds - 1 : seconds
        let thousandths = String((rest + 1_000) % 1_000)
        let date = Date(timeIntervalSince1970: Double(whole)).formatted(.iso8601).dropLast()
        return "\(date).\(String(repeating: "0", count: 3 - thousandths.count))\(thousandths)Z"
    }
}

extension ExchangeTime: Codable {
    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let time = ExchangeTime(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no time in UTC with milliseconds")
        }
        self = time
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
