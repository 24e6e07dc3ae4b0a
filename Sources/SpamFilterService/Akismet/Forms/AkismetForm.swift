import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// A call of the Akismet protocol: the fields of its body and its query as text, and the key.
struct AkismetForm: Sendable {
    private let fields: FormFields
    private let charset: TextCharset
    /// The first label of the Host header, where older clients put the key.
    private let hostLabel: String?
    /// Whether the call comes from a WordPress plugin, which puts backslashes before quotation marks.
    let isWordPress: Bool

    /// Puts a call together from its parts; nothing makes it fail.
    init(fields: FormFields, contentType: String? = nil, host: String? = nil, userAgent: String? = nil) {
        self.fields = fields
        let declared = ["blog_charset", "charset"].lazy.compactMap { fields[$0] }.first { !$0.isEmpty }
        let name =
            declared.map { String(decoding: $0, as: UTF8.self) }
            ?? contentType.flatMap { HeaderParameter.value("charset", in: $0) }
        charset = name.flatMap(TextCharset.init(named:)) ?? .utf8
        hostLabel = host?.split(separator: ".").first.map(String.init)
        isWordPress = userAgent?.hasPrefix("WordPress/") == true
    }

    /// Reads a request: the body in either encoding of forms, whatever it is said to be, and the query.
    ///
    /// - Throws: That the body is too long.
    init(_ request: Request, context: ServiceContext) async throws {
        let bytes = Array(buffer: try await request.body.collect(upTo: context.maxUploadSize))
        let contentType = request.headers[.contentType]
        let boundary = contentType.flatMap { HeaderParameter.value("boundary", in: $0) }
        var fields =
            if let boundary, contentType?.lowercased().hasPrefix("multipart/") == true {
                FormFields(multipart: bytes, boundary: boundary)
            } else {
                FormFields(urlEncoded: bytes)
            }
        if let query = request.uri.query { fields.addMissing(FormFields(urlEncoded: query.utf8)) }
        self.init(
            fields: fields,
            contentType: contentType,
            host: request.head.authority,
            userAgent: request.headers[.userAgent]
        )
    }

    /// The key: a field, or else the first label of the host.
    var key: String? { keyField ?? hostLabel }

    /// The key as a field; `nil` if there is none, or none with a value.
    var keyField: String? { first("api_key", "key") }

    /// The value of a field without white space at its ends; `nil` if it is missing or empty.
    subscript(name: String) -> String? {
        guard let text = raw(name)?.trimmingSpaces, !text.isEmpty else { return nil }
        return text
    }

    /// The value of the first of several fields that has one.
    func first(_ names: String...) -> String? { names.lazy.compactMap { self[$0] }.first }

    /// The value of a field as it was sent; `nil` if the field is missing.
    func raw(_ name: String) -> String? { fields[name].map(charset.text) }

    /// All values of a field that are not empty.
    func all(_ name: String) -> [String] {
        fields.all(name).map { charset.text($0).trimmingSpaces }.filter { !$0.isEmpty }
    }

    /// Whether a field says yes: `1`, `true`, in any case; everything else is no.
    func flag(_ name: String) -> Bool {
        guard let word = self[name]?.lowercased() else { return false }
        return !["0", "false", "no", "off"].contains(word)
    }
}
