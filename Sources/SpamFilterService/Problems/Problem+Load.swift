extension Problem {
    /// The words for a request that came at a bad moment.
    var loadDocument: ProblemDocument {
        switch self {
        case .tooManyRequests(let seconds):
            ProblemDocument(
                "too-many-requests",
                "Too many requests with this key",
                status: 429,
                detail: "The key has used up its requests; wait before the next one.",
                retryAfter: seconds
            )
        default:
            ProblemDocument(
                "overloaded",
                "The service has too much to do",
                status: 503,
                detail: "Too many requests are being answered at the moment. Nothing was changed; try again.",
                retryAfter: 1
            )
        }
    }
}
