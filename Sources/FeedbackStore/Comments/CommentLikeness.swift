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
        self.init(of: comment, [Self.email(comment), Self.url(comment.authorURL), Self.url(comment.permalink)])
    }

    /// - Parameters:
    ///   - comment: The comment.
    ///   - person: Who it is from and what it is about: what tells sign-ups and pings apart, which have no text.
    private init(of comment: Comment, _ person: [[UInt32]]) {
        var hash = SHA256()
        let content = CanonicalText.scalars(of: comment.content)
        hash.update(scalars: (comment.site ?? "").unicodeScalars.map(\.value))
        hash.update(scalars: content)
        hash.update(scalars: CanonicalText.scalars(of: comment.author ?? ""))
        if content.isEmpty {
            for field in person { hash.update(scalars: field) }
        }
        bytes = Data(hash.finalize().prefix(16))
    }

    /// The likeness of a comment, and behind it the one that earlier versions took of comments without a text, where those are
    /// not the same.
    static func all(of comment: Comment) -> [CommentLikeness] {
        let verbatim = [comment.authorEmail, comment.authorURL, comment.permalink].map { field in
            (field ?? "").unicodeScalars.map(\.value)
        }
        let (likeness, earlier) = (CommentLikeness(of: comment), CommentLikeness(of: comment, verbatim))
        return likeness == earlier ? [likeness] : [likeness, earlier]
    }

    private static func email(_ comment: Comment) -> [UInt32] {
        (comment.authorEmail ?? "").lowercased().unicodeScalars.map(\.value)
    }

    /// An address without escapes and the slash at its end, its scheme and host in lower case.
    private static func url(_ text: String?) -> [UInt32] {
        guard let text else { return [] }
        let start = text.firstRange(of: "://")?.upperBound ?? text.startIndex
        let host = text[start...].prefix { !"/?#".contains($0) }
        var scalars = CanonicalText.scalars(of: text[..<host.endIndex].lowercased() + text[host.endIndex...])
        while scalars.last == Unicode.Scalar("/").value { scalars.removeLast() }
        return scalars
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
