import FeedbackStore
import SpamClassifier

/// Whose comments, or which, are to be forgotten, as the page's form says it.
struct ErasureForm: Sendable {
    /// A field that was filled in.
    struct Field: Sendable {
        let name: String
        let value: String
    }

    let email: String
    let ip: String
    let url: String
    let author: String
    let ids: String
    let siteName: String

    /// Reads a form; what is missing is empty.
    init(_ form: PageForm) {
        email = form["email"] ?? ""
        ip = form["ip"] ?? ""
        url = form["url"] ?? ""
        author = form["author"] ?? ""
        ids = form["ids"] ?? ""
        siteName = form["site"] ?? ""
    }

    /// The fields that were filled in, to be sent again with the confirmation.
    var filled: [Field] {
        [("email", email), ("ip", ip), ("url", url), ("author", author), ("ids", ids), ("site", siteName)]
            .filter { !$0.1.isEmpty }.map { Field(name: $0.0, value: $0.1) }
    }

    /// The request that the store knows.
    ///
    /// - Throws: ``Problem`` if nothing or something unknown is named, or a comment of another site than that of the key.
    func request(_ access: Access, _ filter: SpamFilter) async throws -> ErasureRequest {
        var request = ErasureRequest(source: access.source)
        let words = ids.split { $0 == "," || $0.isWhitespace }
        guard words.count <= RequestLimits.idsPerMark else {
            throw Problem.invalidValue(field: "ids", detail: "At most \(RequestLimits.idsPerMark) ids at once.")
        }
        request.ids = try words.map { word in
            guard let id = CommentID(String(word)) else {
                throw Problem.invalidValue(
                    field: "ids",
                    detail: "“\(String(word).harmlessExcerpt)” is not the id of a comment: those have 26 letters and "
                        + "digits."
                )
            }
            return id
        }
        request.email = email.isEmpty ? nil : email
        request.ip = ip.isEmpty ? nil : ip
        request.url = url.isEmpty ? nil : url
        request.author = author.isEmpty ? nil : author
        guard !request.isEmpty else {
            throw Problem.invalidValue(field: "email", detail: "Fill in at least one field that says what to forget.")
        }
        request.sites = try access.sites(siteName.isEmpty ? nil : siteName)
        if access.site != nil {
            for id in request.ids { try access.requireSite(try await filter.comment(id).comment.site) }
        }
        return request
    }
}
