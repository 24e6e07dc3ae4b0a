/// The name of a recorded comment: 26 lower-case letters and digits that sort by time.
///
/// The first 10 characters are the milliseconds since 1970 (48 bits), the other 16 are random (80 bits), both in
/// Crockford's base 32. The order of ids is the order of their texts.
public struct CommentID: Hashable, Sendable {
    private let bits: UInt128

    /// Makes an id for a comment that arrived at the given time.
    ///
    /// - Parameters:
    ///   - milliseconds: Milliseconds since 1970; clamped to 0 ..< 2⁴⁸, the year 10889.
    ///   - generator: Where the random part comes from. Two ids of one millisecond differ by it alone.
    public init(at milliseconds: Int64, using generator: inout some RandomNumberGenerator) {
        self = CommentID(at: milliseconds, random: UInt128.random(in: 0..<Self.randomSpan, using: &generator))
    }

    /// Makes an id for a comment that arrived at the given time, with a random part from the system.
    public init(at milliseconds: Int64) {
        var generator = SystemRandomNumberGenerator()
        self.init(at: milliseconds, using: &generator)
    }

    private init(at milliseconds: Int64, random: UInt128) {
        let clamped = min(max(milliseconds, 0), Self.latest)
        self.bits = UInt128(clamped) << Self.randomBits | random
    }

    /// The id as 32 hexadecimal digits, for protocols that name comments so; it has the same order.
    public var hexadecimal: String {
        let digits = String(bits, radix: 16)
        return String(repeating: "0", count: 32 - digits.count) + digits
    }

    /// Reads ``hexadecimal`` back; `nil` for any other text.
    public init?(hexadecimal text: String) {
        guard text.utf8.count == 32, text.allSatisfy({ $0.isHexDigit && !$0.isUppercase }),
            let bits = UInt128(text, radix: 16)
        else { return nil }
        self.bits = bits
    }

    /// The time that the id was made for, in milliseconds since 1970.
    public var milliseconds: Int64 { Int64(truncatingIfNeeded: bits >> Self.randomBits) }

    /// The smallest id that can be made for the given time.
    static func earliest(at milliseconds: Int64) -> CommentID { CommentID(at: milliseconds, random: 0) }

    private static let randomBits = 80
    private static let randomSpan: UInt128 = 1 << randomBits
    private static let latest: Int64 = 1 << 48 - 1
}

extension CommentID: Comparable {
    /// Whether the first id was made for an earlier time; ids of one millisecond have an arbitrary, fixed order.
    public static func < (first: CommentID, second: CommentID) -> Bool { first.bits < second.bits }
}

extension CommentID: LosslessStringConvertible {
    private static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)
    private static let length = 26

    /// Reads an id back; `nil` unless the text is exactly one that ``description`` gives.
    public init?(_ text: String) {
        guard text.utf8.count == Self.length else { return nil }
        var bits: UInt128 = 0
        for (place, character) in text.utf8.enumerated() {
            guard let digit = Self.alphabet.firstIndex(of: character) else { return nil }
            // 26 digits hold 130 bits: the first digit has only three to give.
            guard place > 0 || digit < 8 else { return nil }
            bits = bits << 5 | UInt128(digit)
        }
        self.bits = bits
    }

    /// The 26 characters of the id.
    public var description: String {
        String(
            decoding: (0..<Self.length).map { place in
                Self.alphabet[Int(truncatingIfNeeded: bits >> UInt128(5 * (Self.length - 1 - place))) & 31]
            },
            as: UTF8.self
        )
    }
}

extension CommentID: Codable {
    /// Reads the id from a single string.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let id = CommentID(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not the id of a comment")
        }
        self = id
    }

    /// Writes the id as a single string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
