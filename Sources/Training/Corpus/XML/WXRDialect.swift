import SpamClassifier

/// An export of WordPress: the comments stand in the items of a channel, each behind the title of its post.
struct WXRDialect: XMLDialect {
    static let root = "rss"

    let elements: Set<String> = ["wp:comment", "title", "link", "excerpt:encoded"]

    private var page = PageWords()

    mutating func open(_ name: String) {
        if name == "item" { page = PageWords() }
    }

    mutating func take(_ element: XMLNode) -> XMLComment? {
        switch element.name {
        case "title": page.title = element.text
        case "excerpt:encoded": page.excerpt = element.text
        case "link": page.link = element.text.trimmed
        default: return comment(element)
        }
        return nil
    }

    private func comment(_ element: XMLNode) -> XMLComment {
        var comment = Comment(content: element.child("wp:comment_content")?.text ?? "")
        comment.author = element.text(of: "wp:comment_author")
        comment.authorEmail = element.text(of: "wp:comment_author_email")
        comment.authorURL = element.text(of: "wp:comment_author_url")
        comment.authorIP = element.text(of: "wp:comment_author_IP")
        comment.date = element.text(of: "wp:comment_date_gmt").flatMap(Self.time)
        comment.type = element.text(of: "wp:comment_type")
        comment.permalink = page.link.isEmpty ? nil : page.link
        comment.context = page.context
        return XMLComment(comment: comment, id: element.text(of: "wp:comment_id"), label: Self.label(of: element))
    }

    /// What a moderator told Akismet, or else the state of the comment.
    ///
    /// What Akismet found by itself (`akismet_result`) is nobody's decision and not looked at.
    private static func label(of element: XMLNode) -> Result<Label, CorpusOmission> {
        let decision = element.children.last { child in
            child.name == "wp:commentmeta" && child.text(of: "wp:meta_key") == "akismet_user_result"
        }
        switch decision?.text(of: "wp:meta_value") {
        case "true": return .success(.spam)
        case "false": return .success(.ham)
        default: break
        }
        switch element.text(of: "wp:comment_approved") {
        case "1", "approve", "approved": return .success(.ham)
        case "spam": return .success(.spam)
        case "trash", "post-trashed": return .failure(.trashed)
        default: return .failure(.pending)
        }
    }

    /// A time of WordPress, which is in GMT here, as RFC 3339 writes it; `nil` for the time that stands for none.
    private static func time(_ text: String) -> String? {
        guard text.utf8.count == 19, !text.hasPrefix("0000") else { return nil }
        return text.split(separator: " ").joined(separator: "T") + "Z"
    }
}
