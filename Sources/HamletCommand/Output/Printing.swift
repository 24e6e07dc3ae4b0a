import Foundation
import Training

/// What commands write, and how.
enum Printing {
    /// Writes a value as one line of JSON, keys in alphabetical order.
    static func line(_ value: some Encodable) throws {
        print(String(decoding: try encoder().encode(value), as: UTF8.self))
    }

    /// Writes a value as JSON for people to read.
    static func document(_ value: some Encodable) throws {
        let encoder = encoder()
        encoder.outputFormatting.insert(.prettyPrinted)
        print(String(decoding: try encoder.encode(value), as: UTF8.self))
    }

    /// Writes a line to standard error.
    static func note(_ line: String) {
        FileHandle.standardError.write(Data((line + "\n").utf8))
    }

    /// Writes to standard error how many comments of a file were passed over, and why.
    static func omissions(_ counts: [CorpusOmission: Int], of file: String) {
        let parts = CorpusOmission.allCases.compactMap { omission in counts[omission].map { "\($0) \(omission)" } }
        if !parts.isEmpty { note("hamlet: \(file): passed over without a label: \(parts.joined(separator: ", ")).") }
    }

    /// A time in milliseconds since 1970, as RFC 3339 writes it in UTC.
    static func time(_ milliseconds: Int64) -> String {
        Date(timeIntervalSince1970: Double(milliseconds / 1000)).formatted(.iso8601)
    }

    /// The day of a time in milliseconds since 1970, in UTC.
    static func day(_ milliseconds: Int64) -> String { String(time(milliseconds).prefix(10)) }

    private static func encoder() -> JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }
}
