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
        case .locked: self = .storeUnavailable(.locked)
        case .diskFull: self = .storeUnavailable(.diskFull)
        case .readOnly: self = .storeUnavailable(.readOnly)
        case .damaged, .notADatabase: self = .storeUnavailable(.damaged)
        default: self = .storeUnavailable(.other)
        }
    }

    private init(status: HTTPResponse.Status) {
        switch status.code {
        case 404: self = .unknownRoute
        case 405: self = .methodNotAllowed
        case 413: self = .bodyTooLarge(limit: RequestLimits.body)
        default: self = .unexpected
        }
    }

    private init(_ error: DecodingError) {
        switch error {
        case .keyNotFound(let key, let context): self = .missingField(Self.path(context.codingPath + [key]))
        case .typeMismatch(let type, let context), .valueNotFound(let type, let context):
            self = .wrongType(field: Self.path(context.codingPath), expected: Self.name(of: type))
        case .dataCorrupted(let context) where context.codingPath.isEmpty:
            self = .malformedJSON(detail: "The body cannot be read as one JSON object in UTF-8.")
        case .dataCorrupted(let context):
            self = .invalidValue(field: Self.path(context.codingPath), detail: context.debugDescription)
        @unknown default: self = .malformedJSON(detail: "The body cannot be read as one JSON object in UTF-8.")
        }
    }

    private static func path(_ keys: [any CodingKey]) -> String {
        let path = keys.map { key in key.intValue.map { "[\($0)]" } ?? key.stringValue }.joined(separator: ".")
        return path.isEmpty ? "(the whole body)" : path
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
