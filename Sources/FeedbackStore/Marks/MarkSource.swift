/// Who or what marked a comment.
public enum MarkSource: Sendable, Hashable {
    /// A moderator through the API, by name if it is known.
    case moderator(String?)
    /// The command line.
    case commandLine
    /// A dataset of this name, when it was imported or removed.
    case dataset(String)
    /// A client that speaks the Akismet protocol.
    case akismet
    /// The moderation dashboard.
    case dashboard
}

extension MarkSource: LosslessStringConvertible {
    /// Reads ``description`` back; `nil` for any other text.
    public init?(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let name = parts.count > 1 ? String(parts[1]) : nil
        switch (parts.first, name) {
        case ("moderator", _): self = .moderator(name)
        case ("commandLine", nil): self = .commandLine
        case ("dataset", let name?): self = .dataset(name)
        case ("akismet", nil): self = .akismet
        case ("dashboard", nil): self = .dashboard
        default: return nil
        }
    }

    /// The text that the log keeps: the ``kind``, and behind a colon the name if there is one.
    public var description: String {
        switch self {
        case .moderator(let name?), .dataset(let name): "\(kind):\(name)"
        case .moderator(nil), .commandLine, .akismet, .dashboard: kind
        }
    }

    /// The source without a name: `moderator`, `commandLine`, `dataset`, `akismet` or `dashboard`.
    public var kind: String {
        switch self {
        case .moderator: "moderator"
        case .commandLine: "commandLine"
        case .dataset: "dataset"
        case .akismet: "akismet"
        case .dashboard: "dashboard"
        }
    }
}
