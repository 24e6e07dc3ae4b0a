import SpamClassifier

/// A comment as clients send it and get it back: JSON in `snake_case`, everything but the content optional.
struct CommentBody: Codable, Sendable {
    var content: ContentText
    var author: String?
    var authorEmail: String?
    var authorURL: String?
    var authorIP: String?
    var userAgent: String?
    var referrer: String?
    var permalink: String?
    var type: String?
    var date: String?
    var language: String?
    var site: String?
    var context: String?
    var honeypot: String?
    var secondsToSubmit: SecondsValue?
    var role: String?
    var signals: String?

    private enum CodingKeys: String, CodingKey, CaseIterable {
        case content, author
        case authorEmail = "author_email"
        case authorURL = "author_url"
        case authorIP = "author_ip"
        case userAgent = "user_agent"
        case referrer, permalink, type, date, language, site, context, honeypot
        case secondsToSubmit = "seconds_to_submit"
        case role, signals
    }

    /// The names of all fields.
    static var fieldNames: Set<String> { Set(CodingKeys.allCases.map(\.rawValue)) }

    /// The comment that the classifier knows.
    ///
    /// - Parameter path: Where the comment stands in the body, with a point behind it.
    /// - Returns: The comment.
    /// - Throws: ``Problem/invalidValue(field:detail:)`` for a field that is too long.
    func comment(at path: String = "") throws(Problem) -> Comment {
        try refuseLongFields(at: path)
        var comment = Comment(content: content.text)
        comment.author = author
        comment.authorEmail = authorEmail
        comment.authorURL = authorURL
        comment.authorIP = authorIP
        comment.userAgent = userAgent
        comment.referrer = referrer
        comment.permalink = permalink
        comment.type = type
        comment.date = date
        comment.language = language
        comment.site = site
        comment.context = context
        comment.honeypot = honeypot
        comment.secondsToSubmit = secondsToSubmit?.seconds
        comment.role = role
        comment.signals = signals
        return comment
    }

    /// A body with a content alone.
    init(content: ContentText) {
        self.content = content
    }

    private func refuseLongFields(at path: String) throws(Problem) {
        let fields: [(CodingKeys, String?)] = [
            (.author, author), (.authorEmail, authorEmail), (.authorURL, authorURL), (.authorIP, authorIP),
            (.userAgent, userAgent), (.referrer, referrer), (.permalink, permalink), (.type, type), (.date, date),
            (.language, language), (.site, site), (.context, context), (.honeypot, honeypot),
            (.role, role), (.signals, signals),
        ]
        for (key, text) in fields {
            let limit =
                switch key {
                case .context: RequestLimits.context
                case .site: RequestLimits.name
                default: RequestLimits.field
                }
            // Bytes are counted first, because that is free; there are at least as many as characters.
            guard let text, text.utf8.count > limit, text.unicodeScalars.count > limit else { continue }
            let field = path + key.rawValue
            throw .invalidValue(field: field, detail: "The field \"\(field)\" may have \(limit) characters at most.")
        }
    }

    init(_ comment: Comment) {
        content = ContentText(text: comment.content)
        author = comment.author
        authorEmail = comment.authorEmail
        authorURL = comment.authorURL
        authorIP = comment.authorIP
        userAgent = comment.userAgent
        referrer = comment.referrer
        permalink = comment.permalink
        type = comment.type
        date = comment.date
        language = comment.language
        site = comment.site
        context = comment.context
        honeypot = comment.honeypot
        secondsToSubmit = comment.secondsToSubmit.map(SecondsValue.init)
        role = comment.role
        signals = comment.signals
    }
}

/// The body of `POST /v1/comments`: a comment, and whether it should leave no trace.
struct SubmissionBody: Decodable, Sendable {
    let comment: CommentBody
    let isDryRun: Bool

    init(comment: CommentBody, isDryRun: Bool) {
        self.comment = comment
        self.isDryRun = isDryRun
    }

    private enum CodingKeys: String, CodingKey {
        case isDryRun = "dry_run"
    }

    init(from decoder: any Decoder) throws {
        comment = try CommentBody(from: decoder)
        isDryRun =
            try decoder.container(keyedBy: CodingKeys.self).decodeIfPresent(Bool.self, forKey: .isDryRun) ?? false
    }
}

/// The text of a comment; clients may not leave it empty.
struct ContentText: Codable, Sendable {
    let text: String

    init(text: String) {
        self.text = text
    }

    init(from decoder: any Decoder) throws {
        text = try decoder.singleValueContainer().decode(String.self)
        guard !text.isEmpty else {
            throw Problem.invalidValue(at: decoder.codingPath, detail: "The content of a comment may not be empty.")
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

/// A time span in seconds; a number beyond the range of `Double` is the field's fault, not the whole body's.
struct SecondsValue: Codable, Sendable {
    let seconds: Double

    init(seconds: Double) {
        self.seconds = seconds
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        do {
            seconds = try container.decode(Double.self)
        } catch let error as DecodingError {
            // A wrong type, which names the field by itself.
            throw error
        } catch {
            throw Problem.invalidValue(at: decoder.codingPath, detail: "The number is out of range or malformed.")
        }
        guard abs(seconds) <= RequestLimits.seconds else {
            throw Problem.invalidValue(
                at: decoder.codingPath,
                detail: "A time span has \(Int(RequestLimits.seconds)) seconds at most, before or after."
            )
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(seconds)
    }
}
