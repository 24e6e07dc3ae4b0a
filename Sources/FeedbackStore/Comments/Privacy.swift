import Crypto
import Foundation
import GRDB
import SpamClassifier

/// What of a person's data is kept with a recorded comment.
///
/// The classifier judges, and learns, what was submitted in any case: where something is not kept, the hashed features of the
/// whole comment are kept instead.
public enum Privacy: String, Sendable, Hashable, CaseIterable {
    /// All fields as they were submitted.
    case full
    /// E-mail address and network address as keyed hashes: they can be compared and asked for, but not read.
    case hashed
    /// No name, no e-mail address, no web address, no network address, no user agent, no referrer.
    case minimal
}

/// Takes from comments what may not be kept.
struct PrivacyFilter: Sendable {
    private let privacy: Privacy
    private let key: SymmetricKey

    /// How many bytes of a hash are kept: enough that no two addresses of a site ever share one.
    private static let length = 16
    private static let prefix = "hash:"

    init(_ privacy: Privacy, _ installation: Installation) {
        self.privacy = privacy
        key = SymmetricKey(data: installation.secret)
    }

    /// What is written of a comment, and its features if they cannot be found in that any more.
    ///
    /// The features are hashed with the seed that the database has now: an import may have changed it since it was opened.
    func storable(_ comment: Comment, _ db: Database) throws -> (comment: Comment, features: [UInt8]?) {
        let kept = kept(of: comment)
        guard kept != comment else { return (comment, nil) }
        let extractor = FeatureExtractor(hasher: FeatureHasher(seed: try FeedbackStore.hashSeed(db)))
        return (kept, extractor.features(of: comment).bytes())
    }

    /// What is written of a comment.
    func kept(of comment: Comment) -> Comment {
        var kept = comment
        switch privacy {
        case .full: break
        case .hashed:
            kept.authorEmail = comment.authorEmail.map(hash)
            kept.authorIP = comment.authorIP.map(hash)
        case .minimal:
            kept.author = nil
            kept.authorEmail = nil
            kept.authorURL = nil
            kept.authorIP = nil
            kept.userAgent = nil
            kept.referrer = nil
        }
        return kept
    }

    /// What stands for an address, whatever is kept now: HMAC-SHA-256 under the secret of the installation (RFC 2104), without
    /// regard to upper and lower case and, of a network address, to its spelling.
    func hash(_ address: String) -> String { keyedHash(NetworkAddress(address)?.text ?? address) }

    /// What rows may hold in place of an address: behind its hash, that of a network address as it is spelled, which earlier versions
    /// stored.
    func hashes(_ address: String) -> [String] {
        let (hash, earlier) = (hash(address), keyedHash(address))
        return hash == earlier ? [hash] : [hash, earlier]
    }

    private func keyedHash(_ address: String) -> String {
        if address.isEmpty || isHash(address) { return address }
        let code = HMAC<SHA256>.authenticationCode(for: Data(address.lowercased().utf8), using: key)
        return Self.prefix + code.prefix(Self.length).map(Self.hexadecimal).joined()
    }

    /// What is stored for the digest or the likeness of a comment: itself, or where addresses are not kept, a hash of it under the
    /// same key.
    ///
    /// Who has the text and the fingerprint, but not the secret of the installation, cannot try out which address belongs to them.
    func stored(_ fingerprint: Data) -> Data { privacy == .full ? fingerprint : keyed(fingerprint) }

    /// What rows may hold of a digest or a likeness, the likelier first: with other privacy at other times, either of the two.
    func storedForms(of fingerprint: Data) -> [Data] {
        privacy == .full ? [fingerprint, keyed(fingerprint)] : [keyed(fingerprint), fingerprint]
    }

    private func keyed(_ fingerprint: Data) -> Data {
        Data(HMAC<SHA256>.authenticationCode(for: fingerprint, using: key).prefix(fingerprint.count))
    }

    private func isHash(_ text: String) -> Bool {
        text.hasPrefix(Self.prefix) && text.utf8.count == Self.prefix.utf8.count + 2 * Self.length
    }

    private static func hexadecimal(_ byte: UInt8) -> String {
        (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
}
