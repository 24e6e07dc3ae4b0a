import SpamClassifier

/// A message as a comment.
struct MailMessage {
    let headers: MailHeaders
    private let body: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) {
        (headers, body) = MailHeaders.divided(bytes[...])
    }

    /// The subject and the text as the content, and the author of `From`.
    var comment: Comment {
        let text = MailText(headers: headers, body: body).text
        let subject = headers.text("subject")?.trimmed ?? ""
        var comment = Comment(content: subject.isEmpty ? text : text.isEmpty ? subject : subject + "\n\n" + text)
        let author = headers.text("from").map(MailAddress.init)
        comment.author = author?.name
        comment.authorEmail = author?.address
        comment.date = headers.text("date")?.trimmed
        return comment
    }

    /// The id that the sender gave the message, without its angle brackets.
    var id: String? {
        let id = headers.text("message-id")?.filter { $0 != "<" && $0 != ">" && !$0.isWhitespace } ?? ""
        return id.isEmpty ? nil : id
    }

    /// What a filter on the way wrote into the headers.
    var filtersLabel: Label? {
        for name in ["x-spam-flag", "x-spam-status", "x-spam"] {
            let word = headers.text(name)?.trimmed.prefix { $0.isLetter }.lowercased()
            switch word {
            case "yes", "true", "spam": return .spam
            case "no", "false", "ham": return .ham
            default: continue
            }
        }
        return nil
    }
}
