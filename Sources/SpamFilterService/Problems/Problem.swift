import FeedbackStore
import Foundation

/// Why a request was not done, as facts; ``Problem/document`` has the words.
enum Problem: Error, Sendable, Hashable {
    /// The model is not built yet.
    case starting
    /// Too many requests are being answered.
    case overloaded
    /// A key sends too many requests.
    case tooManyRequests(retryAfter: Int)
    /// The service ends, and takes no new work.
    case draining
    /// The database takes no changes for this reason, since this time in milliseconds since 1970.
    case notReady(StoreObstacle, since: Int64)
    /// The body is no JSON.
    case malformedJSON(detail: String)
    /// A field that must be there is not.
    case missingField(String)
    /// A field, or with `nil` the whole body, has a value of the wrong type.
    case wrongType(field: String?, expected: String)
    /// A field has a value that is not allowed.
    case invalidValue(field: String, detail: String)
    /// The body is longer than the limit.
    case bodyTooLarge(limit: Int)
    /// No key was sent.
    case keyRequired
    /// A key was sent that is not good.
    case unknownKey
    /// The key is good for less.
    case roleRequired(Role)
    /// The key is good for another site.
    case foreignSite
    /// The page is for those who have logged in.
    case loginRequired
    /// The key that was typed in does not let anybody in.
    case loginRefused
    /// Too many wrong keys came from one address.
    case tooManyLogins(retryAfter: Int)
    /// A form came without the token of its page, or too late.
    case staleForm
    /// The open dashboard was called by a name that is not this machine's.
    case strangeHost
    /// The body says that it is something else than JSON.
    case unsupportedMediaType
    /// A request with the same `Idempotency-Key` is being done.
    case repeatInProgress
    /// The `Idempotency-Key` was used for another request.
    case repeatDiffers
    /// The path names no comment that is known here.
    case unknownComment(String)
    /// No route has this path.
    case unknownRoute
    /// The route does not know this method.
    case methodNotAllowed(allowed: [String])
    /// The database cannot take the mark at the moment.
    case storeUnavailable(StoreObstacle)
    /// Datasets or comments came and went faster than a refit could follow.
    case labelsMoving
    /// A mark is on disk, but the model could not follow it.
    case markNotInForce
    /// Something that should not happen; the log says what.
    case unexpected
}

/// A problem document: RFC 9457.
struct ProblemDocument: Sendable, Encodable {
    let type: String
    let title: String
    let status: Int
    let detail: String
    /// The field of the body or the query at fault.
    var field: String?
    /// When another try is worth it, in seconds; sent as `Retry-After`.
    var retryAfter: Int?
    /// The methods that the path is served for; sent as `Allow`.
    var allow: String?
    /// How to show who one is; sent as `WWW-Authenticate`.
    var challenge: String?

    private enum CodingKeys: String, CodingKey {
        case type, title, status, detail, field
    }

    init(
        _ kind: String,
        _ title: String,
        status: Int,
        detail: String,
        field: String? = nil,
        retryAfter: Int? = nil,
        allow: String? = nil,
        challenge: String? = nil
    ) {
        type = "urn:hamlet:problem:" + kind
        self.title = title
        self.status = status
        self.detail = detail
        self.field = field
        self.retryAfter = retryAfter
        self.allow = allow
        self.challenge = challenge
    }
}

