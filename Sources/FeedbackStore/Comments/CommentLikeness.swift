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
        self.init(of: comment, CanonicalText.scalars(of: comment.content), person: Self.person)
    }

    /// - Parameters:
    ///   - comment: The comment.
    ///   - text: Its text without escapes and HTML.
    ///   - person: Who it is from and what it is about: what tells sign-ups and pings apart, which have no text.
    private init(of comment: Comment, _ text: [UInt32], person: (Comment) -> [[UInt32]]) {
        var hash = SHA256()
        hash.update(scalars: (comment.site ?? "").unicodeScalars.map(\.value))
        hash.update(scalars: text)
        hash.update(scalars: CanonicalText.scalars(of: comment.author ?? ""))
        if text.isEmpty {
            for field in person(comment) { hash.update(scalars: field) }
        }
        bytes = Data(hash.finalize().prefix(16))
    }

    /// The likeness of a comment, and behind it the one that earlier versions took of comments without a text, where those are
    /// not the same.
    static func all(of comment: Comment) -> [CommentLikeness] {
        let text = CanonicalText.scalars(of: comment.content)
        let likeness = CommentLikeness(of: comment, text, person: person)
        guard text.isEmpty else { return [likeness] }
        let earlier = CommentLikeness(of: comment, text) { comment in
            [comment.authorEmail, comment.authorURL, comment.permalink].map { field in
                (field ?? "").unicodeScalars.map(\.value)
            }
        }
        return likeness == earlier ? [likeness] : [likeness, earlier]
    }

    private static func person(_ comment: Comment) -> [[UInt32]] {
        [email(comment), url(comment.authorURL), url(comment.permalink)]
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
