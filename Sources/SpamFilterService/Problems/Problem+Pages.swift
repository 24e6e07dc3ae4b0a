extension Problem {
    /// The words for a visit to the dashboard that leads nowhere.
    var pageDocument: ProblemDocument {
        switch self {
        case .loginRequired:
            ProblemDocument(
                "login-required",
                "Please log in",
                status: 401,
                detail: "This page is for moderators. Log in with a key of the role \"moderate\" or \"admin\"; "
                    + "a session ends after twelve hours, or when its key is revoked.",
                challenge: "Bearer realm=\"hamlet\""
            )
        case .loginRefused:
            ProblemDocument(
                "login-refused",
                "That key does not open the dashboard",
                status: 401,
                detail: "It was never given out, or it was revoked, or its role is only \"check\". "
                    + "\"hamlet keys create --role moderate\" makes one that does.",
                challenge: "Bearer realm=\"hamlet\""
            )
        case .tooManyLogins(let seconds):
            ProblemDocument(
                "too-many-logins",
                "Too many wrong keys",
                status: 429,
                detail: "Several wrong keys came from your address. Try again in \(seconds) seconds.",
                retryAfter: seconds
            )
        case .staleForm:
            ProblemDocument(
                "stale-form",
                "The form was too old",
                status: 403,
                detail: "It was not sent from a page of this session. Nothing was changed: "
                    + "go back, load the page again, and repeat what you did."
            )
        default:
            ProblemDocument(
                "strange-host",
                "The dashboard needs a key here",
                status: 403,
                detail: "While no key was created the dashboard opens only at an address of this machine, such as "
                    + "http://127.0.0.1. Create a key with \"hamlet keys create --role admin\" to use it by another name."
            )
        }
    }
}
