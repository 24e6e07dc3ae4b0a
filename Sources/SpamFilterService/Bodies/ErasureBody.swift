public import FeedbackStore
import Foundation

/// The body of `POST /v1/erasures`: whose comments, or which, are to be forgotten.
struct ErasureBody: Decodable, Sendable {
    let ids: [String]?
    let authorEmail: String?
    let authorIP: String?
    let authorURL: String?
    let author: String?
    let site: String?
    let isDryRun: Bool

    private enum CodingKeys: String, CodingKey {
        case ids, author, site
        case authorEmail = "author_email"
        case authorIP = "author_ip"
        case authorURL = "author_url"
        case isDryRun = "dry_run"
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        ids = try container.decodeIfPresent([String].self, forKey: .ids)
        authorEmail = try container.decodeIfPresent(String.self, forKey: .authorEmail)
        authorIP = try container.decodeIfPresent(String.self, forKey: .authorIP)
        authorURL = try container.decodeIfPresent(String.self, forKey: .authorURL)
        author = try container.decodeIfPresent(String.self, forKey: .author)
        site = try container.decodeIfPresent(String.self, forKey: .site)
        isDryRun = try container.decodeIfPresent(Bool.self, forKey: .isDryRun) ?? false
    }

    /// The request that the store knows; without a site all sites are meant.
    func request(source: MarkSource) throws -> ErasureRequest {
        var request = ErasureRequest(source: source)
        guard ids?.count ?? 0 <= RequestLimits.idsPerMark else {
            throw Problem.invalidValue(field: "ids", detail: "At most \(RequestLimits.idsPerMark) ids at once.")
        }
        request.ids = try (ids ?? []).map { text in
            guard let id = CommentID(text) else { throw Problem.unknownComment(text.harmlessExcerpt) }
            return id
        }
        request.email = authorEmail
        request.ip = authorIP
        request.url = authorURL
        request.author = author
        if let site { request.sites = .only(site) }
        return request
    }
}

/// The receipt of an erasure, as clients get it.
public struct ErasureReceiptBody: Encodable, Sendable {
    let id: Int64?
    let erasedAt: String?
    let comments: Int
    let labels: Int
    let revision: Int64?
    /// The digest of the model before, as 16 hexadecimal digits.
    public let digestBefore: String?
    /// The digest of the model afterwards.
    public let digestAfter: String?
    let isOverwritten: Bool?
    let isDryRun: Bool?

    private enum CodingKeys: String, CodingKey {
        case id, comments, labels, revision
        case erasedAt = "erased_at"
        case digestBefore = "digest_before"
        case digestAfter = "digest_after"
        case isOverwritten = "overwritten"
        case isDryRun = "dry_run"
    }

    /// The receipt of what was done.
    ///
    /// - Parameters:
    ///   - erasure: What was done.
    ///   - isOverwritten: Whether the database has overwritten what it deleted.
    public init(_ erasure: Erasure, isOverwritten: Bool) {
        id = erasure.id
        erasedAt = Date(timeIntervalSince1970: Double(erasure.erasedAt) / 1000)
            .formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
        comments = erasure.comments
        labels = erasure.labels
        revision = erasure.revision
        digestBefore = String(digest: erasure.digestBefore)
        digestAfter = String(digest: erasure.digestAfter)
        self.isOverwritten = isOverwritten
        isDryRun = nil
    }

    /// What an erasure would find.
    public init(comments: Int, labels: Int) {
        self.comments = comments
        self.labels = labels
        isDryRun = true
        (id, erasedAt, revision, digestBefore, digestAfter, isOverwritten) = (nil, nil, nil, nil, nil, nil)
    }
}
