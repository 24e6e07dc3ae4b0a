import Crypto
import Foundation
public import SpamClassifier

/// What a comment has in common with other forms of itself: 128 bits of SHA-256 over its site, its text without escapes and
/// HTML, and its author's name.
///
/// Blog software escapes a text in one way when it asks about it and in another when it reports it. Comments of different
/// sites are never alike. The digest leaves out what reports often lack: addresses are compared where both are given.
public struct CommentLikeness: Hashable, Sendable {
    let bytes: Data

    /// Takes the likeness of a comment.
    ///
    /// O(length of the text).
    public init(of comment: Comment) {
        var hash = SHA256()
        let content = CanonicalText.scalars(of: comment.content)
        hash.update(scalars: (comment.site ?? "").unicodeScalars.map(\.value))
        hash.update(scalars: content)
        hash.update(scalars: CanonicalText.scalars(of: comment.author ?? ""))
        // Sign-ups and pings have no text: what tells them apart is who they are from and about.
        if content.isEmpty {
            for field in [comment.authorEmail, comment.authorURL, comment.permalink] {
                hash.update(scalars: (field ?? "").unicodeScalars.map(\.value))
            }
        }
        bytes = Data(hash.finalize().prefix(16))
    }
}

extension SHA256 {
    /// Takes in scalars as four bytes each, lowest first, and before them their number.
    fileprivate mutating func update(scalars: [UInt32]) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(4 * scalars.count + 4)
        for number in [UInt32(truncatingIfNeeded: scalars.count)] + scalars {
            for shift in [UInt32(0), 8, 16, 24] { bytes.append(UInt8(truncatingIfNeeded: number >> shift)) }
        }
        update(data: bytes)
    }
}
