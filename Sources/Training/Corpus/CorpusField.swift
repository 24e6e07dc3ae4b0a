import SpamClassifier

/// A field that a row of a corpus can have, with the names that files give it.
enum CorpusField: String, CaseIterable {
    case id, content, label
    /// A label that is true for ham.
    case ham
    /// A name that may mean the label or the kind of submission; the values decide.
    case type
    case author, authorEmail, authorURL, authorIP, userAgent, referrer, permalink, date, language, site, context
    case honeypot, secondsToSubmit

    /// The names in the order in which they are believed, reduced by ``reduced(_:)``.
    ///
    /// Besides plain names these are the ones of the YouTube and SMS spam collections, of WordPress tables and of the
    /// Akismet protocol.
    var names: [String] {
        switch self {
        case .id: ["id", "commentid", "messageid", "uuid", "uid", "rowid", "key"]
        case .content:
            [
                "content", "commentcontent", "text", "commenttext", "message", "messagetext", "body", "commentbody",
                "comment",
                "commenthtml", "sms", "tweet", "post", "review", "emailtext",
            ]
        case .label: ["label", "isspam", "spam", "class", "labels", "target", "verdict", "category", "y", "spamorham"]
        case .ham: ["isham", "ham", "islegit", "islegitimate", "notspam"]
        case .type: ["type", "commenttype", "kind"]
        case .author: ["author", "commentauthor", "authorname", "name", "username", "user", "sender", "from"]
        case .authorEmail: ["authoremail", "commentauthoremail", "email", "useremail", "senderemail"]
        case .authorURL: ["authorurl", "commentauthorurl", "authorwebsite", "website", "homepage", "url"]
        case .authorIP: ["authorip", "commentauthorip", "userip", "ip", "ipaddress", "remoteaddr"]
        case .userAgent: ["useragent", "commentagent", "agent"]
        case .referrer: ["referrer", "referer"]
        case .permalink: ["permalink", "posturl", "pageurl", "page", "link"]
        case .date:
            ["date", "commentdategmt", "commentdate", "createdat", "publishedat", "time", "timestamp", "datetime"]
        case .language: ["language", "lang", "bloglang", "locale"]
        case .site: ["site", "blog", "tenant"]
        case .context: ["context", "title", "posttitle", "commentcontext", "videotitle"]
        case .honeypot: ["honeypot", "honeypotvalue"]
        case .secondsToSubmit: ["secondstosubmit", "formseconds"]
        }
    }

    /// A name without case, spaces and punctuation, so that `COMMENT_ID`, `commentId` and `Comment ID` are one.
    static func reduced(_ name: some StringProtocol) -> String {
        String(name.lowercased().filter { $0.isLetter || $0.isNumber })
    }

    /// The fields that some names mean, by the index of the name.
    ///
    /// A name means one field, and a field has one name: the one believed most.
    static func fields(of names: [String]) -> [CorpusField: Int] {
        let reducedNames = names.map { reduced($0) }
        var found: [CorpusField: Int] = [:]
        var taken: Set<Int> = []
        for field in allCases {
            for name in field.names {
                guard let index = reducedNames.firstIndex(of: name), !taken.contains(index) else { continue }
                found[field] = index
                taken.insert(index)
                break
            }
        }
        return found
    }

    /// Whether a name means any field.
    static func knows(_ name: some StringProtocol) -> Bool { known.contains(reduced(name)) }

    private static let known = Set(allCases.flatMap(\.names))
}

extension CorpusField {
    /// Puts a text into the comment's field; fields that are not of the comment are passed over.
    func set(_ text: String, in comment: inout Comment) {
        guard !text.isEmpty else { return }
        switch self {
        case .content: comment.content = text
        case .type: comment.type = text
        case .author: comment.author = text
        case .authorEmail: comment.authorEmail = text
        case .authorURL: comment.authorURL = text
        case .authorIP: comment.authorIP = text
        case .userAgent: comment.userAgent = text
        case .referrer: comment.referrer = text
        case .permalink: comment.permalink = text
        case .date: comment.date = text
        case .language: comment.language = text
        case .site: comment.site = text
        case .context: comment.context = text
        case .honeypot: comment.honeypot = text
        case .secondsToSubmit: comment.secondsToSubmit = Double(text)
        case .id, .label, .ham: break
        }
    }
}
