import Foundation

/// How numbers are written in reports.
enum NumberStyle {
    /// So many digits behind the point.
    case fixed(Int)
    /// A share in percent, with so many digits behind the point.
    case percent(Int)

    /// The number in digits; an en dash if there is none.
    func text(_ value: Double?) -> String {
        guard let value, value.isFinite else { return "–" }
        switch self {
        case .fixed(let digits): return String(format: "%.\(digits)f", value)
        case .percent(let digits): return String(format: "%.\(digits)f %%", 100 * value)
        }
    }
}
