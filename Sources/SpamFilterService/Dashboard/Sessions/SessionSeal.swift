import Crypto
import Foundation

/// Seals sessions so that nobody else can make or change one: HMAC-SHA256 (RFC 2104) under a key of the installation.
struct SessionSeal: Sendable {
    let key: SymmetricKey

    /// The session as a cookie carries it: its parts and the seal over them.
    func sealed(_ session: Session) -> String { "\(session).\(code("session", session.description))" }

    /// The session behind a cookie; `nil` unless it was sealed here, byte for byte, and has not ended by the time, in seconds
    /// since 1970.
    func opened(_ text: String, at time: Int64) -> Session? {
        guard text.utf8.count <= 200, let dot = text.lastIndex(of: "."),
            let session = Session(String(text[..<dot])), session.description == text[..<dot],
            isCode(text[text.index(after: dot)...], of: "session", session.description),
            session.expiresAt > time
        else { return nil }
        return session
    }

    /// The token that forms of a session carry, so that no other site can send one (CSRF); `nil` is the open service.
    func formToken(of session: Session?) -> String { code("form", session?.nonce ?? "open") }

    /// Whether a form carries the token of a session.
    func isFormToken(_ token: String, of session: Session?) -> Bool {
        isCode(token[...], of: "form", session?.nonce ?? "open")
    }

    private func code(_ purpose: String, _ text: String) -> String {
        HMAC<SHA256>.authenticationCode(for: Data("\(purpose):\(text)".utf8), using: key)
            .map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// Compares in constant time, whatever of the code is right.
    private func isCode(_ code: Substring, of purpose: String, _ text: String) -> Bool {
        guard let bytes = Self.bytes(code) else { return false }
        return HMAC<SHA256>.isValidAuthenticationCode(
            bytes,
            authenticating: Data("\(purpose):\(text)".utf8),
            using: key
        )
    }

    private static func bytes(_ code: Substring) -> [UInt8]? {
        let digits = code.utf8.map { byte -> UInt8? in
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
            default: nil
            }
        }
        let known = digits.compactMap(\.self)
        guard known.count == digits.count, known.count == 64 else { return nil }
        return stride(from: 0, to: 64, by: 2).map { known[$0] << 4 | known[$0 + 1] }
    }
}
