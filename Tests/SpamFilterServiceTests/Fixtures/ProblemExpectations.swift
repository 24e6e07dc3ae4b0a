import HTTPTypes
import Testing

extension Answer {
    /// Expects a complete problem document (RFC 9457) in words that a client's developer understands.
    func expectProblem(
        _ status: Int,
        _ kind: String,
        field: String? = nil,
        _ sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(self.status == status, "\(text)", sourceLocation: sourceLocation)
        #expect(headers[.contentType] == "application/problem+json", sourceLocation: sourceLocation)
        #expect(json["type"] == .string("urn:hamlet:problem:" + kind), "\(text)", sourceLocation: sourceLocation)
        #expect(json["title"]?.string?.isEmpty == false, sourceLocation: sourceLocation)
        #expect(json["status"] == .number(Double(status)), sourceLocation: sourceLocation)
        #expect(json["detail"]?.string?.isEmpty == false, sourceLocation: sourceLocation)
        #expect(json["field"]?.string == field, "\(text)", sourceLocation: sourceLocation)
        for word in ["Swift", "Optional", "Decod", "CodingKey", "Body", "Dictionary<", "Int64", "Double", "String"] {
            #expect(!text.contains(word), "\(text)", sourceLocation: sourceLocation)
        }
    }
}
