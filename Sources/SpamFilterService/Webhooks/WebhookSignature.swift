import Crypto
public import FeedbackStore
import Foundation

/// What proves to a receiver who sent a notice, and when: the scheme of Standard Webhooks (standardwebhooks.com, version 1).
///
/// `webhook-signature` holds, for each secret, `v1,` and the base64 of the HMAC-SHA256 (RFC 2104) of `webhook-id`, a full stop,
/// `webhook-timestamp` in seconds since 1970, a full stop, and the body.
struct WebhookSignature: Sendable, Hashable {
    let id: String
    let timestamp: String
    let signature: String

    /// What a secret begins with when it is shown.
    private static let secretPrefix = "whsec_"

    /// Signs a body at a time, in seconds since 1970.
    init(of body: Data, id: String, at seconds: Int64, with secrets: WebhookSecrets) {
        self.id = id
        timestamp = String(seconds)
        let signed = Data("\(id).\(seconds).".utf8) + body
        signature = [secrets.current, secrets.previous].compactMap(\.self).map { secret in
            let code = HMAC<SHA256>.authenticationCode(for: signed, using: SymmetricKey(data: secret))
            return "v1," + Data(code).base64EncodedString()
        }.joined(separator: " ")
    }

    /// The headers of the request.
    var headers: [(String, String)] {
        [("webhook-id", id), ("webhook-timestamp", timestamp), ("webhook-signature", signature)]
    }

    /// A secret as people and libraries take it.
    static func text(of secret: [UInt8]) -> String { secretPrefix + Data(secret).base64EncodedString() }
}

extension WebhookSecrets {
    /// The secret of now as receivers take it: `whsec_` and base64.
    public var text: String { WebhookSignature.text(of: current) }
}
