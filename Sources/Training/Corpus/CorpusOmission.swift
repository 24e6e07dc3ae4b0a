/// Why a comment has no label, though nothing is wrong with it.
public enum CorpusOmission: Error, Sendable, Hashable, CaseIterable {
    /// Nobody has approved or refused the comment yet.
    case pending
    /// The comment or message is in the trash, which is no word on whether it is spam.
    case trashed
    /// The comment was deleted, and not as spam.
    case deleted
    /// The message was never sent.
    case draft
}

extension CorpusOmission: CustomStringConvertible {
    /// What is the matter with such comments, to stand behind their number: “waiting for moderation”.
    public var description: String {
        switch self {
        case .pending: "waiting for moderation"
        case .trashed: "in the trash"
        case .deleted: "deleted"
        case .draft: "never sent"
        }
    }
}
