import GRDB
import SpamClassifier

/// The hosts that a comment's links lead to, as far as moderators look for them: of addresses with `://`, and of what begins with
/// `www.`, in the text and in the author's web address.
///
/// It is a way to find comments, not evidence: the classifier reads links in disguise as well.
struct LinkHosts {
    private(set) var hosts: Set<String> = []

    /// The most hosts of a comment that it can be found by.
    private static let most = 16
    /// The longest host name: RFC 1035, section 2.3.4.
    private static let longest = 253

    init(of comment: Comment) {
        add(Array(comment.content.utf8))
        if let address = comment.authorURL { add(Array(address.utf8)) }
    }

    /// A host as it is kept and looked for: lower case, without `www.` before it and dots around it.
    static func plain(_ host: some StringProtocol) -> String {
        var host = host.lowercased()[...]
        if host.hasPrefix("www.") { host = host.dropFirst(4) }
        while host.hasSuffix(".") { host = host.dropLast() }
        while host.hasPrefix(".") { host = host.dropFirst() }
        return String(host)
    }

    /// Writes the rows of a comment.
    func insert(_ db: Database, id: String) throws {
        guard !hosts.isEmpty else { return }
        let statement = try db.cachedStatement(sql: "INSERT OR IGNORE INTO commentHost (host, commentID) VALUES (?, ?)")
        for host in hosts { try statement.execute(arguments: [host, id]) }
    }

    private mutating func add(_ text: [UInt8]) {
        var position = 0
        while position < text.count, hosts.count < Self.most {
            defer { position += 1 }
            if text[position] == UInt8(ascii: ":"), text[position...].starts(with: "://".utf8) {
                position += 2
                add(host: text[(position + 1)...])
            } else if text[position] | 0x20 == UInt8(ascii: "w"), position == 0 || !Self.isOfHost(text[position - 1]),
                String(decoding: text[position...].prefix(4), as: UTF8.self).lowercased() == "www."
            {
                add(host: text[position...])
                position += 3
            }
        }
    }

    private mutating func add(host text: ArraySlice<UInt8>) {
        let name = text.prefix(Self.longest + 1).prefix(while: Self.isOfHost)
        let host = Self.plain(String(decoding: name, as: UTF8.self))
        if host.contains("."), name.count <= Self.longest { hosts.insert(host) }
    }

    /// Letters, digits, hyphens and dots, and every byte beyond ASCII, for names in other scripts.
    private static func isOfHost(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), 0x80...0xFF:
            true
        default: false
        }
    }
}
