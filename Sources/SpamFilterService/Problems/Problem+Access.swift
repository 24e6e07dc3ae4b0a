import FeedbackStore

extension Problem {
    /// The words for a request without a key, with a wrong one, or with one that does not reach.
    var accessDocument: ProblemDocument {
        switch self {
        case .keyRequired:
            ProblemDocument(
                "key-required",
                "A key is required",
                status: 401,
                detail: "Send a key as \"Authorization: Bearer …\"; \"hamlet keys create\" makes one.",
                challenge: "Bearer realm=\"hamlet\""
            )
        case .unknownKey:
            ProblemDocument(
                "unknown-key",
                "The key is not good",
                status: 401,
                detail: "The key was never given out, or it was revoked, or it is for another kind of client.",
                challenge: "Bearer realm=\"hamlet\", error=\"invalid_token\""
            )
        case .roleRequired(let role):
            ProblemDocument(
                "role-required",
                "The key does not reach so far",
                status: 403,
                detail: "This route asks for a key of the role \"\(role.rawValue)\" or a higher one."
            )
        default:
            ProblemDocument(
                "foreign-site",
                "The key is bound to another site",
                status: 403,
                detail: "The key opens one site only, and the request is about another, or about all of them."
            )
        }
    }
}
