import SpamClassifier

extension AkismetForm {
    /// The comment that the call is about.
    ///
    /// Everything is optional. The form fields and server variables that clients send along are looked at for what
    /// they say about the submission, and not kept. The site is given, for the key decides about it.
    func comment(of site: String?) -> Comment {
        var comment = Comment(content: unslashed("comment_content") ?? "")
        comment.site = site
        comment.author = unslashed("comment_author")
        comment.authorEmail = unslashed("comment_author_email")
        comment.authorURL = unslashed("comment_author_url")
        comment.authorIP = first("user_ip", "comment_author_IP")
        comment.userAgent = first("user_agent", "comment_agent")
        comment.referrer = self["referrer"]
        comment.permalink = self["permalink"]
        comment.type = first("comment_type", "content_type")
        comment.date = self["comment_date_gmt"].flatMap(SubmissionTime.init)?.text
        comment.language = self["blog_lang"].flatMap(Self.language)
        let context = all("comment_context")
        comment.context = context.isEmpty ? nil : context.joined(separator: "\n")
        comment.role = self["user_role"]
        comment.honeypot = honeypot
        comment.secondsToSubmit = secondsToSubmit
        comment.signals = signals
        return comment
    }

    /// Whether an administrator of the site wrote the comment.
    var isByAdministrator: Bool {
        self["user_role"]?.lowercased().split(separator: ",").contains { $0.trimmingSpaces == "administrator" } ?? false
    }

    /// A text that the visitor typed; `nil` if it is missing or empty.
    private func unslashed(_ name: String) -> String? {
        guard let text = raw(name), !text.isEmpty else { return nil }
        return isWordPress ? Slashes.removed(from: text) : text
    }

    /// The first of a list of languages, `en_US, fr`, as BCP 47 writes it.
    private static func language(_ list: String) -> String? {
        let first = list.split { $0 == "," || $0.isWhitespace }.first
        return first.map { String($0).replacing("_", with: "-") }
    }
}

/// A time of submission as clients write it.
struct SubmissionTime {
    /// The time in the form of RFC 3339.
    let text: String

    /// Reads a time with or without fractions of a second and zone, and with a space in place of the `T`.
    ///
    /// A time without a zone is UTC. `nil` for anything else.
    init?(_ text: String) {
        let pattern = /(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d(?:\.\d{1,9})?)(Z|z|[+-]\d\d:\d\d)?/
        guard let match = text.wholeMatch(of: pattern) else { return nil }
        self.text = "\(match.1)T\(match.2)\(match.3?.uppercased() ?? "Z")"
    }
}
