import Synchronization

/// What clients of the Akismet protocol have shown since the start, by the site that they speak for.
///
/// A site's plugin takes a notice only with its own key, and says with each comment where it wants to be told. The database
/// keeps no key, so it is remembered here, in memory, from one call of the site to the next.
final class AkismetKeyring: Sendable {
    private struct Shown: Sendable {
        var key: String
        var callback: WebhookAddress?
    }

    private let shown = Mutex<[String: Shown]>([:])

    /// The most sites that are remembered, and the longest name of one: whoever has a key for any site may name as many as they like.
    private static let mostSites = 10_000
    private static let longestName = 1_024

    /// Remembers what a call of a site has shown.
    ///
    /// An address is remembered only if it lies at the site's own host: a caller must not choose whom this service calls.
    ///
    /// - Parameters:
    ///   - key: The key, which was good.
    ///   - callback: Where the site wants to be told.
    ///   - site: The site that the key is bound to, or the one that the client names if it is for any.
    func remember(_ key: String, callback: String?, ofSite site: String) {
        guard site.utf8.count <= Self.longestName else { return }
        let address = callback.flatMap(WebhookAddress.init).flatMap { address in
            address.authority == SiteAddress(site)?.authority ? address : nil
        }
        shown.withLock { shown in
            // Whoever is left out is remembered again at its next call.
            if shown[site] == nil, shown.count >= Self.mostSites { shown.remove(at: shown.startIndex) }
            shown[site] = Shown(key: key, callback: address ?? shown[site]?.callback)
        }
    }

    /// The key of a site; `nil` while it has shown none.
    func key(ofSite site: String?) -> String? { site.flatMap { site in shown.withLock { $0[site]?.key } } }

    /// Where a site wants to be told; `nil` while it has not said so.
    func callback(ofSite site: String?) -> WebhookAddress? {
        site.flatMap { site in shown.withLock { $0[site]?.callback } }
    }
}
