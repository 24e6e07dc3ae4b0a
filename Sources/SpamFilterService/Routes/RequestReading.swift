import Foundation
import Hummingbird
import NIOCore
import NIOFoundationEssentialsCompat

extension Request {
    /// Reads the body as JSON.
    ///
    /// Hummingbird's own reading turns a `DecodingError` into a bare status, and with it goes the field at fault.
    ///
    /// - Throws: `DecodingError`, ``Problem``, or that the body is too long.
    func json<Body: Decodable>(as type: Body.Type, context: ServiceContext) async throws -> Body {
        try await jsonBytes(context: context).decoded(as: type)
    }

    /// Reads the body, which must not say that it is something else than JSON.
    ///
    /// No content type, and the one that `curl -d` sends by itself, pass for JSON.
    func jsonBytes(context: ServiceContext) async throws -> ByteBuffer {
        if let type = headers[.contentType], type != "application/json" {
            let name = type.prefix { $0 != ";" }.trimmingCharacters(in: .whitespaces).lowercased()
            guard name == "application/json" || name.hasSuffix("+json") || name == "application/x-www-form-urlencoded"
            else { throw Problem.unsupportedMediaType }
        }
        return try await body.collect(upTo: context.maxUploadSize)
    }

    /// A yes-or-no parameter of the query: absent is no; `true`, `1` and no value are yes.
    func flag(_ name: String) throws -> Bool {
        switch uri.queryParameters[name[...]] {
        case nil, "false", "0": return false
        case "true", "1", "": return true
        default: throw Problem.invalidValue(field: name, detail: "The parameter \"\(name)\" must be true or false.")
        }
    }
}

extension ByteBuffer {
    /// Decodes a value from JSON.
    ///
    /// - Throws: `DecodingError` or ``Problem``.
    func decoded<Value: Decodable>(as type: Value.Type) throws -> Value { try decodedInGeneral(as: type) }

    /// Decodes any value with Foundation's decoder.
    ///
    /// - Throws: `DecodingError` or ``Problem``.
    func decodedInGeneral<Value: Decodable>(as type: Value.Type) throws -> Value {
        // The decoder looks only at the texts that it is asked for.
        guard String(validating: readableBytesView, as: UTF8.self) != nil else {
            throw Problem.malformedJSON(detail: "The body is not valid UTF-8.")
        }
        return try JSONDecoder().decode(type, from: self)
    }
}

extension ByteBuffer {
    /// Decodes the body of `POST /v1/comments`, or a line of a batch: plain ones without a general decoder.
    ///
    /// - Throws: `DecodingError` or ``Problem``.
    func decoded(as type: SubmissionBody.Type) throws -> SubmissionBody {
        if let submission = PlainSubmission.read(readableBytesView) { return submission }
        return try decodedInGeneral(as: type)
    }
}

extension String {
    /// Foreign text as it may be repeated in an answer: printable ASCII, 40 characters at most.
    var harmlessExcerpt: String {
        String(unicodeScalars.lazy.filter { (0x20..<0x7F).contains($0.value) }.prefix(40).map(Character.init))
    }
}
