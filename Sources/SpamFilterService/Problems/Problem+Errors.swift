import FeedbackStore
import Hummingbird

extension Problem {
    /// The problem that an error of another room is, at the edge.
    init(_ error: any Error) {
        switch error {
        case let problem as Problem: self = problem
        case let error as FeedbackStoreError: self = Problem(error)
        case let error as DecodingError: self = Problem(error)
        case let error as any HTTPResponseError: self = Problem(status: error.status)
        default: self = .unexpected
        }
    }

    private init(_ error: FeedbackStoreError) {
        switch error {
        case .unknownComment(let id): self = .unknownComment(id.description)
        case .emptyErasure:
            self = .invalidValue(
                field: "author_email",
                detail: "Name what to forget: \"ids\", \"author_email\", \"author_ip\", \"author_url\" or \"author\"."
            )
        case .refitOutdated: self = .labelsMoving
        default: self = .storeUnavailable(StoreObstacle(error))
        }
    }

    private init(status: HTTPResponse.Status) {
        switch status.code {
        case 404: self = .unknownRoute
        case 413: self = .bodyTooLarge(limit: RequestLimits.body)
        default: self = .unexpected
        }
    }

    private init(_ error: DecodingError) {
        switch error {
        case .keyNotFound(let key, let context):
            self = .missingField(Self.path(context.codingPath + [key]) ?? key.stringValue)
        case .typeMismatch(let type, let context), .valueNotFound(let type, let context):
            self = .wrongType(field: Self.path(context.codingPath), expected: Self.name(of: type))
        case .dataCorrupted(let context):
            self = .invalidValue(at: context.codingPath, detail: "The value is out of range or cannot be read.")
        @unknown default: self = .invalidValue(at: [], detail: "")
        }
    }

    /// The problem of a value that is not allowed; with an empty path, of a body that is no JSON.
    static func invalidValue(at path: [any CodingKey], detail: String) -> Problem {
        guard let field = Self.path(path) else {
            return .malformedJSON(detail: "The body cannot be read as one JSON object in UTF-8.")
        }
        return .invalidValue(field: field, detail: detail)
    }

    /// A field as people write it, `comment.content` or `ids[2]`; `nil` for the whole body.
    private static func path(_ keys: [any CodingKey]) -> String? {
        let path = keys.reduce(into: "") { path, key in
            if let index = key.intValue {
                path += "[\(index)]"
            } else {
                path += (path.isEmpty ? "" : ".") + key.stringValue
            }
        }
        return path.isEmpty ? nil : path
    }

    private static func name(of type: any Any.Type) -> String {
        switch type {
        case is String.Type: "a string"
        case is Bool.Type: "true or false"
        case is any BinaryInteger.Type: "a whole number"
        case is any BinaryFloatingPoint.Type: "a number"
        case is [Any].Type: "an array"
        default: "an object"
        }
    }
}
