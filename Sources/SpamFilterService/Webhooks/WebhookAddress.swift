import Foundation

/// The address of a webhook: HTTP or HTTPS, at a host that is written out, without a user's name.
///
/// One spelling for each address, so that what is compared and checked is what is called.
public struct WebhookAddress: Sendable, Hashable {
    /// The whole address.
    public let url: String
    /// The host in lower case, without the brackets of an IPv6 address.
    public let host: String
    /// The port, also where it is the usual one.
    public let port: Int
    /// Whether the connection is encrypted.
    public let isSecure: Bool

    private static let longest = 2_048

    /// Reads an address; `nil` for anything but a complete address of a host that has a name or a number.
    public init?(_ text: String) {
        guard text.utf8.count <= Self.longest, text.utf8.allSatisfy({ (0x21..<0x7F).contains($0) }),
            let parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased(),
            scheme == "http" || scheme == "https", parts.user == nil, parts.password == nil, parts.fragment == nil,
            let host = parts.percentEncodedHost?.lowercased(), !host.contains("%")
        else { return nil }
        let bare = host.hasPrefix("[") && host.hasSuffix("]") ? String(host.dropFirst().dropLast()) : host
        let isName = bare.utf8.allSatisfy { $0 == 0x2D || $0 == 0x2E || Self.isAlphanumeric($0) }
        guard !bare.isEmpty, isName || InternetAddress(bare) != nil else { return nil }
        isSecure = scheme == "https"
        let usual = isSecure ? 443 : 80
        port = parts.port ?? usual
        guard (1...65_535).contains(port) else { return nil }
        self.host = bare
        let place = bare.contains(":") ? "[\(bare)]" : bare
        let path = parts.percentEncodedPath.isEmpty ? "/" : parts.percentEncodedPath
        let query = parts.percentEncodedQuery.map { "?" + $0 } ?? ""
        url = "\(scheme)://\(place)\(port == usual ? "" : ":\(port)")\(path)\(query)"
    }

    /// The host, with the port if it is not that of HTTP or HTTPS.
    public var authority: String {
        let place = host.contains(":") ? "[\(host)]" : host
        return port == 80 || port == 443 ? place : "\(place):\(port)"
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte)
    }
}

extension SiteAddress {
    /// The part of the name that is the site's host, with its port if it is not that of HTTP or HTTPS.
    public var authority: String { String(name.prefix { $0 != "/" }) }
}
