import Crypto
import Foundation

/// The text that a client shows to be let in.
///
/// It is made here, given out once, and never stored.
struct KeySecret: Hashable {
    let text: String

    /// What the text of a bearer key begins with, so that people and scanners for leaked secrets recognise it.
    private static let bearerPrefix = "hml_"
    private static let hexadecimal = Array("0123456789abcdef".utf8)

    /// Makes a new secret: 32 random bytes for a bearer key, 6 for an Akismet key, in hexadecimal digits.
    init(for kind: AccessKey.Kind) {
        var generator = SystemRandomNumberGenerator()
        let digits = kind == .bearer ? 64 : 12
        let random = (0..<digits).map { _ in Self.hexadecimal[Int.random(in: 0..<16, using: &generator)] }
        text = (kind == .bearer ? Self.bearerPrefix : "") + String(decoding: random, as: UTF8.self)
    }

    /// What is stored of a secret: its SHA-256.
    ///
    /// A slow hash would add nothing: a secret is random, so there is no list of likely ones to try.
    static func digest(of text: String) -> SHA256Digest { SHA256.hash(data: Data(text.utf8)) }
}
