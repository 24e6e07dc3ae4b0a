/// A JSON value, read only as deep as a row of a corpus needs it.
enum JSONScalar: Decodable {
    case null
    case bool(Bool)
    case number(String)
    case string(String)
    case object([String: JSONScalar])
    case array

    private struct Key: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder) throws {
        if let value = try? decoder.singleValueContainer(), let scalar = Self.scalar(in: value) {
            self = scalar
        } else if let container = try? decoder.container(keyedBy: Key.self) {
            var members: [String: JSONScalar] = [:]
            for key in container.allKeys {
                members[key.stringValue] = try container.decode(JSONScalar.self, forKey: key)
            }
            self = .object(members)
        } else {
            self = .array
        }
    }

    private static func scalar(in value: any SingleValueDecodingContainer) -> JSONScalar? {
        if let string = try? value.decode(String.self) { return .string(string) }
        if value.decodeNil() { return .null }
        if let bool = try? value.decode(Bool.self) { return .bool(bool) }
        if let number = try? value.decode(Int64.self) { return .number(String(number)) }
        if let number = try? value.decode(Double.self) { return .number(String(number)) }
        return nil
    }

    /// The value as it would stand in a table; `nil` for objects and arrays.
    var text: String? {
        switch self {
        case .null: ""
        case .bool(let bool): bool ? "true" : "false"
        case .number(let number): number
        case .string(let string): string
        case .object, .array: nil
        }
    }
}
