/// What a person or a dataset says a comment is.
public enum Label: UInt8, Sendable, Hashable, CaseIterable {
    /// An honest comment.
    case ham = 0
    /// An unwanted comment.
    case spam = 1
}

extension Label {
    /// The label of the other class.
    public var opposite: Label { self == .spam ? .ham : .spam }

    /// The word that every surface uses for the label: `ham` or `spam`.
    public var name: String { self == .spam ? "spam" : "ham" }

    /// Reads ``name`` back; `nil` for any other word.
    ///
    /// Upper and lower case count alike.
    public init?(name: some StringProtocol) {
        switch name.lowercased() {
        case "ham": self = .ham
        case "spam": self = .spam
        default: return nil
        }
    }
}

extension Label: CustomStringConvertible {
    /// The same word as ``name``.
    public var description: String { name }
}
