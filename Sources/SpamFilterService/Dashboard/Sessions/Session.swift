import Foundation

/// What a cookie says of a visitor: which key was shown at login, until when that counts, and a number that tells this session
/// from every other.
///
/// Nothing of it is secret but that it is sealed: see ``SessionSeal``.
struct Session: Sendable, Hashable {
    /// The number of the key; 0 for a visitor who has not logged in.
    let keyID: Int64
    /// The end of the session, in seconds since 1970.
    let expiresAt: Int64
    /// 128 random bits in hexadecimal digits.
    let nonce: String

    /// Seconds that a session lasts: a working day, so that nobody types a key twice in one.
    static let lifetime: Int64 = 12 * 3_600

    /// A session that begins at a time, in seconds since 1970.
    init(keyID: Int64, at time: Int64, using generator: inout some RandomNumberGenerator) {
        self.keyID = keyID
        expiresAt = time + Self.lifetime
        let random = UInt128.random(in: .min ... .max, using: &generator)
        let digits = String(random, radix: 16)
        nonce = String(repeating: "0", count: 32 - digits.count) + digits
    }

    /// A session with a nonce from the system.
    init(keyID: Int64, at time: Int64) {
        var generator = SystemRandomNumberGenerator()
        self.init(keyID: keyID, at: time, using: &generator)
    }
}

extension Session: LosslessStringConvertible {
    /// Reads ``description`` back; `nil` for any other text.
    init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let keyID = Int64(parts[0]), keyID >= 0, let expiresAt = Int64(parts[1]),
            parts[2].utf8.count == 32, parts[2].allSatisfy(\.isHexDigit)
        else { return nil }
        self.keyID = keyID
        self.expiresAt = expiresAt
        nonce = String(parts[2])
    }

    /// The parts, separated by dots.
    var description: String { "\(keyID).\(expiresAt).\(nonce)" }
}
