import SpamClassifier

/// A field that may give a label away.
public enum LintField: String, Sendable, Hashable, CaseIterable {
    /// The author's name.
    case author
    /// The author's e-mail address.
    case authorEmail = "author_email"
    /// The author's web address.
    case authorURL = "author_url"
    /// The author's network address.
    case authorIP = "author_ip"
    /// The author's browser.
    case userAgent = "user_agent"
    /// The page commented on.
    case permalink
    /// The kind of submission.
    case type
    /// The language.
    case language
    /// When the comment was sent.
    case date

    /// What the field holds; `nil` if it is absent, empty or white space.
    func text(of comment: Comment) -> String? {
        let text =
            switch self {
            case .author: comment.author
            case .authorEmail: comment.authorEmail
            case .authorURL: comment.authorURL
            case .authorIP: comment.authorIP
            case .userAgent: comment.userAgent
            case .permalink: comment.permalink
            case .type: comment.type
            case .language: comment.language
            case .date: comment.date
            }
        guard let text, !text.allSatisfy(\.isWhitespace) else { return nil }
        return text
    }
}

/// Something that can be said of a field without regard to what the comment says.
public struct FieldTrait: Sendable, Hashable {
    /// What can be said.
    public enum Shape: Sendable, Hashable {
        /// The field is absent, or holds nothing.
        case empty
        /// The field holds something.
        case filled
        /// The field holds this, in lower case.
        case value(String)
        /// The host in the field has this top-level domain.
        case topLevelDomain(String)
        /// The address begins so: two bytes of IPv4, three groups of IPv6, the widest network that the classifier sees.
        case network(String)
    }

    /// The field.
    public var field: LintField
    /// What is said of it.
    public var shape: Shape

    /// Makes a trait.
    public init(field: LintField, shape: Shape) {
        self.field = field
        self.shape = shape
    }

    /// Whether the trait says no more than whether the field is filled.
    var isPresence: Bool { shape == .empty || shape == .filled }
}

extension FieldTrait: Comparable {
    /// Fields in the order of their declaration; in a field, empty, filled, then the values in alphabetical order.
    public static func < (one: FieldTrait, other: FieldTrait) -> Bool { one.place < other.place }

    private var place: (Int, Int, String) {
        let field = LintField.allCases.firstIndex(of: field) ?? 0
        return switch shape {
        case .empty: (field, 0, "")
        case .filled: (field, 1, "")
        case .value(let text), .topLevelDomain(let text), .network(let text): (field, 2, text)
        }
    }
}

extension FieldTrait {
    /// The traits of a field of a comment.
    static func traits(of comment: Comment, field: LintField) -> [FieldTrait] {
        guard let text = field.text(of: comment) else { return [FieldTrait(field: field, shape: .empty)] }
        let shape: Shape? =
            switch field {
            case .type, .language: .value(text.lowercased())
            case .authorEmail, .authorURL, .permalink: topLevelDomain(in: text).map { .topLevelDomain($0) }
            case .authorIP: network(of: text).map { .network($0) }
            case .author, .userAgent, .date: nil
            }
        return ([.filled] + (shape.map { [$0] } ?? [])).map { FieldTrait(field: field, shape: $0) }
    }

    /// The last label of the host in a web or e-mail address; `nil` if there is no dot, or if the host is a number.
    private static func topLevelDomain(in address: String) -> String? {
        var rest = address[...]
        if let scheme = address.firstRange(of: "://") { rest = rest[scheme.upperBound...] }
        rest = rest.prefix { !"/?#".contains($0) }
        if let at = rest.lastIndex(of: "@") { rest = rest[rest.index(after: at)...] }
        let labels = rest.prefix { $0 != ":" }.split(separator: ".")
        guard labels.count > 1, let last = labels.last, last.contains(where: \.isLetter) else { return nil }
        return last.lowercased()
    }

    private static func network(of address: String) -> String? {
        let isIPv6 = address.contains(":")
        let separator: Character = isIPv6 ? ":" : "."
        let groups = address.lowercased().split(separator: separator, omittingEmptySubsequences: false)
        let count = isIPv6 ? 3 : 2
        guard groups.count > count else { return nil }
        return groups.prefix(count).joined(separator: String(separator)) + String(separator)
    }
}
