import Foundation

/// The address at which clients are to reach the service, taken apart.
struct ServiceAddress {
    /// The address as it was given.
    let text: String
    let scheme: String
    let host: String
    /// The host, with the port if one was given.
    let authority: String
    /// The path without the slashes at its end.
    let path: String
    /// Whether there is a name of a user, a query or a fragment.
    let hasMore: Bool

    /// `nil` for anything but HTTP or HTTPS at a host.
    init?(_ text: String) {
        guard let parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased(),
            ["http", "https"].contains(scheme), let host = parts.host, !host.isEmpty,
            host.utf8.allSatisfy(Self.isOfHosts)
        else { return nil }
        self.text = text
        self.scheme = scheme
        self.host = host
        let place = host.contains(":") && !host.hasPrefix("[") ? "[\(host)]" : host
        authority = place + (parts.port.map { ":\($0)" } ?? "")
        var path = parts.percentEncodedPath
        while path.hasSuffix("/") { path.removeLast() }
        self.path = path
        hasMore = parts.user != nil || parts.password != nil || parts.query != nil || parts.fragment != nil
    }

    /// Whether the host is a number, which has no names below it.
    var isNumber: Bool { host.contains(":") || host.allSatisfy { $0.isNumber || $0 == "." } }

    /// Whether the host is one of those that clients are to be led away from.
    var isAkismet: Bool {
        let name = host.lowercased()
        return name == "rest.akismet.com" || name.hasSuffix(".rest.akismet.com")
    }

    private static func isOfHosts(_ byte: UInt8) -> Bool {
        let scalar = Unicode.Scalar(byte)
        return scalar.isASCII && (scalar.properties.isAlphabetic || "0123456789.-_:[]".unicodeScalars.contains(scalar))
    }
}
