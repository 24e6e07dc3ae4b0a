public import SpamClassifier

/// A labelled comment of a dataset, and where it stands.
public struct LintRow: Sendable, Hashable {
    /// The category whose rows may resemble one another: variants of one message, as a campaign sends them.
    public static let campaign = "campaign"

    /// The file, as it was named.
    public var file: String
    /// The line on which the row begins; the first line of a file is 1.
    public var line: Int
    /// The file's own id of the row; `nil` if it has none.
    public var id: String?
    /// The comment.
    public var comment: Comment
    /// What the file says the comment is.
    public var label: Label
    /// What kind of comment the row says it is; `nil` if it says nothing, and in tables.
    public var category: String?
    /// The keys of the row's JSON object; `nil` in tables, whose rows all have the same columns.
    public var keys: Set<String>?

    /// Makes a row from its parts.
    public init(
        file: String,
        line: Int,
        id: String? = nil,
        comment: Comment,
        label: Label,
        category: String? = nil,
        keys: Set<String>? = nil
    ) {
        self.file = file
        self.line = line
        self.id = id
        self.comment = comment
        self.label = label
        self.category = category
        self.keys = keys
    }
}

extension LintRow {
    /// Whether the row may resemble others.
    public var isCampaign: Bool { category == Self.campaign }

    /// The primary language, in lower case: `pt` for `pt-BR`; `nil` if the row names none.
    public var language: String? {
        let primary = comment.language?.prefix { $0 != "-" && $0 != "_" }.lowercased() ?? ""
        return primary.isEmpty ? nil : primary
    }
}
