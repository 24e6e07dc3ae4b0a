import Synchronization

/// What clients of the Akismet protocol have shown since the start, by the site that their key is bound to.
///
/// A site's plugin takes a notice only with its own key, and says with each comment where it wants to be told. The database
/// keeps no key, so it is remembered here, in memory, from one call of the site to the next.
final class AkismetKeyring: Sendable {
    private let keys = Mutex<[String: String]>([:])
    private let addresses = Mutex<[String: WebhookAddress]>([:])

    /// Remembers what a call of a site has shown.
    ///
    /// An address is remembered only if it lies at the site's own host: a caller must not choose whom this service calls.
    ///
    /// - Parameters:
    ///   - key: The key, which was good.
    ///   - callback: Where the site wants to be told.
    ///   - site: The site that the key is bound to.
    func remember(_ key: String, callback: String?, ofSite site: String) {
        keys.withLock { $0[site] = key }
        guard let address = callback.flatMap(WebhookAddress.init), let host = SiteAddress(site)?.authority,
            address.authority == host
        else { return }
        addresses.withLock { $0[site] = address }
    }

    /// The key of a site; `nil` while it has shown none.
    func key(ofSite site: String?) -> String? { site.flatMap { site in keys.withLock { $0[site] } } }

    /// Where a site wants to be told; `nil` while it has not said so.
    func callback(ofSite site: String?) -> WebhookAddress? { site.flatMap { site in addresses.withLock { $0[site] } } }
}
