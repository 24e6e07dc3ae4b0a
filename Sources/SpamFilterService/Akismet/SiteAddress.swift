/// The address of a site as the name of its tenant: host and path in one spelling.
///
/// The scheme counts as nothing, so that a site keeps its labels when it moves to HTTPS.
public struct SiteAddress: Sendable, Hashable {
    /// `blog.example`, `blog.example:8080/news`.
    public let name: String

    /// Reads an address with or without a scheme; `nil` where there is no host in it.
    public init?(_ text: String) {
        var rest = text.trimmingSpaces[...]
        if let scheme = rest.firstRange(of: "://") { rest = rest[scheme.upperBound...] }
        rest = rest.prefix { $0 != "?" && $0 != "#" }
        var host = rest.prefix { $0 != "/" }
        let path = rest[host.endIndex...]
        if let credentials = host.lastIndex(of: "@") { host = host[host.index(after: credentials)...] }
        var name = host.lowercased()
        for port in [":80", ":443"] where name.hasSuffix(port) { name.removeLast(port.count) }
        guard !name.isEmpty, name.first != ":", !name.contains(where: { $0.isWhitespace || "<>\"\\".contains($0) })
        else { return nil }
        let folders = path.split(separator: "/")
        self.name = ([name] + folders.map(String.init)).joined(separator: "/")
    }
}
