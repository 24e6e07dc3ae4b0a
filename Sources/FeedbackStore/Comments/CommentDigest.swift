import Crypto
import Foundation
import SpamClassifier

/// The fingerprint by which a comment is found again when no id is given: SHA-256 over its site and its evidence.
///
/// Every field is preceded by its length, so that no two different comments run together to the same bytes. The time of
/// submission stays out: it is no evidence, and clients state it differently when they submit a comment and when they
/// report it. An empty field counts as absent, and a network address by its value.
struct CommentDigest: Hashable {
    let bytes: Data

    init(of comment: Comment) {
        self.init(of: comment, address: Self.address(of: comment))
    }

    private static func address(of comment: Comment) -> String? {
        comment.authorIP.flatMap(NetworkAddress.init)?.text ?? comment.authorIP
    }

    /// The digest of a comment, and behind it the one that earlier versions took where its network address has another spelling
    /// than its value.
    static func all(of comment: Comment) -> [CommentDigest] {
        let address = address(of: comment)
        let digest = CommentDigest(of: comment, address: address)
        return address == comment.authorIP ? [digest] : [digest, CommentDigest(of: comment, address: comment.authorIP)]
    }

    private init(of comment: Comment, address: String?) {
        var hash = SHA256()
        let fields: [String?] = [
            comment.site, comment.content, comment.author, comment.authorEmail, comment.authorURL, address,
            comment.userAgent, comment.referrer, comment.permalink, comment.type, comment.language, comment.context,
            comment.honeypot,
        ]
        for field in fields {
            var text = field ?? ""
            text.withUTF8 { bytes in
                hash.update(number: UInt64(bytes.count))
                unsafe hash.update(bufferPointer: UnsafeRawBufferPointer(bytes))
            }
        }
        // NaN is stored as an absent value, so it must be digested as one.
        let seconds = comment.secondsToSubmit.flatMap { $0.isNaN ? nil : $0 }
        hash.update(number: seconds == nil ? 0 : 1)
        hash.update(number: seconds?.bitPattern ?? 0)
        // Fields that came later count only where they are there, so that the digests of older rows stay true.
        for field in [comment.role, comment.signals] {
            guard var text = field, !text.isEmpty else { continue }
            text.withUTF8 { bytes in
                hash.update(number: UInt64(bytes.count))
                unsafe hash.update(bufferPointer: UnsafeRawBufferPointer(bytes))
            }
        }
        bytes = Data(hash.finalize())
    }
}

extension SHA256 {
    /// Takes in a number as eight bytes, lowest first.
    fileprivate mutating func update(number: UInt64) {
        update(data: (0..<8).map { UInt8(truncatingIfNeeded: number >> UInt64(8 * $0)) })
    }
}
