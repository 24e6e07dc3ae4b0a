import SpamClassifier

/// An export of Disqus: first the threads, one a page, then the comments of all of them.
struct DisqusDialect: XMLDialect {
    static let root = "disqus"

    let elements: Set<String> = ["thread", "post"]

    private var threads: [String: PageWords] = [:]

    /// The pages of more threads are not kept, so that memory stays bounded.
    private static let mostThreads = 100_000
    private static let longestLink = 1_024
    private static let longestTitle = 256

    func open(_ name: String) {}

    mutating func take(_ element: XMLNode) -> XMLComment? {
        guard element.name == "thread" else { return comment(element) }
        if let id = element.attributes["dsq:id"], threads.count < Self.mostThreads {
            let link = element.text(of: "link") ?? ""
            let title = element.text(of: "title") ?? ""
            threads[id] = PageWords(
                title: String(title.prefix(Self.longestTitle)),
                link: link.utf8.count > Self.longestLink ? "" : link
            )
        }
        return nil
    }

    private func comment(_ element: XMLNode) -> XMLComment {
        var comment = Comment(content: element.child("message")?.text ?? "")
        let author = element.child("author")
        comment.author = author?.text(of: "name")
        comment.authorEmail = author?.text(of: "email")
        comment.authorIP = element.text(of: "ipAddress")
        comment.date = element.text(of: "createdAt")
        let page = element.child("thread")?.attributes["dsq:id"].flatMap { threads[$0] }
        comment.permalink = page.flatMap { $0.link.isEmpty ? nil : $0.link }
        comment.context = page?.context
        let isSpam = element.text(of: "isSpam") == "true"
        let isDeleted = element.text(of: "isDeleted") == "true"
        return XMLComment(
            comment: comment,
            id: element.attributes["dsq:id"],
            label: isSpam ? .success(.spam) : isDeleted ? .failure(.deleted) : .success(.ham)
        )
    }
}
