public import Crypto
import Foundation

extension Installation {
    /// A key to sign with, of this installation and this purpose alone: HMAC-SHA256 of the purpose under the secret.
    ///
    /// What was signed for one purpose is good for no other, and the secret itself never leaves the store.
    public func signingKey(for purpose: String) -> SymmetricKey {
        let code = HMAC<SHA256>.authenticationCode(
            for: Data("signing key: \(purpose)".utf8),
            using: SymmetricKey(data: secret)
        )
        return SymmetricKey(data: Data(code))
    }
}