extension Problem {
    /// The words for people, and the status.
    var document: ProblemDocument {
        switch self {
        case .starting:
            ProblemDocument(
                "starting",
                "The service is starting",
                status: 503,
                detail: "The model is being built from the feedback log. Try again in a moment; /readyz tells when.",
                retryAfter: 1
            )
        case .overloaded, .tooManyRequests: loadDocument
        case .draining:
            ProblemDocument(
                "draining",
                "The service is ending",
                status: 503,
                detail: "Requests that have arrived are still answered; send new ones elsewhere.",
                retryAfter: 5
            )
        case .notReady(let obstacle, let since):
            ProblemDocument(
                "store-unavailable",
                "The database takes no changes at the moment",
                status: 503,
                detail: "\(obstacle.reason) Verdicts go on from the model in memory; marks are refused. "
                    + "\(obstacle.remedy) Since \(Self.time(since)).",
                retryAfter: obstacle.retryAfter
            )
        case .malformedJSON(let detail):
            ProblemDocument("malformed-json", "The body is not valid JSON", status: 400, detail: detail)
        case .missingField(let field):
            ProblemDocument(
                "missing-field",
                "A field is missing",
                status: 422,
                detail: "The field \"\(field)\" is required.",
                field: field
            )
        case .wrongType(let field, let expected):
            ProblemDocument(
                "wrong-type",
                "A field has the wrong type",
                status: 422,
                detail: (field.map { "The field \"\($0)\"" } ?? "The body") + " must be \(expected).",
                field: field
            )
        case .invalidValue(let field, let detail):
            ProblemDocument(
                "invalid-value",
                "A field has a value that is not allowed",
                status: 422,
                detail: detail,
                field: field
            )
        case .bodyTooLarge(let limit):
            ProblemDocument(
                "body-too-large",
                "The body is too large",
                status: 413,
                detail: "A request body may have \(limit) bytes at most."
            )
        case .unsupportedMediaType:
            ProblemDocument(
                "unsupported-media-type",
                "The body is not JSON",
                status: 415,
                detail: "Send JSON, with the content type application/json or none."
            )
        case .repeatInProgress:
            ProblemDocument(
                "repeat-in-progress",
                "The request is being done",
                status: 409,
                detail: "A request with the same Idempotency-Key has not been answered yet.",
                retryAfter: 1
            )
        case .repeatDiffers:
            ProblemDocument(
                "repeat-differs",
                "The Idempotency-Key was used before",
                status: 422,
                detail:
                    "Another request was sent with the same Idempotency-Key: send the same one again, or a new key.",
                field: "Idempotency-Key"
            )
        case .unknownComment(let id):
            ProblemDocument(
                "unknown-comment",
                "No such comment",
                status: 404,
                detail: "No comment with the id \"\(id)\" is known here. It may have been forgotten, or never recorded."
            )
        case .unknownRoute:
            ProblemDocument("unknown-route", "No such route", status: 404, detail: "Nothing is served at this path.")
        case .methodNotAllowed(let allowed):
            ProblemDocument(
                "method-not-allowed",
                "The method is not allowed here",
                status: 405,
                detail: "This path is served for \(allowed.joined(separator: ", ")) only.",
                allow: allowed.joined(separator: ", ")
            )
        case .keyRequired, .unknownKey, .roleRequired, .foreignSite: accessDocument
        case .loginRequired, .loginRefused, .tooManyLogins, .staleForm, .strangeHost: pageDocument
        case .labelsMoving:
            ProblemDocument(
                "labels-moving",
                "The labels changed meanwhile",
                status: 503,
                detail: "Datasets or comments came or went again and again while the model was refitted. "
                    + "Nothing was changed; try again.",
                retryAfter: 5
            )
        case .storeUnavailable(let obstacle):
            ProblemDocument(
                "store-unavailable",
                "The database takes no changes at the moment",
                status: obstacle == .diskFull ? 507 : 503,
                detail: "\(obstacle.reason) Nothing was changed. \(obstacle.remedy)",
                retryAfter: obstacle.retryAfter
            )
        case .markNotInForce:
            ProblemDocument(
                "mark-not-in-force",
                "The mark is saved, but not in force yet",
                status: 503,
                detail: "The mark is on disk. The model follows it as soon as the database can be read again; "
                    + "sending the mark again does no harm.",
                retryAfter: 5
            )
        case .unexpected:
            ProblemDocument(
                "unexpected",
                "Something went wrong",
                status: 500,
                detail: "The request could not be done. The service's log says why, under this answer's X-Request-Id."
            )
        }
    }

    private static func time(_ milliseconds: Int64) -> String {
        Date(timeIntervalSince1970: Double(milliseconds) / 1000).formatted(.iso8601)
    }
}
